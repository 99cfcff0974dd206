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

    /** The name of the program's method that computes in this precision. */
    String method(String name) {
        return name + suffix;
    }

    /** The number of {@code c10::ScalarType}. */
    int torchType() {
        return torchType;
    }
}
