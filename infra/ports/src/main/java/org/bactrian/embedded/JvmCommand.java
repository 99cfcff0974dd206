package org.bactrian.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a child.
 *
 * @param name for messages: {@code embedded Kafka}
 * @param target a module's build folder, holding its jar and {@code lib}
 * @param mainClass what to run
 * @param place its data folder and port
 * @param environment what it is told in secret
 */
record JvmCommand(String name, Path target, String mainClass, ServerPlace place, Map<String, String> environment) {

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
        return new JvmCommand(name, target, mainClass, new ServerPlace(place.data(), port), environment);
    }

    private List<String> line() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // Keys become file names, whatever the locale is.
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-cp",
                String.join(File.pathSeparator, jarsIn(target), jarsIn(target.resolve("lib"))),
                mainClass,
                "--watch-stdin",
                "--data",
                place.data().toString(),
                "--port",
                Integer.toString(place.port()));
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
