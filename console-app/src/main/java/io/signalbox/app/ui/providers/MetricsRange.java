package io.signalbox.app.ui.providers;

import java.time.Duration;

/** How far back figures look, and the step of their series. */
enum MetricsRange {
  MINUTES_15("15 min", Duration.ofMinutes(15), Duration.ofSeconds(5)),
  HOUR("1 h", Duration.ofHours(1), Duration.ofMinutes(1)),
  DAY("24 h", Duration.ofHours(24), Duration.ofMinutes(10));

  private final String label;
  private final Duration length;
  private final Duration step;

  MetricsRange(String label, Duration length, Duration step) {
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
