package org.bactrian.cli.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Times in the past as people write them. */
final class Past {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private Past() {}

    /**
     * Reads {@code 2026-01-31T08:00:00Z}, or {@code 90m}, {@code 2h} or {@code 3d} before now.
     *
     * @throws TypeConversionException when it is neither
     */
    static Instant instant(String text, Clock clock) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return clock.instant().minus(unit(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new TypeConversionException(
                    "expected a time such as 2026-01-31T08:00:00Z, or 90m, 2h or 3d ago, got '%s'".formatted(text));
        }
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
