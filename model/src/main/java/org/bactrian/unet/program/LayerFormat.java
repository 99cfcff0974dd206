package org.bactrian.unet.program;

/** The number format of a layer's kernel and of the maps that it reads and writes. */
enum LayerFormat {
    /** 32 bits. */
    FLOAT32(6),

    /** The first 16 of them. */
    BFLOAT16(15);

    private final int torchType;

    LayerFormat(int torchType) {
        this.torchType = torchType;
    }

    /** The number of {@code c10::ScalarType}. */
    int torchType() {
        return torchType;
    }
}
