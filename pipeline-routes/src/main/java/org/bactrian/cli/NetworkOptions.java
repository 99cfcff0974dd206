package org.bactrian.cli;

import java.util.Optional;
import org.bactrian.checkpoint.ModelBundle;
import org.bactrian.segment.SegmentationModel;
import org.bactrian.segment.WindowSettings;
import org.bactrian.stage.StageCatalog;
import org.bactrian.unet.ComputeDevice;
import org.bactrian.unet.Precision;
import org.bactrian.unet.TorchEngine;
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
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            description = "Number format of the network (default: auto, which is fp32).",
            defaultValue = "auto")
    private String precision = "auto";

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda[:N]",
            description = "Where the network runs (default: auto, a GPU where there is one).",
            defaultValue = "auto")
    private String device = "auto";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor threads of the network (default: one for each core).")
    private Optional<Integer> threads = Optional.empty();

    /**
     * Loads a model.
     *
     * @throws IllegalArgumentException when an option holds a bad value, or the model names stages that are not there
     */
    SegmentationModel open(ModelBundle bundle, StageCatalog stages) {
        threads.ifPresent(TorchEngine::useThreads);
        return SegmentationModel.open(bundle, stages, new WindowSettings(step, mirror), precision(), device());
    }

    ComputeDevice device() {
        return ComputeDevice.of(device);
    }

    private Precision precision() {
        return switch (precision) {
            case "auto", "fp32" -> Precision.FLOAT32;
            case "bf16" -> Precision.BFLOAT16;
            default ->
                throw new IllegalArgumentException(
                        "--precision must be auto, fp32 or bf16, got '%s'".formatted(precision));
        };
    }
}
