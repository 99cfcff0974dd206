package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a file is. */
@Command(
        name = "inspect",
        description = "Says what a volume or a model bundle is: geometry, labels, provenance, digest, parameters.",
        footerHeading = "%nExample:%n",
        footer = {"  bactrian inspect ct.nii.gz", "  bactrian inspect model.bactrian --json"})
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "PATH", description = "NIfTI file or model bundle.")
    private Path path = Path.of("");

    @Option(
            names = "--voxels",
            description = "Read the voxels too: the range of intensities, the volume of each label.")
    private boolean voxels;

    @Override
    public Integer call() throws IOException {
        FileNames.requireExisting(List.of(path));
        if (Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    "not supported: folders, such as %s; give a NIfTI file or a model bundle".formatted(path));
        }
        VolumeReport report = VolumeReport.of(path, voxels);
        if (json.wanted()) {
            output.terminal().json(report);
        } else {
            report.lines().forEach(output.terminal()::result);
        }
        return ExitCode.DONE;
    }
}
