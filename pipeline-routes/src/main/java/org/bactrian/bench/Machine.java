package org.bactrian.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a measurement was made.
 *
 * @param processor its name
 * @param cores that programs may use
 * @param memoryGib of the machine
 * @param system the operating system
 * @param java the virtual machine and its version
 * @param load the system's load average of the last minute before the measurement began; below 0 where unknown
 * @param versions of Bactrian and of the libraries on its class path that compute
 */
public record Machine(
        String processor,
        int cores,
        long memoryGib,
        String system,
        String java,
        double load,
        Map<String, String> versions) {

    private static final long GIB = 1L << 30;
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path DISTRIBUTION = Path.of("/etc/os-release");

    /** Jars whose versions matter to speed, by what readers call them. */
    private static final Map<String, Pattern> LIBRARIES = Map.of(
            "DJL", Pattern.compile("pytorch-engine-(\\d[\\w.-]*?)\\.jar"),
            "PyTorch", Pattern.compile("pytorch-native-[a-z]+\\d*-(\\d+(?:\\.\\d+)*)[\\w.-]*\\.jar"),
            "JMH", Pattern.compile("jmh-core-(\\d[\\w.-]*?)\\.jar"));

    public Machine {
        versions = Map.copyOf(versions);
    }

    /** This one. */
    public static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                field(PROCESSORS, "model name", ":").orElse(system.getArch()),
                system.getAvailableProcessors(),
                Math.round((double) system.getTotalMemorySize() / GIB),
                systemName(system),
                "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
                Math.round(system.getSystemLoadAverage() * 100) / 100.0,
                versions(System.getProperty("java.class.path")));
    }

    static Map<String, String> versions(String classPath) {
        Map<String, String> versions = new TreeMap<>();
        versions.put(
                "Bactrian",
                Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        LIBRARIES.forEach((name, jar) -> Stream.of(classPath.split(Pattern.quote(File.pathSeparator), -1))
                .map(jar::matcher)
                .filter(Matcher::find)
                .findFirst()
                .ifPresent(found -> versions.put(name, found.group(1))));
        return versions;
    }

    private static String systemName(OperatingSystemMXBean system) {
        String kernel = "%s %s".formatted(system.getName(), system.getVersion());
        return field(DISTRIBUTION, "PRETTY_NAME", "=")
                .map(name -> "%s, %s".formatted(name.replace("\"", ""), kernel))
                .orElse(kernel);
    }

    /** What stands behind a field's name in a file of such lines. */
    private static Optional<String> field(Path file, String name, String separator) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name) && line.contains(separator))
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
