package io.signalbox.app.ui.requests;

import java.time.Duration;
import java.time.Instant;

/** How far back requests are listed. */
enum Back {
  DAY("last 24 h", Duration.ofHours(24)),
  WEEK("last 7 days", Duration.ofDays(7)),
  MONTH("last 30 days", Duration.ofDays(30)),
  ALL("any time", Duration.ZERO);

  private final String label;
  private final Duration length;

  Back(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  String label() {
    return label;
  }

  Instant from(Instant now) {
    return this == ALL ? Instant.EPOCH : now.minus(length);
  }
}
