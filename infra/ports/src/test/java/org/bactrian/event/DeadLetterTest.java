package org.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {

    private static final DeadLetter LETTER = new DeadLetter(
            FailureReason.MISSING_OBJECT,
            "fetch",
            "the store has no s3://scans/ü",
            "org.bactrian.store.NoSuchObjectException",
            "bactrian.cases",
            3,
            5_000_000_000L,
            1,
            Instant.parse("2026-01-31T08:00:02Z"));

    @Test
    void headersReadBackAreTheSame() {
        assertThat(DeadLetter.of(LETTER.headers())).isEqualTo(LETTER);
    }

    @Test
    void headersOfOthersArePassedOver() {
        Map<String, String> headers = new HashMap<>(LETTER.headers());
        headers.put("traceparent", "00-4bf9");

        assertThat(DeadLetter.of(headers)).isEqualTo(LETTER);
    }

    @ParameterizedTest
    @CsvSource({
        "bactrian.reason, bad-luck",
        "bactrian.partition, third",
        "bactrian.partition, 5000000000",
        "bactrian.offset, ''",
        "bactrian.attempts, 0",
        "bactrian.time, noon",
        "bactrian.stage, a/b"
    })
    void aBadHeaderIsRefused(String header, String value) {
        Map<String, String> headers = new HashMap<>(LETTER.headers());
        headers.put(header, value);

        assertThatThrownBy(() -> DeadLetter.of(headers))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining(value);
    }

    @Test
    void everyHeaderIsNeeded() {
        for (String header : LETTER.headers().keySet()) {
            Map<String, String> headers = new HashMap<>(LETTER.headers());
            headers.remove(header);

            assertThatThrownBy(() -> DeadLetter.of(headers)).hasMessage(header + " is missing, expected a header");
        }
    }
}
