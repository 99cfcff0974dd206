package org.bactrian.bench.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a child JVM that runs as this one does: same Java, same class path, same flags, for that is what is to
 * be measured; with threads for so many processors as it may use.
 */
public final class JavaChild {

    private JavaChild() {}

    /** The words of the command. */
    public static List<String> command(Class<?> main, List<String> arguments, int threads) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags(threads));
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(main.getName());
        words.addAll(arguments);
        return words;
    }

    /** The flags of this JVM, for as many processors. */
    public static List<String> flags(int threads) {
        List<String> flags =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        flags.removeIf(JavaChild::isOfThisProcess);
        flags.add(processors(threads));
        return flags;
    }

    /** The flag that makes a JVM believe in as many processors. */
    public static String processors(int threads) {
        return "-XX:ActiveProcessorCount=" + threads;
    }

    /** Agents, debuggers, and what is said anew to the child. */
    private static boolean isOfThisProcess(String flag) {
        return flag.startsWith("-javaagent")
                || flag.startsWith("-agent")
                || flag.startsWith("-XX:ActiveProcessorCount")
                || flag.startsWith("-Dbactrian.terminal");
    }
}
