package io.signalbox.app.ui.tracks.model;

import java.time.Duration;

/** How far back the figures on the tracks look. */
public enum TracksWindow {
  MINUTES_5("Shares, 5 min", Duration.ofMinutes(5)),
  HOUR("1 h", Duration.ofHours(1)),
  DAY("24 h", Duration.ofHours(24));

  private final String label;
  private final Duration length;

  TracksWindow(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  public String label() {
    return label;
  }

  Duration length() {
    return length;
  }
}
