package io.signalbox.core.alert;

import java.time.Duration;
import java.util.Locale;

/** How alerts write values and times. Stateless. */
final class AlertWords {

  private static final long MINUTE = 60;
  private static final long HOUR = 3_600;

  private AlertWords() {}

  /** With its unit: {@code 92.3 %}, {@code 2,310 ms}, {@code 3}. */
  static String value(AlertMetric metric, double value) {
    if (metric.sort() == AlertMetric.Sort.STATE || Double.isNaN(value)) {
      return "";
    }
    String number =
        metric.unit().equals("%") && value != Math.rint(value)
            ? String.format(Locale.ROOT, "%,.1f", value)
            : String.format(Locale.ROOT, "%,.0f", value);
    return metric.unit().isEmpty() ? number : number + " " + metric.unit();
  }

  /** In the largest unit that says it exactly: {@code 90 s}, {@code 5 min}, {@code 2 h}. */
  static String duration(Duration lasts) {
    long seconds = lasts.toSeconds();
    if (seconds > 0 && seconds % HOUR == 0) {
      return seconds / HOUR + " h";
    }
    return seconds > 0 && seconds % MINUTE == 0 ? seconds / MINUTE + " min" : seconds + " s";
  }

  /** About how long: {@code 40 s}, {@code 9 min}, {@code 2 h 5 min}. */
  static String about(Duration took) {
    long seconds = Math.max(0, took.toSeconds());
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    long minutes = seconds / MINUTE;
    if (seconds < 2 * HOUR) {
      return minutes + " min";
    }
    return seconds / HOUR + " h " + minutes % MINUTE + " min";
  }
}
