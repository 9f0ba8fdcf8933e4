package io.signalbox.app.ui.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The upright axis. Its first and last tick are labelled.
 *
 * @param bottom where it starts: 0, or what the caption must say
 * @param step between ticks
 */
public record ValueAxis(double bottom, double top, double step) {

  /** Below this share of good calls a percent axis starts at a multiple of 20. */
  private static final double NEAR_ALL = 90;

  /**
   * @param least measured; NaN where nothing was
   * @param threshold drawn where it is near what was measured; NaN for none
   */
  static ValueAxis of(ChartKind kind, double least, double most, double threshold) {
    if (kind == ChartKind.PERCENT) {
      boolean near = Double.isNaN(least) || least >= NEAR_ALL;
      double bottom = near ? NEAR_ALL : Math.floor(least / 20) * 20;
      return new ValueAxis(bottom, 100, near ? 2 : 20);
    }
    double max = Double.isNaN(most) ? 0 : most;
    // A threshold far above what is measured would flatten the lines to nothing.
    boolean near = !Double.isNaN(threshold) && max > threshold / 2;
    double high = max <= 0 ? 1 : Math.max(max, near ? threshold : 0) * 1.1;
    double step = niceStep(high / 4);
    return new ValueAxis(0, Math.max(step, Math.ceil(high / step) * step), step);
  }

  /** From the bottom to the top, both among them. */
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long count = Math.round((top - bottom) / step);
    for (int i = 0; i <= count; i++) {
      ticks.add(bottom + i * step);
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten. */
  static double niceStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
  }
}
