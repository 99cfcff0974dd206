package org.bactrian.bench.task;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a repetition has seen.
 *
 * @param wallSeconds of each repeat
 * @param cpuSeconds of each repeat, all threads of the JVM together
 * @param peakRssMib of the whole process, warm-ups included, where the kernel tells
 * @param result what the last repeat made, in a few words
 */
public record Timings(List<Double> wallSeconds, List<Double> cpuSeconds, OptionalLong peakRssMib, String result) {}
