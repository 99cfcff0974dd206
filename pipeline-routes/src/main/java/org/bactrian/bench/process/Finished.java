package org.bactrian.bench.process;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A child process that has ended.
 *
 * @param exitCode 0 when all went well
 * @param wallSeconds from its start to its end
 * @param cpuSeconds of all its threads and children, where the kernel tells
 * @param peakRssMib its largest resident memory, where the kernel tells
 * @param out what it printed
 * @param err what it complained about
 */
public record Finished(
        int exitCode, double wallSeconds, OptionalDouble cpuSeconds, OptionalLong peakRssMib, String out, String err) {

    private static final Pattern JAVA = Pattern.compile("Exception in thread \"[^\"]*\" (?:[\\w.]+\\.)?(\\w+.*)");
    private static final int LONGEST_REASON = 300;

    /** Whether it ended as it should. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Why it failed, in one line: Java's exception, or the last line of complaint, with which Python ends. */
    public String reason() {
        String complaint = err.lines()
                .flatMap(line -> JAVA.matcher(line).results().map(found -> found.group(1)))
                .findFirst()
                .or(() -> err.lines().filter(line -> !line.isBlank()).reduce((earlier, later) -> later))
                .orElse("no message");
        String line = "exit code %d: %s".formatted(exitCode, complaint.strip());
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + " ..." : line;
    }
}
