package org.bactrian.bench.task;

/**
 * How often a task runs in one JVM.
 *
 * @param warmUps not measured: what Java compiles while it runs is compiled then
 * @param measured measured after them
 */
public record Repeats(int warmUps, int measured) {

    public Repeats {
        if (warmUps < 0 || measured < 1) {
            throw new IllegalArgumentException(
                    "needs at least one measured repeat, got %d after %d".formatted(measured, warmUps));
        }
    }
}
