package org.bactrian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bactrian.checkpoint.nnunet.ModelWishes;
import org.bactrian.checkpoint.source.ModelSet;
import org.bactrian.segment.window.Blend;
import org.bactrian.segment.window.WindowSettings;
import org.bactrian.stage.Setting;
import org.bactrian.unet.engine.ComputeDevice;
import org.bactrian.unet.program.Precision;

/** The model that segments, and what it runs on. */
public record ModelConfig(
        @Setting(
                value = "a model bundle or a model folder of nnU-Net; of a list the mean probabilities count",
                defaultsTo = "model.bactrian")
        List<Path> path,

        @Setting(value = "auto, cpu, cuda or cuda:n", defaultsTo = "auto")
        String device,

        @Setting(
                value = "processor threads that work on a case, in the engine and beside it; 0: one for each core",
                defaultsTo = "0")
        int threads,

        @Setting(
                value =
                        "fp32, bf16: faster where the processor has the instructions, or auto: the fastest that keeps labels",
                defaultsTo = "auto")
        String precision,

        @Setting(value = "largest distance between neighbouring windows as a fraction of the patch", defaultsTo = "0.5")
        double step,

        @Setting(
                value = "also show the network flipped windows: a little better, two to eight times slower",
                defaultsTo = "true")
        boolean mirror,

        @Setting(
                value =
                        "find the kidneys in a first look, and look closely only there; at the whole scan where not sure",
                defaultsTo = "false")
        boolean localise,

        @Setting(
                value = "numbers in which windows are added up: float, or half, which rounds where nnU-Net rounds",
                defaultsTo = "float")
        String blend) {

    public ModelConfig {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path must name a model");
        }
        if (!device.matches("auto|cpu|cuda(:\\d+)?")) {
            throw new IllegalArgumentException("device must be auto, cpu, cuda or cuda:n, got '%s'".formatted(device));
        }
        if (!precision.matches("auto|fp32|bf16")) {
            throw new IllegalArgumentException("precision must be auto, fp32 or bf16, got '%s'".formatted(precision));
        }
        new WindowSettings(step, mirror, localise, Blend.of(blend));
        if (threads < 0) {
            throw new IllegalArgumentException("threads must not be negative, got " + threads);
        }
    }

    /**
     * Reads the models, and those before them where they are cascades.
     *
     * @throws IllegalArgumentException when there is no such file, or the models cannot work together
     * @throws org.bactrian.volume.BadCaseException when a file is no model
     */
    ModelSet read() {
        try {
            return ModelSet.open(path, ModelWishes.USUAL).withPreviousStages(ModelWishes.USUAL);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException(
                    "there is no file %s (model.path)".formatted(missing.getFile()), missing);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + path, unreadable);
        }
    }

    /** How windows slide over a scan. */
    WindowSettings windows() {
        return new WindowSettings(step, mirror, localise, Blend.of(blend));
    }

    /** Where the network computes. */
    ComputeDevice computeDevice() {
        return ComputeDevice.of(device);
    }

    /** The number format in which networks are trained. */
    Precision trainingFormat() {
        return Precision.of(precision, computeDevice());
    }

    /** The number format in which the network is to compute, if one was chosen. */
    Optional<Precision> numberFormat() {
        return Precision.named(precision, computeDevice());
    }
}
