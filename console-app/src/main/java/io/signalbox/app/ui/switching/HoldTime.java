package io.signalbox.app.ui.switching;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long an operator stays on it. */
public enum HoldTime {
  MINUTES_30("30 min", Duration.ofMinutes(30)),
  HOURS_2("2 h", Duration.ofHours(2)),
  HOURS_8("8 h", Duration.ofHours(8)),
  UNTIL_LIFTED("Until lifted", Duration.ZERO);

  private final String label;
  private final Duration length;

  HoldTime(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  String label() {
    return label;
  }

  /** Null for until lifted. */
  @Nullable Instant until(Instant now) {
    return length.isZero() ? null : now.plus(length);
  }
}
