package io.signalbox.core.health;

import java.time.Duration;

/**
 * How one provider's health is judged.
 *
 * @param mode default HYBRID
 * @param interval between active checks, &gt; 0, default 30 s
 * @param unhealthyThreshold failures in a row that eject, &gt;= 1, default 3
 * @param recoveryThreshold good checks in a row before it is back, &gt;= 1, default 2
 * @param recoveryDwell the least time out, &gt;= 0, default 60 s; doubles on each relapse within 10
 *     min, at most 600 s
 */
public record HealthSettings(
    HealthCheckMode mode,
    Duration interval,
    int unhealthyThreshold,
    int recoveryThreshold,
    Duration recoveryDwell) {

  public static final HealthSettings DEFAULT =
      new HealthSettings(
          HealthCheckMode.HYBRID, Duration.ofSeconds(30), 3, 2, Duration.ofSeconds(60));
}
