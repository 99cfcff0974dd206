package org.bactrian.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start a child.
 *
 * @param name for messages: {@code embedded Kafka}
 * @param target a module's build folder, holding its jar and {@code lib}
 * @param flags for this server's JVM, beside those that all have
 * @param mainClass what to run
 * @param place its data folder and port
 * @param environment what it is told in secret
 */
record JvmCommand(
        String name,
        Path target,
        List<String> flags,
        String mainClass,
        ServerPlace place,
        Map<String, String> environment) {

    Process launch() {
        ProcessBuilder child = new ProcessBuilder(line()).redirectErrorStream(true);
        child.environment().putAll(environment);
        try {
            return child.start();
        } catch (IOException unable) {
            throw new UncheckedIOException("cannot start the %s server".formatted(name), unable);
        }
    }

    /** The same server on the port that it had. */
    JvmCommand onPort(int port) {
        return new JvmCommand(name, target, flags, mainClass, new ServerPlace(place.data(), port), environment);
    }

    private List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Keys become file names, whatever the locale is.
        line.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8"));
        line.addAll(flags);
        line.addAll(List.of("-cp", String.join(File.pathSeparator, jarsIn(target), jarsIn(target.resolve("lib")))));
        line.addAll(List.of(mainClass, "--watch-stdin", "--data", place.data().toString()));
        line.addAll(List.of("--port", Integer.toString(place.port())));
        return line;
    }

    private static String jarsIn(Path folder) {
        return folder + File.separator + "*";
    }

    /** Without the environment, which holds secrets. */
    @Override
    public String toString() {
        return "%s (%s at %s)".formatted(name, mainClass, place);
    }
}
