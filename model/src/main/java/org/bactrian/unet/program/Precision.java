package org.bactrian.unet.program;

import java.util.List;
import java.util.Optional;
import org.bactrian.unet.engine.ComputeDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The number formats in which the layers of a network compute. Weights, momentum, normalisation statistics and losses are
 * always 32 bits.
 */
public enum Precision {
    /**
     * 32 bits throughout. On a GPU what PyTorch does by default: from Ampere on convolutions take TF32, 19 of the 32 bits,
     * unless {@code NVIDIA_TF32_OVERRIDE=0} stands in the environment.
     */
    FLOAT32("fp32", ""),

    /** Convolutions and activations in bfloat16, but for the finest level, which decides most of what rounding changes. */
    MIXED("mixed", "_mixed"),

    /** Convolutions and activations in bfloat16: about twice as fast where the processor has the instructions. */
    BFLOAT16("bf16", "_bfloat16");

    /** Those in which a stored program computes. */
    static final List<Precision> STORED = List.of(FLOAT32, BFLOAT16);

    private static final Logger LOG = LoggerFactory.getLogger(Precision.class);

    private final String shortName;
    private final String suffix;

    Precision(String shortName, String suffix) {
        this.shortName = shortName;
        this.suffix = suffix;
    }

    /**
     * The precision in which a user wishes to train.
     *
     * @param wish {@code fp32}, {@code bf16}, or {@code auto} for the faster of both on the device; where a processor has no
     *     instructions that serve bfloat16, which would take hundreds of times as long, 32 bits with a warning
     * @throws IllegalArgumentException if it is none of these
     */
    public static Precision of(String wish, ComputeDevice device) {
        return switch (wish) {
            case "auto" -> device.cuda() || ProcessorFeatures.haveBfloat16() ? BFLOAT16 : FLOAT32;
            case "fp32" -> FLOAT32;
            case "bf16" -> bfloat16(device);
            default -> throw new IllegalArgumentException("precision must be auto, fp32 or bf16, got " + wish);
        };
    }

    /**
     * The precision a user wishes for on a device; none for {@code auto}, which is the fastest that keeps a network's labels.
     *
     * @throws IllegalArgumentException if it is none that users may ask for
     */
    public static Optional<Precision> named(String wish, ComputeDevice device) {
        return wish.equals("auto") ? Optional.empty() : Optional.of(of(wish, device));
    }

    private static Precision bfloat16(ComputeDevice device) {
        if (device.cuda() || ProcessorFeatures.haveOneDnn(LayerFormat.BFLOAT16)) {
            return BFLOAT16;
        }
        LOG.warn("the processor has no instructions for bfloat16, computing in 32 bits");
        return FLOAT32;
    }

    /** The precisions that a device is faster in, the fastest first, and 32 bits at the end. */
    public static List<Precision> fastestFirst(ComputeDevice device) {
        if (device.cuda()) {
            return List.of(BFLOAT16, FLOAT32);
        }
        return ProcessorFeatures.haveBfloat16() ? List.of(BFLOAT16, MIXED, FLOAT32) : List.of(FLOAT32);
    }

    /** The name of the program's method that computes in this precision. */
    public String method(String name) {
        return name + suffix;
    }

    /** The format of the layers of a level. */
    LayerFormat formatAt(int level) {
        return switch (this) {
            case FLOAT32 -> LayerFormat.FLOAT32;
            case MIXED -> level == 0 ? LayerFormat.FLOAT32 : LayerFormat.BFLOAT16;
            case BFLOAT16 -> LayerFormat.BFLOAT16;
        };
    }

    /** As users write it: {@code fp32}, {@code mixed} or {@code bf16}. */
    @Override
    public String toString() {
        return shortName;
    }
}
