package org.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void theDefaultsAreFiveTopics() {
        assertThat(Topics.defaults().all())
                .containsExactly(
                        "bactrian.cases",
                        "bactrian.results",
                        "bactrian.dead-letters",
                        "bactrian.training",
                        "bactrian.training-reports");
    }

    @Test
    void badAndRepeatedNamesAreToldAllAtOnce() {
        assertThatThrownBy(() -> new Topics("cases", "cases", "dead letters", "..", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two topics are named 'cases'")
                .hasMessageContaining("not 'dead letters'")
                .hasMessageContaining("not '..'")
                .hasMessageContaining("not ''");
    }
}
