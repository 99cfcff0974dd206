package org.bactrian.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.bactrian.embedded.ChildJvm;
import org.bactrian.embedded.EmbeddedServers;
import org.junit.jupiter.api.Assumptions;

/** A Kafka broker and an S3 server, each a process of its own that can be killed and started again. */
final class TestServers implements AutoCloseable {

    static final String ACCESS_KEY = "bactrian";
    static final String SECRET_KEY = "not-so-secret";

    private final Path folder;
    private ChildJvm kafka;
    private ChildJvm s3;

    private TestServers(Path folder, ChildJvm kafka, ChildJvm s3) {
        this.folder = folder;
        this.kafka = kafka;
        this.s3 = s3;
    }

    /** Starts both; the tests are skipped where they have not been built. */
    static TestServers start() throws IOException {
        EmbeddedServers servers = EmbeddedServers.atHome();
        if (!servers.areBuilt()) {
            Assumptions.abort("the embedded servers are not built in " + servers.home() + ": mvn package");
        }
        Path folder = Files.createTempDirectory("servers");
        return new TestServers(
                folder,
                servers.kafka(folder.resolve("kafka"), 0),
                servers.s3(folder.resolve("s3"), 0, ACCESS_KEY, SECRET_KEY));
    }

    String brokers() {
        return kafka.address();
    }

    String storeEndpoint() {
        return s3.address();
    }

    void killKafka() {
        kafka.kill();
    }

    void restartKafka() {
        kafka = kafka.restart();
    }

    void killStore() {
        s3.kill();
    }

    void restartStore() {
        s3 = s3.restart();
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        s3.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
