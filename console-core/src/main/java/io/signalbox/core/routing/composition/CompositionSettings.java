package io.signalbox.core.routing.composition;

import java.time.Duration;

/**
 * How several members are asked and their answers combined.
 *
 * @param mode default PARALLEL
 * @param policy default MERGE_ALL
 * @param maxConcurrent members asked at once, &gt;= 1, default 5
 * @param timeout for all of them, &gt; 0, default 30 s
 * @param requireAllSuccess fail unless all succeed, default false
 * @param minSuccessCount fewest that must succeed, &gt;= 1, default 1
 * @param failureThreshold share that may fail, 0 to 1, default 0.5
 */
public record CompositionSettings(
    CompositionMode mode,
    AggregationPolicy policy,
    int maxConcurrent,
    Duration timeout,
    boolean requireAllSuccess,
    int minSuccessCount,
    double failureThreshold) {

  public static final CompositionSettings DEFAULT =
      new CompositionSettings(
          CompositionMode.PARALLEL,
          AggregationPolicy.MERGE_ALL,
          5,
          Duration.ofSeconds(30),
          false,
          1,
          0.5);

  public CompositionSettings with(CompositionMode newMode, AggregationPolicy newPolicy) {
    return new CompositionSettings(
        newMode,
        newPolicy,
        maxConcurrent,
        timeout,
        requireAllSuccess,
        minSuccessCount,
        failureThreshold);
  }
}
