package org.bactrian.cli.segment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much memory cases in work may take together. */
final class MemoryOption {

    private static final double USUAL_SHARE = 0.6;

    /** One whose images are prepared, one in the network, one that is written. */
    static final int CASES_IN_WORK = 3;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = MemorySizeConverter.class,
            description = "Memory that cases in work share, such as 8g or 500m: they overlap as far as they fit, a"
                    + " larger one works alone (default: 60 %% of what the machine or container has).")
    private Optional<Double> bytes = Optional.empty();

    /**
     * What is wished for, as far as this Java machine still has it.
     *
     * @param mostCases in work at the same time
     */
    MemoryBudget budget(int mostCases) {
        Runtime machine = Runtime.getRuntime();
        double left = (double) machine.maxMemory() - machine.totalMemory() + machine.freeMemory();
        return new MemoryBudget(Math.min(bytes.orElseGet(MemoryOption::usual), left), mostCases);
    }

    private static double usual() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? USUAL_SHARE * machine.getTotalMemorySize()
                : Double.MAX_VALUE;
    }
}
