package io.signalbox.app.ui.chart;

import io.signalbox.app.ui.control.Units;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ticks of a time axis on round times of the clock. Stateless. */
final class TimeTicks {

  private static final long[] STEPS = {
    5, 15, 30, 60, 180, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600
  };

  private TimeTicks() {}

  /**
   * @param seconds since 1970
   */
  record Tick(double seconds, String text) {}

  /**
   * @param most ticks there is room for
   */
  static List<Tick> of(double from, double to, int most) {
    long step = STEPS[STEPS.length - 1];
    for (long each : STEPS) {
      // Seconds are told with two figures more.
      if ((to - from) / each <= Math.max(1, each < 60 ? most / 2 : most)) {
        step = each;
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (long at = (long) Math.ceil(from / step) * step; at <= to; at += step) {
      Instant instant = Instant.ofEpochSecond(at);
      ticks.add(new Tick(at, step < 60 ? Units.clock(instant) : Units.minute(instant)));
    }
    return ticks;
  }
}
