package org.bactrian.embedded.kafka;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.bactrian.embedded.child.ChildProcess;
import org.bactrian.embedded.child.ServerOptions;

/** Runs a Kafka broker: {@code --data DIR [--port N] [--watch-stdin]}. */
public final class EmbeddedKafka {

    private EmbeddedKafka() {}

    /** Runs until the process is stopped. */
    public static void main(String[] arguments) throws Exception {
        ChildProcess.run(arguments, EmbeddedKafka::start);
    }

    private static ChildProcess.Serving start(ServerOptions options) throws Exception {
        BrokerSettings settings = new BrokerSettings(options.data(), options.portOrFree(), ServerOptions.freePort());
        Files.createDirectories(settings.data());
        format(settings);
        Properties properties = settings.properties();
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        return new ChildProcess.Serving(settings.address(), () -> {
            server.shutdown();
            server.awaitShutdown();
        });
    }

    /** Names the cluster in an empty folder; a folder that has a name keeps it. */
    private static void format(BrokerSettings settings) throws Exception {
        String folder = settings.data().toString();
        if (Files.exists(settings.data().resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                .setNodeId(BrokerSettings.NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder)
                .setMetadataLogDirectory(folder)
                .setControllerListenerName(BrokerSettings.CONTROLLER)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .run();
    }
}
