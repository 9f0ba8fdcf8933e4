package io.signalbox.core.metrics;

import java.time.Instant;

/**
 * One step of a provider's series. {@code NaN} where nothing was measured.
 *
 * @param at start of the step
 * @param operationsPerSecond 0 when there were none while the provider was watched; NaN too for the
 *     minute in which watching began, of which nobody knows how much was watched
 * @param successRate percent
 */
public record SeriesPoint(
    Instant at,
    double operationsPerSecond,
    double successRate,
    double p50Millis,
    double p95Millis) {

  /** Nothing is known of it. */
  static SeriesPoint gap(Instant at) {
    return new SeriesPoint(at, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  static SeriesPoint of(long second, Tally tally, double operationsPerSecond) {
    return new SeriesPoint(
        Instant.ofEpochSecond(second),
        operationsPerSecond,
        tally.successRate(),
        tally.percentile(50),
        tally.percentile(95));
  }
}
