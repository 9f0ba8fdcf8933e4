package io.signalbox.core.metrics;

import java.time.Instant;

/**
 * One step of a provider's series. {@code NaN} where nothing was measured.
 *
 * @param at start of the step
 * @param operationsPerSecond 0 when there were none while the provider was watched
 * @param successRate percent
 */
public record SeriesPoint(
    Instant at,
    double operationsPerSecond,
    double successRate,
    double p50Millis,
    double p95Millis) {}
