package org.bactrian.cli.option;

import org.bactrian.numeric.spline.Lines;
import picocli.CommandLine.Option;

/** How many processor threads a verb may use. */
public final class ThreadsOption {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor threads (default: one for each core). Results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** The number; {@link IllegalArgumentException} for one below 1. */
    public int number() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, got " + threads);
        }
        return threads;
    }

    /** Whether they are no fewer than the processors of this machine or container. */
    boolean areAll() {
        return number() >= Runtime.getRuntime().availableProcessors();
    }

    /** Limits reading, numerics and packing of this process to the number. */
    public void limit() {
        Lines.limitTo(number());
    }
}
