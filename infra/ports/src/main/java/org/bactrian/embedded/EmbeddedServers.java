package org.bactrian.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The embedded servers of a built project.
 *
 * @param home the project's root
 */
public record EmbeddedServers(Path home) {

    private static final String HOME = "bactrian.home";
    private static final Path KAFKA = Path.of("infra", "embedded-kafka");
    private static final Path S3 = Path.of("infra", "embedded-s3");

    /**
     * The servers of the project that the system property {@code bactrian.home} names, or else of the one that the
     * working directory lies in.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static EmbeddedServers atHome() {
        return Optional.ofNullable(System.getProperty(HOME))
                .map(Path::of)
                .or(EmbeddedServers::around)
                .map(EmbeddedServers::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "set the system property %s to the project's root: no folder around %s is one"
                                .formatted(HOME, Path.of("").toAbsolutePath())));
    }

    /** Whether both servers have been built. */
    public boolean areBuilt() {
        return Stream.of(KAFKA, S3).allMatch(module -> Files.isDirectory(libraries(module)));
    }

    /**
     * Starts a Kafka broker; its address is {@code host:port}.
     *
     * @param data where it keeps its records; used again after a restart
     * @param port where to listen; 0 for any free port
     */
    public ChildJvm kafka(Path data, int port) {
        return start(
                "Kafka", KAFKA, "org.bactrian.embedded.kafka.EmbeddedKafka", new ServerPlace(data, port), Map.of());
    }

    /**
     * Starts an S3 server; its address is {@code http://host:port}.
     *
     * @param data where it keeps its objects; used again after a restart
     * @param port where to listen; 0 for any free port
     * @param accessKey its only user
     * @param secretKey that user's secret
     */
    public ChildJvm s3(Path data, int port, String accessKey, String secretKey) {
        Map<String, String> credentials =
                Map.of("BACTRIAN_S3_ACCESS_KEY", accessKey, "BACTRIAN_S3_SECRET_KEY", secretKey);
        return start("S3", S3, "org.bactrian.embedded.s3.EmbeddedS3", new ServerPlace(data, port), credentials);
    }

    private ChildJvm start(
            String name, Path module, String mainClass, ServerPlace place, Map<String, String> environment) {
        if (!Files.isDirectory(libraries(module))) {
            throw new IllegalStateException("the embedded %s server is not built: %s is missing (mvn package)"
                    .formatted(name, libraries(module)));
        }
        Path target = home.resolve(module).resolve("target");
        JvmCommand command = new JvmCommand("embedded " + name, target, mainClass, place, environment);
        return ChildJvm.start(command);
    }

    private Path libraries(Path module) {
        return home.resolve(module).resolve("target").resolve("lib");
    }

    private static Optional<Path> around() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(KAFKA)))
                .findFirst();
    }
}
