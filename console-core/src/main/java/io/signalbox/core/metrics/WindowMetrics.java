package io.signalbox.core.metrics;

/**
 * Counters and latencies of one window. Rates are percent, latencies milliseconds; both are {@code
 * NaN} when nothing was measured: no data is a gap, never zero.
 *
 * @param operations all that ended in the window
 * @param succeeded ended with data
 * @param transientFailures class TRANSIENT, unknown outcomes among them
 * @param capacityFailures class CAPACITY; not counted in {@code successRate}
 * @param providerFailures class PROVIDER
 * @param requestFailures class REQUEST; not counted in {@code successRate}
 * @param throttled the TRANSIENT ones that were throttling
 * @param unknownOutcomes the TRANSIENT ones whose outcome is unknown
 * @param successRate percent of succeeded among succeeded + transient + provider
 * @param operationsPerSecond over the whole window, or as much of it as something was measured in
 */
public record WindowMetrics(
    long operations,
    long succeeded,
    long transientFailures,
    long capacityFailures,
    long providerFailures,
    long requestFailures,
    long throttled,
    long unknownOutcomes,
    double successRate,
    double operationsPerSecond,
    double meanMillis,
    double p50Millis,
    double p95Millis,
    double p99Millis) {

  public static final WindowMetrics NONE =
      new WindowMetrics(
          0, 0, 0, 0, 0, 0, 0, 0, Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Failures that count against the provider, as percent of what counts; NaN when nothing does. */
  public double errorRate() {
    return 100 - successRate;
  }
}
