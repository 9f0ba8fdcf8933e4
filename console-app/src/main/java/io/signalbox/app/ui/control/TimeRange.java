package io.signalbox.app.ui.control;

import java.time.Duration;

/** How far back figures look, and the step of their series. */
public enum TimeRange {
  MINUTES_5("5 min", Duration.ofMinutes(5), Duration.ofSeconds(5)),
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

  public String label() {
    return label;
  }

  public Duration length() {
    return length;
  }

  public Duration step() {
    return step;
  }
}
