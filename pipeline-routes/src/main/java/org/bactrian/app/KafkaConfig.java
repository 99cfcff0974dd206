package org.bactrian.app;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.bactrian.stage.Setting;

/** How Kafka is reached, and how cases are taken from it. */
public record KafkaConfig(
        @Setting(value = "host:port of the brokers, separated by commas", defaultsTo = "localhost:9092")
        String brokers,

        @Setting(value = "the consumer group that workers share", defaultsTo = "bactrian")
        String group,

        TopicsConfig topics,

        @Setting(value = "cases that one worker runs at the same time, at least 1", defaultsTo = "1")
        int consumers,

        @Setting(
                value = "a case that takes longer is given to another worker; stopping waits this long at most",
                defaultsTo = "1h")
        Duration longestCase,

        @Setting(value = "a training that takes longer is given to another worker", defaultsTo = "240h")
        Duration longestTraining,

        @Setting(value = "make topics that do not exist", defaultsTo = "true")
        boolean createTopics,

        @Setting(value = "partitions of a topic that is made, at least four for each worker", defaultsTo = "8")
        int partitions,

        @Setting(value = "copies of each partition of a topic that is made", defaultsTo = "1")
        int replicas,

        @Setting("user name for SASL; security.protocol and sasl.mechanism stand in kafka.properties")
        Optional<String> username,

        @Setting("password for SASL") Optional<Secret> password,

        @Setting(
                value = "further properties of the Kafka clients, such as security.protocol: SASL_SSL",
                defaultsTo = "{}")
        Map<String, String> properties,

        @Setting("further properties that hold secrets, as lines of name=value")
        Optional<Secret> secrets) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** What Kafka can count in milliseconds. */
    private static final Duration LONGEST = Duration.ofHours(590);

    public KafkaConfig {
        properties = Map.copyOf(properties);
        if (consumers < 1 || partitions < 1 || replicas < 1) {
            throw new IllegalArgumentException(
                    "consumers, partitions and replicas must be at least 1, got %d, %d and %d"
                            .formatted(consumers, partitions, replicas));
        }
        for (Duration longest : List.of(longestCase, longestTraining)) {
            if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("longestCase and longestTraining must be 1m to 590h, got %s and %s"
                        .formatted(longestCase, longestTraining));
            }
        }
        if (username.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("username and password must be given together");
        }
        List<String> exposed = new TreeSet<>(properties.keySet())
                .stream().filter(KafkaConfig::holdsSecret).toList();
        if (!exposed.isEmpty()) {
            throw new IllegalArgumentException(
                    "properties must hold no secret, got %s; set them in BACTRIAN_KAFKA_SECRETS".formatted(exposed));
        }
    }

    /** The consumer group of workers that train. */
    String trainingGroup() {
        return group + "-training";
    }

    /** Properties for every kind of client: where the brokers are and how they are spoken to. Holds secrets. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = new LinkedHashMap<>(securityProperties());
        all.put("bootstrap.servers", brokers);
        return all;
    }

    /** The part of {@link #clientProperties} that is about security. Holds secrets. */
    public Map<String, String> securityProperties() {
        Map<String, String> all = new LinkedHashMap<>(properties);
        username.ifPresent(name -> all.put("sasl.jaas.config", jaas(name)));
        secrets.ifPresent(lines -> parsed(lines).forEach((name, value) -> all.put(name.toString(), value.toString())));
        return all;
    }

    private String jaas(String name) {
        String mechanism = properties.getOrDefault("sasl.mechanism", "PLAIN");
        String module = mechanism.toUpperCase(Locale.ROOT).startsWith("SCRAM")
                ? "org.apache.kafka.common.security.scram.ScramLoginModule"
                : "org.apache.kafka.common.security.plain.PlainLoginModule";
        return "%s required username=\"%s\" password=\"%s\";"
                .formatted(module, quoted(name), quoted(password.orElseThrow().value()));
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static boolean holdsSecret(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.contains("jaas") || name.contains("secret") || name.endsWith(".key");
    }

    private static Properties parsed(Secret lines) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(lines.value()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return properties;
    }
}
