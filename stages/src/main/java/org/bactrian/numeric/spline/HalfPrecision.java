package org.bactrian.numeric.spline;

/** Numbers of IEEE 754's binary16, which has eleven bits of precision. */
final class HalfPrecision {

    private static final int BITS_DROPPED = 13;

    /** Below this the spacing of numbers no longer shrinks. */
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    private HalfPrecision() {}

    /** The nearest number of half precision, of two equally near the even one; for magnitudes below 65,520. */
    static float rounded(float value) {
        if (Math.abs(value) < SMALLEST_NORMAL) {
            return (float) (Math.rint(value * 0x1p24) * 0x1p-24);
        }
        int bits = Float.floatToRawIntBits(value);
        int odd = bits >> BITS_DROPPED & 1;
        int half = (1 << (BITS_DROPPED - 1)) - 1;
        return Float.intBitsToFloat((bits + half + odd) >> BITS_DROPPED << BITS_DROPPED);
    }
}
