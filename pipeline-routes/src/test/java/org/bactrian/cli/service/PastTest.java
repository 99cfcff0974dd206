package org.bactrian.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class PastTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "30s,2026-01-31T11:59:30Z",
        "90m,2026-01-31T10:30:00Z",
        "2h,2026-01-31T10:00:00Z",
        "3d,2026-01-28T12:00:00Z",
        "2026-01-30T08:00:00Z,2026-01-30T08:00:00Z"
    })
    void aTimeIsGivenAsItIsOrAsHowLongAgoItWas(String text, Instant expected) {
        Instant time = Past.instant(text, NOON);

        assertThat(time).isEqualTo(expected);
    }

    @Test
    void anythingElseIsRefusedWithExamples() {
        assertThatThrownBy(() -> Past.instant("yesterday", NOON))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("2026-01-31T08:00:00Z")
                .hasMessageContaining("'yesterday'");
    }
}
