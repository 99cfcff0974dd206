package org.bactrian.embedded.kafka;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of a broker that is alone.
 *
 * @param data where records and metadata lie
 * @param port for clients
 * @param controllerPort for the broker's own controller
 */
record BrokerSettings(Path data, int port, int controllerPort) {

    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";
    private static final String PARTITIONS = "4";

    String address() {
        return "127.0.0.1:" + port;
    }

    Properties properties() {
        Properties settings = new Properties();
        oneNode(settings);
        oneReplica(settings);
        small(settings);
        return settings;
    }

    private void oneNode(Properties settings) {
        String controller = "127.0.0.1:" + controllerPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listeners", "PLAINTEXT://%s,CONTROLLER://%s".formatted(address(), controller));
        settings.put("advertised.listeners", "PLAINTEXT://" + address());
        settings.put("log.dirs", data.toString());
    }

    private static void oneReplica(Properties settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void small(Properties settings) {
        settings.put("num.partitions", PARTITIONS);
        settings.put("offsets.topic.num.partitions", PARTITIONS);
        settings.put("transaction.state.log.num.partitions", PARTITIONS);
        settings.put("share.coordinator.state.topic.num.partitions", PARTITIONS);
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Allocated at start, and 128 MiB unless told.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        // After SIGKILL the last session must end before the broker may register again; a busy machine needs some
        // slack.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "1000");
    }
}
