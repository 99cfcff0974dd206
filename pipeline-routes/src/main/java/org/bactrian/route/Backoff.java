package org.bactrian.route;

import java.time.Duration;

/**
 * How long to wait for what is away.
 *
 * @param patience waits before a worker counts as paused
 * @param first the first wait; each further one is twice as long
 * @param longest the longest wait
 */
public record Backoff(int patience, Duration first, Duration longest) {}
