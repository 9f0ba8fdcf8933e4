package io.signalbox.core.metrics;

import java.time.Instant;
import java.util.List;

/**
 * Keeps minute buckets and the last errors. Several processes add to the same minute: adding
 * merges. Thread-safe; may block.
 */
public interface MetricsRepository {

  void add(List<MetricsBucket> buckets);

  /** Buckets with {@code from <= minute < to}, oldest first. */
  List<MetricsBucket> list(String provider, Instant from, Instant to);

  /** Those of every provider. */
  List<MetricsBucket> list(Instant from, Instant to);

  /**
   * Differs from before once another process has committed anything; never for what this process
   * writes. Waits for no write: while one is under way it may be told late.
   */
  long othersEdition();

  /** Adds failed calls of one provider, oldest first, and keeps its newest {@code max}. */
  void addErrors(String provider, List<RecentError> errors, int max);

  /** The failed calls of one provider in all processes, newest first. */
  List<RecentError> errors(String provider, int limit);
}
