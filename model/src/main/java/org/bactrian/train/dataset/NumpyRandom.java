package org.bactrian.train.dataset;

/**
 * The random streams of {@code numpy.random.RandomState(seed)}: the Mersenne Twister MT19937 and numpy's legacy draws on
 * top of it. Splits and sampled voxels are then those that nnU-Net draws. Not safe for use by several threads.
 *
 * @see <a href="https://doi.org/10.1145/272991.272995">Matsumoto and Nishimura, Mersenne Twister, ACM TOMACS 8 (1998)</a>
 */
final class NumpyRandom {

    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[WORDS];
    private int position = WORDS;

    NumpyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The next 32 random bits. */
    int nextBits() {
        if (position == WORDS) {
            twist();
        }
        int bits = state[position++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        return bits ^ (bits >>> 18);
    }

    /** A whole number from 0 to {@code largest}, both included: numpy masks the bits and rejects what is too large. */
    int upTo(int largest) {
        if (largest == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
        int draw = nextBits() & mask;
        while (draw > largest) {
            draw = nextBits() & mask;
        }
        return draw;
    }

    /** The numbers 0 to {@code count - 1} in random order ({@code permutation}, and {@code shuffle} of a range). */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int other = upTo(i);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    private void twist() {
        for (int i = 0; i < WORDS; i++) {
            int joined = (state[i] & 0x80000000) | (state[(i + 1) % WORDS] & 0x7fffffff);
            state[i] = state[(i + MIDDLE) % WORDS] ^ (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : TWIST);
        }
        position = 0;
    }
}
