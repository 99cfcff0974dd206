package org.bactrian.app;

import java.time.Duration;
import org.bactrian.route.Backoff;
import org.bactrian.stage.Setting;

/** What happens while the object store or the broker is away. */
public record RetryConfig(
        @Setting(value = "waits before a worker counts as paused and not ready, at least 1", defaultsTo = "4")
        int attempts,

        @Setting(value = "first wait; each further one is twice as long", defaultsTo = "1s")
        Duration firstDelay,

        @Setting(value = "longest wait", defaultsTo = "30s") Duration longestDelay) {

    public RetryConfig {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, got " + attempts);
        }
        if (firstDelay.isZero() || firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("firstDelay must be positive and at most longestDelay, got %s and %s"
                    .formatted(firstDelay, longestDelay));
        }
    }

    Backoff backoff() {
        return new Backoff(attempts, firstDelay, longestDelay);
    }
}
