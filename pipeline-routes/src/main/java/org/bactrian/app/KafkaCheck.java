package org.bactrian.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.bactrian.app.Preflight.Finding;
import org.bactrian.route.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the brokers and the topics. */
final class KafkaCheck {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCheck.class);
    private static final String SUBJECT = "kafka";
    private static final Pattern HOST_AND_PORT = Pattern.compile("\\[?(.+?)]?:(\\d{1,5})");
    private static final int CONNECT_MILLIS = 3000;

    /** A broker that accepts a connection and is busy may take a while; one of another protocol never answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConfig config;

    private KafkaCheck(KafkaConfig config) {
        this.config = config;
    }

    static List<Finding> of(KafkaConfig config) {
        return List.of(new KafkaCheck(config).finding());
    }

    private Finding finding() {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return Finding.bad(
                    SUBJECT, "no broker at %s: %s (kafka.brokers)".formatted(config.brokers(), refusal.get()));
        }
        Map<String, Object> properties = new HashMap<>(config.clientProperties());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(properties)) {
            return topics(admin);
        } catch (KafkaException unusable) {
            return bad(unusable);
        }
    }

    /** Why no broker can be connected to; Kafka's own client would go on trying. */
    private Optional<String> refusal() {
        Optional<String> last = Optional.empty();
        for (String broker : config.brokers().split("\\s*,\\s*", -1)) {
            last = refusal(broker.strip());
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    private static Optional<String> refusal(String broker) {
        Matcher parts = HOST_AND_PORT.matcher(broker);
        if (!parts.matches()) {
            return Optional.of("'%s' is not host:port".formatted(broker));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), CONNECT_MILLIS);
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of("the host is not known");
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private Finding topics(Admin admin) {
        Set<String> known = answer(admin.listTopics().names());
        List<String> missing = config.topics().names().all().stream()
                .filter(name -> !known.contains(name))
                .toList();
        String names = String.join(", ", missing);
        if (missing.isEmpty()) {
            return Finding.good(
                    SUBJECT, "%s, all topics are there%s".formatted(config.brokers(), idle(partitions(admin))));
        }
        if (!config.createTopics()) {
            return Finding.bad(
                    SUBJECT,
                    "%s has no topic %s; make it, or set kafka.createTopics".formatted(config.brokers(), names));
        }
        make(admin, missing);
        int partitions = missing.contains(config.topics().cases()) ? config.partitions() : partitions(admin);
        return Finding.good(SUBJECT, "%s, made %s%s".formatted(config.brokers(), names, idle(partitions)));
    }

    /** Of the topic of cases. */
    private int partitions(Admin admin) {
        String cases = config.topics().cases();
        Map<String, TopicDescription> described =
                answer(admin.describeTopics(List.of(cases)).allTopicNames());
        return described.values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    /** A partition has one reader. */
    private String idle(int partitions) {
        return partitions < config.consumers()
                ? "; %s has %d partitions, so that %d of %d kafka.consumers have nothing to do"
                        .formatted(
                                config.topics().cases(),
                                partitions,
                                config.consumers() - partitions,
                                config.consumers())
                : "";
    }

    private void make(Admin admin, List<String> names) {
        List<NewTopic> topics = names.stream().map(this::topic).toList();
        for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
            try {
                answer(made);
            } catch (TopicExistsException madeByAnother) {
                LOG.atDebug().addKeyValue("cause", madeByAnother.getMessage()).log("two workers start together");
            }
        }
    }

    /** A dead letter is a message with headers: where the message fits in just so, the letter must as well. */
    private NewTopic topic(String name) {
        NewTopic topic = new NewTopic(name, config.partitions(), (short) config.replicas());
        boolean holdsLetters = name.equals(config.topics().deadLetters());
        return holdsLetters
                ? topic.configs(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Channels.LARGEST_MESSAGE_BYTES)))
                : topic;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException cause ? cause : new KafkaException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", stopped);
        }
    }

    private Finding bad(KafkaException cause) {
        if (cause instanceof TimeoutException) {
            return Finding.bad(
                    SUBJECT,
                    "%s does not answer as a broker within %d s (kafka.brokers, security.protocol in kafka.properties)"
                            .formatted(config.brokers(), PATIENCE.toSeconds()));
        }
        if (cause instanceof AuthenticationException) {
            return Finding.bad(
                    SUBJECT,
                    "%s refuses the credentials: %s (kafka.username, BACTRIAN_KAFKA_PASSWORD)"
                            .formatted(config.brokers(), cause.getMessage()));
        }
        Throwable root = Optional.ofNullable(cause.getCause()).orElse(cause);
        return Finding.bad(SUBJECT, "%s: %s".formatted(config.brokers(), root.getMessage()));
    }
}
