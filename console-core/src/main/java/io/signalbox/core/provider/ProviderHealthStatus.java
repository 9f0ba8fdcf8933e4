package io.signalbox.core.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one health check.
 *
 * @param responseTime how long the check took; null if it was not measured
 * @param details JSON types, never a secret
 * @param quotas of the account, where the provider can tell them cheaply
 */
public record ProviderHealthStatus(
    HealthState state,
    String message,
    Instant checkedAt,
    @Nullable Duration responseTime,
    Map<String, Object> details,
    List<ProviderQuota> quotas) {

  public ProviderHealthStatus {
    details = Map.copyOf(details);
    quotas = List.copyOf(quotas);
  }

  /** One that tells no quotas. */
  public ProviderHealthStatus(
      HealthState state,
      String message,
      Instant checkedAt,
      @Nullable Duration responseTime,
      Map<String, Object> details) {
    this(state, message, checkedAt, responseTime, details, List.of());
  }

  public static ProviderHealthStatus healthy(String message, Instant at, Duration responseTime) {
    return new ProviderHealthStatus(HealthState.HEALTHY, message, at, responseTime, Map.of());
  }

  public static ProviderHealthStatus unhealthy(String message, Instant at) {
    return new ProviderHealthStatus(HealthState.UNHEALTHY, message, at, null, Map.of());
  }
}
