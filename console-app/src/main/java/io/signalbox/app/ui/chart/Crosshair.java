package io.signalbox.app.ui.chart;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/**
 * One moment that somebody points at, for all charts that share it. On the screen's thread only.
 */
public final class Crosshair {

  private final ReadOnlyDoubleWrapper at = new ReadOnlyDoubleWrapper(Double.NaN);

  /** Points at a moment, in seconds since 1970. */
  public void point(double seconds) {
    at.set(seconds);
  }

  /** Nothing is pointed at any more. */
  public void leave() {
    at.set(Double.NaN);
  }

  /** In seconds since 1970; NaN for nothing. */
  public ReadOnlyDoubleProperty atProperty() {
    return at.getReadOnlyProperty();
  }
}
