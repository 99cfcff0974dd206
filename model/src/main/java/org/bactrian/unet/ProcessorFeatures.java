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

    private ProcessorFeatures() {}

    /** Whether it multiplies bfloat16 numbers; false where nothing is known. */
    static boolean haveBfloat16() {
        try {
            return Files.exists(LINUX)
                    && Files.readAllLines(LINUX).stream()
                            .filter(line -> line.startsWith("flags"))
                            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                            .anyMatch(BFLOAT16::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
