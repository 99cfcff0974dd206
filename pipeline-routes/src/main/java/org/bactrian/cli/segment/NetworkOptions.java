package org.bactrian.cli.segment;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.cli.option.ComputeOptions;
import org.bactrian.segment.NetworkSettings;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.segment.window.Blend;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.unet.program.Precision;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a network runs. */
final class NetworkOptions {

    @Option(
            names = "--mirror",
            negatable = true,
            description = "Look at every window flipped too, along the axes that the model allows: a little better,"
                    + " two to eight times slower. Default: --mirror.",
            defaultValue = "true",
            fallbackValue = "true")
    private boolean mirror = true;

    @Option(
            names = "--step",
            paramLabel = "FRACTION",
            description = "Distance between windows as a fraction of the patch (default: ${DEFAULT-VALUE}).",
            defaultValue = "0.5")
    private double step = 0.5;

    @Option(
            names = "--localise",
            description = "Find the kidneys in a first look, and look closely only there: faster on scans that are much"
                    + " larger than the network's patch. The whole scan where the first look is not sure.")
    private boolean localise;

    @Option(
            names = "--blend",
            paramLabel = "float|half",
            description =
                    "Numbers in which overlapping windows are added up (default: ${DEFAULT-VALUE}). half rounds where"
                            + " nnU-Net rounds: to compare label maps with what nnU-Net wrote, voxel by voxel.",
            defaultValue = "float")
    private String blend = "float";

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    /**
     * Loads models.
     *
     * @throws IllegalArgumentException when an option holds a bad value, or the model names stages that are not there
     */
    SegmentationModel open(ModelSet models, StageCatalog stages) {
        compute.limitThreads();
        return SegmentationModel.open(
                models,
                new NetworkSettings(
                        stages,
                        new WindowSettings(step, mirror, localise, Blend.of(blend)),
                        compute.namedPrecision(),
                        compute.device()));
    }

    /** Sets the threads of what is done before the engine has started. */
    void limitThreads() {
        compute.limitThreadsBesideEngine();
    }

    /** As {@link ComputeOptions#casesAtOnce}. */
    int casesAtOnce(int most) {
        return compute.casesAtOnce(most);
    }

    /** What loaded networks run on and compute in, such as {@code cpu, bf16}. */
    String description(SegmentationModel opened) {
        return Stream.concat(Stream.of(device()), opened.precisions().stream().map(Precision::toString))
                .collect(Collectors.joining(", "));
    }

    /** What networks run on. */
    String device() {
        return compute.device().toString();
    }
}
