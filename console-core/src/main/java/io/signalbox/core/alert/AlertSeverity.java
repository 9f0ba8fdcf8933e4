package io.signalbox.core.alert;

import io.signalbox.core.event.Event;
import java.util.Locale;

/** How much an operator should care; the later the more. */
public enum AlertSeverity {
  INFORMATION(Event.Severity.INFO),
  WARNING(Event.Severity.WARNING),
  CRITICAL(Event.Severity.ERROR);

  private final Event.Severity event;

  AlertSeverity(Event.Severity event) {
    this.event = event;
  }

  /** That of the events about it. */
  public Event.Severity event() {
    return event;
  }

  /** As files, commands and screens write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
