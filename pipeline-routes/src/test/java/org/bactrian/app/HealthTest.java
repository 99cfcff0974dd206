package org.bactrian.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Optional<String> pause = Optional.empty();
    private final Health health = new Health(camel, () -> pause);

    @Test
    void aWorkerIsReadyUnlessItTakesNoCases() {
        camel.start();
        assertThat(health.notReady()).isEmpty();

        pause = Optional.of("the store is away");

        assertThat(health.notReady()).containsExactly("paused: the store is away");
        assertThat(health.dead()).isEmpty();
        camel.stop();
    }

    @Test
    void aWorkerThatHasNotStartedIsNotReady() {
        assertThat(health.notReady()).singleElement().asString().startsWith("the worker is");
    }
}
