package org.bactrian.checkpoint.pickle;

/** Numbers of IEEE 754's binary16. */
public final class Half {

    private static final int FRACTION_BITS = 10;

    /** Below this the spacing of numbers no longer shrinks. */
    private static final int SMALLEST_EXPONENT = -14;

    private Half() {}

    /** The nearest number of half precision, of two equally near the even one; for magnitudes below 65,520. */
    public static float rounded(double value) {
        int exponent = Math.max(Math.getExponent(value), SMALLEST_EXPONENT);
        double step = Math.scalb(1.0, exponent - FRACTION_BITS);
        return (float) (Math.rint(value / step) * step);
    }

    /** The number that sixteen bits stand for. */
    public static float toFloat(short bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude =
                switch (exponent) {
                    case 0 -> fraction * 0x1p-24f;
                    case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
                    default -> Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
                };
        return bits < 0 ? -magnitude : magnitude;
    }
}
