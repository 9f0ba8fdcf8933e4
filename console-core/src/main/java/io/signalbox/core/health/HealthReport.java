package io.signalbox.core.health;

import io.signalbox.core.provider.HealthState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Health told from outside; beats the monitor both ways until {@code until}.
 *
 * @param source who says so, never blank
 * @param until default 5 min from the report
 * @param since when it changed the state, as the history has it; null where it has not, or that is
 *     not stored yet
 */
public record HealthReport(
    String provider,
    boolean healthy,
    String message,
    String source,
    Instant until,
    @Nullable Instant since) {

  /** One that is made now. */
  public HealthReport(
      String provider, boolean healthy, String message, String source, Instant until) {
    this(provider, healthy, message, source, until, null);
  }

  HealthState state() {
    return healthy ? HealthState.HEALTHY : HealthState.UNHEALTHY;
  }
}
