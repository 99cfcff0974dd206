package org.bactrian.unet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the processor can do, as far as the operating system tells. */
final class ProcessorFeatures {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final List<String> BFLOAT16 = List.of("avx512_bf16", "amx_bf16");
    private static final List<String> LONG_VECTORS = List.of("avx512f");
    private static final List<String> ONE_DNN = List.of("avx2", "avx512f");

    private ProcessorFeatures() {}

    /** Whether it multiplies bfloat16 numbers; false where nothing is known. */
    static boolean haveBfloat16() {
        return haveAnyOf(BFLOAT16);
    }

    /** Whether its vectors have sixteen numbers of 32 bits; false where nothing is known. */
    static boolean haveLongVectors() {
        return haveAnyOf(LONG_VECTORS);
    }

    /** Whether torch is built with oneDNN's kernels for it, and they have the vectors they need; false where nothing is known. */
    static boolean haveOneDnn() {
        return haveAnyOf(ONE_DNN);
    }

    private static boolean haveAnyOf(List<String> features) {
        try {
            return Files.exists(LINUX)
                    && Files.readAllLines(LINUX).stream()
                            .filter(line -> line.startsWith("flags"))
                            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                            .anyMatch(features::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
