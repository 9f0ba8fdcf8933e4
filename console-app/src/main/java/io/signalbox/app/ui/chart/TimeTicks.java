package io.signalbox.app.ui.chart;

import io.signalbox.app.ui.control.Units;
import java.time.Instant;

/** Ticks of a time axis stand on round times of the clock. Stateless. */
final class TimeTicks {

  private static final long[] STEPS = {
    5, 15, 30, 60, 180, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600
  };

  private TimeTicks() {}

  /**
   * @param most ticks there is room for
   * @return seconds between ticks
   */
  static long step(double from, double to, int most) {
    for (long each : STEPS) {
      // Seconds are told with two figures more.
      if ((to - from) / each <= Math.max(1, each < 60 ? most / 2 : most)) {
        return each;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  /**
   * @param seconds since 1970
   */
  static String text(double seconds, long step) {
    Instant instant = Instant.ofEpochSecond(Math.round(seconds));
    return step < 60 ? Units.clock(instant) : Units.minute(instant);
  }
}
