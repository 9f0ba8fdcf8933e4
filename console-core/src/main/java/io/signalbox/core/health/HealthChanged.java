package io.signalbox.core.health;

import io.signalbox.core.event.Event;
import io.signalbox.core.provider.HealthState;
import java.time.Instant;
import java.util.Locale;

/** A provider's health changed. */
public record HealthChanged(
    Instant at, String provider, HealthState from, HealthState to, String reason, String source)
    implements Event {

  @Override
  public Lane lane() {
    return Lane.HEALTH;
  }

  @Override
  public Severity severity() {
    return switch (to) {
      case HEALTHY -> Severity.GOOD;
      case DEGRADED -> Severity.WARNING;
      case UNHEALTHY -> Severity.ERROR;
      case UNKNOWN -> Severity.INFO;
    };
  }

  @Override
  public String subject() {
    return provider;
  }

  @Override
  public String text() {
    String word = to.name().toLowerCase(Locale.ROOT);
    return reason.isEmpty() ? provider + " is " + word : provider + " is " + word + ": " + reason;
  }
}
