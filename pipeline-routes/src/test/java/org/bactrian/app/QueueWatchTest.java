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
        try (QueueWatch watch = QueueWatch.watch(nowhere(1000), new Meters(new SimpleMeterRegistry()))) {
            assertThat(watch.brokerAway()).isEmpty();
            while (watch.brokerAway().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @Timeout(60)
    void whatAClosedWatchHearsNoMoreIsNoBrokerThatIsAway() throws Exception {
        QueueWatch watch = QueueWatch.watch(nowhere(30_000), new Meters(new SimpleMeterRegistry()));
        Thread asking = thread("queue-watch");
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        watch.close();
        asking.join();

        assertThat(watch.brokerAway()).isEmpty();
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name) && thread.isAlive())
                .findAny()
                .orElseThrow();
    }

    private static KafkaConfig nowhere(int patienceMillis) throws IOException {
        return BactrianConfig.read(
                        Optional.empty(),
                        Map.of(
                                "BACTRIAN_KAFKA_BROKERS",
                                "127.0.0.1:" + closedPort(),
                                "BACTRIAN_KAFKA_PROPERTIES",
                                "{default.api.timeout.ms: %1$d, request.timeout.ms: %1$d}".formatted(patienceMillis)))
                .kafka();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
