package org.bactrian.cli.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.bactrian.checkpoint.nnunet.MindSporeModel;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.FoldOptions;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a file is. */
@Command(
        name = "inspect",
        description = {
            "Says what a volume or a model is: geometry, labels, provenance, digest, parameters;",
            "of nnU-Net's plans.json, how it prepares scans; of a folder ensembles/ensemble___*, what its models are."
        },
        footerHeading = "%nExample:%n",
        footer = {"  bactrian inspect ct.nii.gz", "  bactrian inspect model.bactrian --json"})
public final class InspectCommand implements Callable<Integer> {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(
            paramLabel = "PATH",
            description = "NIfTI file, model bundle, model or ensemble folder or zip of nnU-Net, .ckpt or TorchScript"
                    + " archive with --plan, a plans.json, or an object s3://bucket/key of the configured store.")
    private String input = "";

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(
            names = "--voxels",
            description = "Read the voxels too: the range of intensities, the volume of each label.")
    private boolean voxels;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws IOException {
        try (StoredInputs stored = config.inputs()) {
            tell(stored.file(input));
        }
        return ExitCode.DONE;
    }

    private void tell(Path path) throws IOException {
        if (FileNames.last(path).endsWith(".json")) {
            PlanReport report = PlanReport.of(path);
            print(report, report.lines());
        } else if (Files.isDirectory(path) || isArchive(path) || MindSporeModel.isOne(path)) {
            tellModels(path, ModelSet.open(List.of(path), folds.wishes()));
        } else {
            VolumeReport report = VolumeReport.of(path, voxels);
            print(report, report.lines());
        }
    }

    private void tellModels(Path path, ModelSet models) {
        if (models.members().size() > 1) {
            EnsembleReport report = EnsembleReport.of(path, models);
            print(report, report.lines());
        } else {
            BundleReport report = BundleReport.of(path, models.members().get(0).bundle());
            print(report, report.lines());
        }
    }

    private void print(Object report, List<String> lines) {
        if (json.wanted()) {
            output.terminal().json(report);
        } else {
            lines.forEach(output.terminal()::result);
        }
    }

    /** A bundle is a zip file, whatever its name. */
    private static boolean isArchive(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }
}
