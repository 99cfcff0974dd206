package org.bactrian.train.patch;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random streams with names: equal names give equal streams, different names independent ones. */
public final class RandomStreams {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private RandomStreams() {}

    /** The stream of a name, such as (seed, epoch, batch, sample); the order of its parts counts. */
    public static RandomGenerator of(long... name) {
        long state = 0;
        for (long part : name) {
            state = mix(state + GOLDEN_GAMMA) ^ mix(part + GOLDEN_GAMMA * name.length);
        }
        return new SplittableRandom(mix(state));
    }

    /** Stafford's variant 13 of the MurmurHash3 finaliser: every bit of the input reaches every bit of the output. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
