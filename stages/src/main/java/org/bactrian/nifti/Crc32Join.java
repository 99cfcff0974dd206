package org.bactrian.nifti;

/**
 * The CRC-32 of two stretches of bytes from the checksums of each. A checksum is the remainder of a polynomial over the
 * field of two elements, so bytes that follow multiply it by x to the power of their bits (Williams, "A painless guide to
 * CRC error detection algorithms", 1993). The highest bit of an int is the coefficient of 1, as RFC 1952 stores it.
 */
final class Crc32Join {

    /** x^32 modulo the generator of gzip's checksum. */
    private static final int GENERATOR = 0xedb88320;

    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;

    private Crc32Join() {}

    /** The checksum of bytes whose checksum is {@code first}, followed by {@code bytes} whose checksum is {@code next}. */
    static int joined(int first, int next, long bytes) {
        return product(first, powerOfByte(bytes)) ^ next;
    }

    /** x to the power of the bits of so many bytes, by squaring. */
    private static int powerOfByte(long bytes) {
        int power = ONE;
        int square = X_TO_THE_8;
        for (long left = bytes; left > 0; left >>= 1) {
            power = (left & 1) == 1 ? product(power, square) : power;
            square = product(square, square);
        }
        return power;
    }

    private static int product(int a, int b) {
        int sum = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            sum ^= (a & bit) != 0 ? shifted : 0;
            shifted = shifted >>> 1 ^ ((shifted & 1) != 0 ? GENERATOR : 0);
        }
        return sum;
    }
}
