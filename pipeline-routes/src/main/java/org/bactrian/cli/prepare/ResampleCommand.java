package org.bactrian.cli.prepare;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bactrian.cli.file.FileNames;
import org.bactrian.cli.file.ReadFiles;
import org.bactrian.cli.file.StoredInputs;
import org.bactrian.cli.option.ConfigOption;
import org.bactrian.cli.option.JsonOption;
import org.bactrian.cli.option.OutputOptions;
import org.bactrian.cli.option.ThreadsOption;
import org.bactrian.cli.scan.GridReport;
import org.bactrian.cli.scan.MemoryForecast;
import org.bactrian.cli.terminal.ExitCode;
import org.bactrian.cli.terminal.Terminal;
import org.bactrian.nifti.NiftiHeader;
import org.bactrian.nifti.NiftiReader;
import org.bactrian.nifti.NiftiWriter;
import org.bactrian.numeric.spline.CubicBSpline;
import org.bactrian.numeric.spline.LabelResize;
import org.bactrian.numeric.spline.ResampleRule;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.LabelMap;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Volume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resamples one volume onto a new spacing. */
@Command(
        name = "resample",
        description = {
            "Resamples one volume onto a new spacing; the output keeps the file's orientation.",
            "Images are interpolated with cubic B-splines, label maps label-safely; where slices lie far apart, each"
                    + " is resampled in its plane and the nearest is taken across."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  bactrian resample ct.nii.gz --spacing 1.62,1.62,3.22 --out ct_resampled.nii.gz",
            "  bactrian resample truth.nii.gz --labels --spacing 1.62,1.62,3.22 --out truth_resampled.nii.gz"
        })
public final class ResampleCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    @Parameters(paramLabel = "INPUT", description = "NIfTI file, or an object s3://bucket/key of the configured store.")
    private String input = "";

    @Option(
            names = "--spacing",
            paramLabel = "SX,SY,SZ",
            required = true,
            converter = SpacingConverter.class,
            description = "Millimetres between voxel centres, in the file's own axis order i, j, k.")
    private Spacing spacing = new Spacing(1, 1, 1);

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "NIfTI file to write.")
    private Path out = Path.of("");

    @Option(names = "--labels", description = "The input is a label map.")
    private boolean labels;

    @Mixin
    private ConfigOption config = new ConfigOption();

    /** What has been done: the grids before and after. */
    record Resampled(String file, GridReport before, GridReport after) {}

    @Override
    public Integer call() {
        threads.limit();
        FileNames.requireNifti("--out", out);
        try (StoredInputs stored = config.inputs()) {
            Path file = stored.file(input);
            new ReadFiles(Stream.of(file)).requireUntouched(Stream.of(out));
            resample(file);
        }
        return ExitCode.DONE;
    }

    private void resample(Path file) {
        NiftiHeader header = NiftiReader.readHeader(file);
        Geometry before = header.geometry();
        ResampleRule rule = rule(before);
        double result = (double) rule.size().product() * (labels ? Byte.BYTES : Float.BYTES);
        output.terminal()
                .note(MemoryForecast.ofReading(FileNames.caseId(file), header, 1)
                        .and(result)
                        .toString());
        FileNames.makeFolderOf(out);
        Geometry after = labels ? resampleLabels(file, rule) : resampleImage(file, rule);
        report(new Resampled(out.toString(), GridReport.of(before), GridReport.of(after)));
    }

    private Geometry resampleImage(Path file, ResampleRule rule) {
        Volume resampled = CubicBSpline.resize(NiftiReader.read(file).volume(), rule);
        NiftiWriter.write(out, resampled);
        return resampled.geometry();
    }

    private Geometry resampleLabels(Path file, ResampleRule rule) {
        LabelMap resampled = LabelResize.resize(NiftiReader.readLabels(file).map(), rule);
        NiftiWriter.write(out, resampled);
        return resampled.geometry();
    }

    /** Counted in doubles before anything is made: a tiny spacing asks for more voxels than a long counts. */
    private ResampleRule rule(Geometry grid) {
        double voxels = grid.size().product() * grid.spacing().voxelVolumeMm3() / spacing.voxelVolumeMm3();
        double room = Math.min(Integer.MAX_VALUE - 8.0, Runtime.getRuntime().maxMemory() / (double) Float.BYTES);
        if (voxels > room) {
            throw new IllegalArgumentException("--spacing %s makes %.3g voxels of %s, memory holds %.3g"
                    .formatted(spacing, voxels, grid.size(), room));
        }
        return ResampleRule.of(grid, spacing);
    }

    private void report(Resampled done) {
        Terminal terminal = output.terminal();
        if (json.wanted()) {
            terminal.json(done);
        } else {
            terminal.result("%s: %s at %s, was %s at %s"
                    .formatted(
                            done.file(),
                            done.after().sizeText(),
                            done.after().spacingText(),
                            done.before().sizeText(),
                            done.before().spacingText()));
        }
    }
}
