package org.bactrian.numeric.spline;

/** Numbers of IEEE 754's binary16. */
public final class Half {

    private static final int FRACTION_BITS = 10;

    /** Below this the spacing of numbers no longer shrinks. */
    private static final int SMALLEST_EXPONENT = -14;

    private static final float SMALLEST_NORMAL = 0x1p-14f;

    /** The fraction of a float ends here at the digit with which that of a subnormal half ends: adding it rounds. */
    private static final float SUBNORMAL_SCALE = 0.75f;

    /** From here on the nearest number is infinite: half a step above the largest. */
    private static final float TOO_LARGE = 65520;

    /** The digits that a float has more than a half. */
    private static final int SURPLUS_BITS = 13;

    private static final int SURPLUS = (1 << SURPLUS_BITS) - 1;

    private Half() {}

    /** The nearest number of half precision, of two equally near the even one; infinite from 65,520 on. */
    public static float rounded(float value) {
        float magnitude = Math.abs(value);
        if (magnitude < SMALLEST_NORMAL) {
            return (value + SUBNORMAL_SCALE) - SUBNORMAL_SCALE;
        }
        if (magnitude >= TOO_LARGE) {
            return Math.copySign(Float.POSITIVE_INFINITY, value);
        }
        int bits = Float.floatToIntBits(value);
        int even = (bits >> SURPLUS_BITS) & 1;
        return Float.intBitsToFloat((bits + (SURPLUS >> 1) + even) & ~SURPLUS);
    }

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
