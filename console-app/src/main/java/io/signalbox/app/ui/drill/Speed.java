package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Units;
import java.time.Duration;

/** How fast a drill is played. */
enum Speed {
  ONE(1, "1×"),
  FIVE(5, "5×"),
  TWENTY(20, "20×"),
  FASTEST(0, "Fastest");

  private final double factor;
  private final String label;

  Speed(double factor, String label) {
    this.factor = factor;
    this.label = label;
  }

  /** Played seconds in one of the clock's; 0 for as fast as it goes. */
  double factor() {
    return factor;
  }

  String label() {
    return label;
  }

  /** How long the operator waits for a drill of this length. */
  String takes(Duration length) {
    if (factor == 0) {
      return "played without waiting";
    }
    if (factor == 1) {
      return "played as it is";
    }
    long seconds = Math.round(length.toMillis() / 1_000.0 / factor);
    return "played in about " + Units.age(Duration.ofSeconds(Math.max(1, seconds)));
  }

  /** A speed as a drill carries it: {@code at 20×}, {@code without waiting}. */
  static String text(double factor) {
    return factor <= 0 ? "without waiting" : "at " + Units.number(factor) + "×";
  }
}
