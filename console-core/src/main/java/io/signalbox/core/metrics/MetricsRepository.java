package io.signalbox.core.metrics;

import java.time.Instant;
import java.util.List;

/**
 * Keeps minute buckets for 24 h. Several processes add to the same minute: adding merges.
 * Thread-safe; may block.
 */
public interface MetricsRepository {

  void add(List<MetricsBucket> buckets);

  /** Buckets with {@code from <= minute < to}, oldest first. */
  List<MetricsBucket> list(String provider, Instant from, Instant to);

  void deleteBefore(Instant minute);
}
