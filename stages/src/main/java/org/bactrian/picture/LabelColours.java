package org.bactrian.picture;

/** The colour of each label's contour. */
final class LabelColours {

    /** Red for kidney, green for tumour, then colours that differ from these, from grey and from each other. */
    private static final int[] RGB = {
        0xff3b30, 0x34e04a, 0x3f9bff, 0xffd60a, 0xff5ce1, 0x32e6e6, 0xff9500, 0xb08cff, 0xc8f06e, 0xd9a066
    };

    private LabelColours() {}

    /** Red, green and blue of a label from 1 on; colours repeat after ten. */
    static int rgb(int label) {
        return RGB[(label - 1) % RGB.length];
    }
}
