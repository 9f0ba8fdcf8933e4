package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;

/**
 * What one operation of one provider did in one minute; buckets of the same minute merge.
 *
 * @param minute start of the minute
 * @param tally counts and latency histogram as {@link ProviderMetrics} encodes them; repositories
 *     only keep it
 */
public record MetricsBucket(
    String provider, ProviderOperationType operation, Instant minute, byte[] tally) {

  /**
   * Two tallies of the same provider, operation and minute as one, for a repository that merges.
   */
  public static byte[] merge(byte[] one, byte[] other) {
    Tally sum = new Tally();
    sum.addEncoded(one);
    sum.addEncoded(other);
    return sum.encode();
  }
}
