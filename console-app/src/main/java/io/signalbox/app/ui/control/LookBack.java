package io.signalbox.app.ui.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far back a list goes. */
public enum LookBack {
  HOUR("last 1 h", Duration.ofHours(1)),
  DAY("last 24 h", Duration.ofHours(24)),
  WEEK("last 7 d", Duration.ofDays(7)),
  MONTH("last 30 d", Duration.ofDays(30)),
  ALL("any time", Duration.ZERO);

  private final String label;
  private final Duration length;

  LookBack(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  public String label() {
    return label;
  }

  /** Where it begins; empty where it has no beginning. */
  public Optional<Instant> from(Instant now) {
    return this == ALL ? Optional.empty() : Optional.of(now.minus(length));
  }

  /** Whether it is of today's work, and not of history. */
  public boolean isWithinADay() {
    return compareTo(DAY) <= 0;
  }
}
