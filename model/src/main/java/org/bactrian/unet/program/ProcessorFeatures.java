package org.bactrian.unet.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the processor can do, as far as the operating system tells. */
final class ProcessorFeatures {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");
    private static final List<String> LONG_VECTORS = List.of("avx512f", "avx512bw", "avx512vl", "avx512dq");
    private static final String VECTORS = "avx2";

    /** Turns numbers into bfloat16, on processors without long vectors. */
    private static final String ROUNDING = "avx_ne_convert";

    private static final Set<String> FLAGS = flags();

    private ProcessorFeatures() {}

    /** Whether it multiplies bfloat16 numbers; false where nothing is known. */
    static boolean haveBfloat16() {
        return !Collections.disjoint(FLAGS, BFLOAT16);
    }

    /** Whether its vectors have sixteen numbers of 32 bits; false where nothing is known. */
    static boolean haveLongVectors() {
        return FLAGS.containsAll(LONG_VECTORS);
    }

    /**
     * Whether torch takes convolutions of a format that are asked of oneDNN, whose kernels need vectors, and for bfloat16 long
     * ones; false where nothing is known.
     */
    static boolean haveOneDnn(LayerFormat format) {
        return switch (format) {
            case FLOAT32 -> FLAGS.contains(VECTORS) || haveLongVectors();
            case BFLOAT16 -> FLAGS.contains(ROUNDING) || haveLongVectors();
        };
    }

    private static Set<String> flags() {
        try {
            return Files.exists(LINUX)
                    ? Files.readAllLines(LINUX).stream()
                            .filter(line -> line.startsWith("flags"))
                            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                            .collect(Collectors.toSet())
                    : Set.of();
        } catch (IOException unreadable) {
            return Set.of();
        }
    }
}
