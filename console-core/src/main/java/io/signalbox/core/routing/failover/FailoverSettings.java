package io.signalbox.core.routing.failover;

import java.time.Duration;

/**
 * How a chain fails over.
 *
 * @param mode default IMMEDIATE
 * @param maxRetries extra attempts at the primary in RETRY_THEN_FALLBACK, &gt;= 0, default 3
 * @param retryDelay before the first retry, &gt;= 0, default 1 s; doubles, at most 20 s
 * @param circuit of each member in CIRCUIT_BREAKER
 * @param chainTimeout for the whole chain, &gt; 0, default 30 s
 * @param recoveryDwell healthy this long before failing back in HEALTH_BASED, &gt;= 0, default 60 s
 * @param gracefulDegradation answer degraded when every member has failed, default true
 */
public record FailoverSettings(
    FailoverMode mode,
    int maxRetries,
    Duration retryDelay,
    CircuitSettings circuit,
    Duration chainTimeout,
    Duration recoveryDwell,
    boolean gracefulDegradation) {

  public static final FailoverSettings DEFAULT =
      new FailoverSettings(
          FailoverMode.IMMEDIATE,
          3,
          Duration.ofSeconds(1),
          CircuitSettings.DEFAULT,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          true);

  public FailoverSettings withMode(FailoverMode newest) {
    return new FailoverSettings(
        newest, maxRetries, retryDelay, circuit, chainTimeout, recoveryDwell, gracefulDegradation);
  }
}
