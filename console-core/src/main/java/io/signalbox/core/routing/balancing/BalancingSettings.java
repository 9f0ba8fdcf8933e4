package io.signalbox.core.routing.balancing;

import java.time.Duration;

/**
 * How a balancer works.
 *
 * @param algorithm default ROUND_ROBIN
 * @param maxConnections calls in flight a provider may have, &gt;= 1, default 100
 * @param responseTimeWindow calls averaged for LEAST_RESPONSE_TIME and ADAPTIVE, &gt;= 1, default
 *     10
 * @param weightAdjustment the share of the way an adaptive weight moves every 10 s, over 0 to 1,
 *     default 0.1
 * @param stickySessions whether a session keeps its first provider, default false
 * @param sessionTimeout a session's life after its last use, &gt; 0, default 300 s
 * @param panicMode use all members when none is healthy, default false
 */
public record BalancingSettings(
    BalancingAlgorithm algorithm,
    int maxConnections,
    int responseTimeWindow,
    double weightAdjustment,
    boolean stickySessions,
    Duration sessionTimeout,
    boolean panicMode) {

  public static final BalancingSettings DEFAULT =
      new BalancingSettings(
          BalancingAlgorithm.ROUND_ROBIN, 100, 10, 0.1, false, Duration.ofSeconds(300), false);

  public BalancingSettings withAlgorithm(BalancingAlgorithm newest) {
    return new BalancingSettings(
        newest,
        maxConnections,
        responseTimeWindow,
        weightAdjustment,
        stickySessions,
        sessionTimeout,
        panicMode);
  }
}
