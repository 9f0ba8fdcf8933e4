package io.signalbox.app.ui.overview;

import java.time.Duration;

/** How far back the Overview looks. */
enum TimeRange {
  MINUTES_15("15 min", Duration.ofMinutes(15), Duration.ofSeconds(5)),
  HOUR("1 h", Duration.ofHours(1), Duration.ofMinutes(1)),
  HOURS_6("6 h", Duration.ofHours(6), Duration.ofMinutes(5)),
  DAY("24 h", Duration.ofHours(24), Duration.ofMinutes(15));

  private final String label;
  private final Duration length;
  private final Duration step;

  TimeRange(String label, Duration length, Duration step) {
    this.label = label;
    this.length = length;
    this.step = step;
  }

  String label() {
    return label;
  }

  Duration length() {
    return length;
  }

  Duration step() {
    return step;
  }
}
