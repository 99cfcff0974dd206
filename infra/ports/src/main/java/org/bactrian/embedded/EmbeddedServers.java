package org.bactrian.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        return Stream.of(KAFKA, S3).allMatch(module -> isBuilt(target(module)));
    }

    /**
     * Starts a Kafka broker; its address is {@code host:port}.
     *
     * @param data where it keeps its records; used again after a restart
     * @param port where to listen; 0 for any free port
     */
    public ChildJvm kafka(Path data, int port) {
        // A broker that is alone does little: compiling less, it starts with two thirds of the processor time.
        return start(new JvmCommand(
                "embedded Kafka",
                target(KAFKA),
                List.of("-XX:TieredStopAtLevel=1"),
                "org.bactrian.embedded.kafka.EmbeddedKafka",
                new ServerPlace(data, port),
                Map.of()));
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
        return start(new JvmCommand(
                "embedded S3",
                target(S3),
                List.of(),
                "org.bactrian.embedded.s3.EmbeddedS3",
                new ServerPlace(data, port),
                Map.of("BACTRIAN_S3_ACCESS_KEY", accessKey, "BACTRIAN_S3_SECRET_KEY", secretKey)));
    }

    private static ChildJvm start(JvmCommand command) {
        if (!isBuilt(command.target())) {
            throw new IllegalStateException(
                    "the %s server is not built in %s: mvn package".formatted(command.name(), command.target()));
        }
        return ChildJvm.start(command);
    }

    private Path target(Path module) {
        return home.resolve(module).resolve("target");
    }

    private static boolean isBuilt(Path target) {
        return Files.isDirectory(target.resolve("lib"));
    }

    private static Optional<Path> around() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(KAFKA)))
                .findFirst();
    }
}
