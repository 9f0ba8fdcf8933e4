package io.signalbox.core.metrics;

import java.time.Instant;

/**
 * One stored minute of one provider, mergeable with others.
 *
 * @param minute start of the minute
 * @param latencyHistogram the encoded latency histogram; {@link ProviderMetrics} reads and writes
 *     it
 */
public record MetricsBucket(
    String provider,
    Instant minute,
    long operations,
    long succeeded,
    long transientFailures,
    long capacityFailures,
    long providerFailures,
    long requestFailures,
    byte[] latencyHistogram) {}
