package io.signalbox.core.routing.failover;

import io.signalbox.core.event.Event;
import java.time.Instant;
import java.util.Locale;

/** A circuit opened, tries again, or closed, by itself. */
public record CircuitChanged(
    Instant at, String name, CircuitView.State from, CircuitView.State to, String reason)
    implements Event {

  @Override
  public Lane lane() {
    return Lane.CIRCUIT;
  }

  @Override
  public Severity severity() {
    return switch (to) {
      case CLOSED, FORCED_CLOSED -> Severity.GOOD;
      case HALF_OPEN -> Severity.WARNING;
      case OPEN, FORCED_OPEN -> Severity.ERROR;
    };
  }

  @Override
  public String subject() {
    return name;
  }

  @Override
  public String text() {
    String word = to.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "Circuit of " + name + " is " + word + ": " + reason;
  }
}
