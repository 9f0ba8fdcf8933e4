package io.signalbox.core.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one health check.
 *
 * @param responseTime how long the check took; null if it was not measured
 * @param details JSON types, never a secret
 */
public record ProviderHealthStatus(
    HealthState state,
    String message,
    Instant checkedAt,
    @Nullable Duration responseTime,
    Map<String, Object> details) {

  public ProviderHealthStatus {
    details = Map.copyOf(details);
  }

  public static ProviderHealthStatus healthy(String message, Instant at, Duration responseTime) {
    return new ProviderHealthStatus(HealthState.HEALTHY, message, at, responseTime, Map.of());
  }

  public static ProviderHealthStatus unhealthy(String message, Instant at) {
    return new ProviderHealthStatus(HealthState.UNHEALTHY, message, at, null, Map.of());
  }
}
