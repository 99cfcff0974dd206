package org.bactrian.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What Linux books on processes; empty on other systems. */
public final class KernelAccounts {

    private static final Path PROC = Path.of("/proc");

    /** Linux counts time for programs in these steps a second, whatever its own clock does. */
    private static final double TICKS_A_SECOND = 100;

    /** Where the line of {@code /proc/self/stat} keeps cutime and cstime, counted behind the name in parentheses. */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;
    private static final long KIB_A_MIB = 1024;

    private KernelAccounts() {}

    /** The CPU seconds of all children of this process that have ended, and of theirs. */
    public static OptionalDouble endedChildrenCpuSeconds() {
        try {
            String line = Files.readString(PROC.resolve("self/stat"));
            List<String> fields =
                    List.of(line.substring(line.lastIndexOf(')') + 2).trim().split(" ", -1));
            long ticks = Long.parseLong(fields.get(CHILDREN_USER)) + Long.parseLong(fields.get(CHILDREN_SYSTEM));
            return OptionalDouble.of(ticks / TICKS_A_SECOND);
        } catch (IOException otherSystem) {
            return OptionalDouble.empty();
        }
    }

    /** The largest resident memory of this process so far, in MiB. */
    public static OptionalLong ownPeakRssMib() {
        return peakRssMib("self");
    }

    /** The largest resident memory of a living process so far, in MiB. */
    public static OptionalLong peakRssMib(long pid) {
        return peakRssMib(Long.toString(pid));
    }

    private static OptionalLong peakRssMib(String process) {
        try {
            return Files.readAllLines(PROC.resolve(process).resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_A_MIB)
                    .findFirst();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
