package org.bactrian.bench.task;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bactrian.bench.process.KernelAccounts;

/** The program of a child JVM that runs one task again and again. */
public final class Repetition {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static final double NANOS = 1e9;
    private static final int OWN_ARGUMENTS = 3;

    private Repetition() {}

    /** Arguments: the file to write, the warm-ups, the measured repeats, the words of the task. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        Repeats repeats = new Repeats(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
        Task task = Task.of(words.subList(OWN_ARGUMENTS, words.size()));
        JSON.writeValue(Path.of(words.get(0)).toFile(), of(task, repeats));
    }

    /** The arguments of a JVM that writes what it sees to a file. */
    public static List<String> arguments(Path file, Repeats repeats, List<String> task) {
        List<String> arguments = new ArrayList<>();
        arguments.add(file.toString());
        arguments.add(Integer.toString(repeats.warmUps()));
        arguments.add(Integer.toString(repeats.measured()));
        arguments.addAll(task);
        return arguments;
    }

    /** Reads what such a JVM has written. */
    public static Timings read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Timings.class);
    }

    /** What one repeat leaves behind would count as memory of the next, while a peer's process does its work once. */
    private static void sweep() {
        System.gc();
    }

    static Timings of(Task task, Repeats repeats) {
        for (int i = 0; i < repeats.warmUps(); i++) {
            sweep();
            task.run();
        }
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        String result = "";
        for (int i = 0; i < repeats.measured(); i++) {
            sweep();
            long cpuBefore = system.getProcessCpuTime();
            long before = System.nanoTime();
            Supplier<String> made = task.run();
            wall.add((System.nanoTime() - before) / NANOS);
            cpu.add((system.getProcessCpuTime() - cpuBefore) / NANOS);
            result = made.get();
        }
        return new Timings(wall, cpu, KernelAccounts.ownPeakRssMib(), result);
    }
}
