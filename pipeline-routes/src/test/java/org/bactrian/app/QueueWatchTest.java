package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.bactrian.metrics.Meters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QueueWatchTest {

    @Test
    @Timeout(30)
    void aBrokerThatDoesNotAnswerIsAwayAlthoughNobodyWantsAnything() throws IOException {
        KafkaConfig nowhere = BactrianConfig.read(
                        Optional.empty(),
                        Map.of(
                                "BACTRIAN_KAFKA_BROKERS",
                                "127.0.0.1:" + closedPort(),
                                "BACTRIAN_KAFKA_PROPERTIES",
                                "{default.api.timeout.ms: 1000, request.timeout.ms: 1000}"))
                .kafka();

        try (QueueWatch watch = QueueWatch.watch(nowhere, new Meters(new SimpleMeterRegistry()))) {
            assertThat(watch.brokerAway()).isEmpty();
            while (watch.brokerAway().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
