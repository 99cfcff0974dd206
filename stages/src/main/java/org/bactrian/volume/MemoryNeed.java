package org.bactrian.volume;

/**
 * Memory that is about to be taken, told before it is: a case that cannot fit is refused instead of ending the process.
 *
 * @param what what it is for, such as {@code 512 x 512 x 600 int16}
 * @param bytes how much
 */
public record MemoryNeed(String what, double bytes) {

    private static final double BYTES_IN_MB = 1e6;

    private static final String LEFT = " MB left to this Java machine";

    /**
     * Refuses the case where the memory is more than is left to this Java machine.
     *
     * @param source the file or case that asks for it
     * @param field of it, the one that says how much
     * @throws BadCaseException naming the megabytes needed and those left
     */
    public void require(String source, String field) {
        if (bytes > left()) {
            System.gc(); // what is left counts only after what is lost was swept
            double left = left();
            if (bytes > left) {
                throw BadCaseException.of(
                        source,
                        field,
                        "%s, which needs %.0f MB".formatted(what, Math.ceil(bytes / BYTES_IN_MB)),
                        "a case that fits in the %.0f%s".formatted(left / BYTES_IN_MB, LEFT));
            }
        }
    }

    /** Whether it was for want of memory that a case was refused: with more of it left, the case may succeed. */
    public static boolean isReasonOf(BadCaseException refused) {
        return refused.expected().endsWith(LEFT);
    }

    private static double left() {
        Runtime machine = Runtime.getRuntime();
        return machine.maxMemory() - machine.totalMemory() + machine.freeMemory();
    }
}
