package org.bactrian.unet;

/** The number format in which layers compute. Weights, momentum, normalisation statistics and losses are always 32 bits. */
public enum Precision {
    /** 32 bits throughout. */
    FLOAT32("", 6),

    /** Convolutions and activations in bfloat16: about twice as fast where the processor has the instructions. */
    BFLOAT16("_bfloat16", 15);

    private final String suffix;
    private final int torchType;

    Precision(String suffix, int torchType) {
        this.suffix = suffix;
        this.torchType = torchType;
    }

    /**
     * The precision a user wishes for.
     *
     * @param wish {@code fp32}, {@code bf16}, or {@code auto} for the faster of both on the device
     * @throws IllegalArgumentException if it is none of these
     */
    public static Precision of(String wish, ComputeDevice device) {
        return switch (wish) {
            case "auto" -> device.cuda() || ProcessorFeatures.haveBfloat16() ? BFLOAT16 : FLOAT32;
            case "fp32" -> FLOAT32;
            case "bf16" -> BFLOAT16;
            default -> throw new IllegalArgumentException("precision must be auto, fp32 or bf16, got " + wish);
        };
    }

    /** The name of the program's method that computes in this precision. */
    String method(String name) {
        return name + suffix;
    }

    /** The number of {@code c10::ScalarType}. */
    int torchType() {
        return torchType;
    }
}
