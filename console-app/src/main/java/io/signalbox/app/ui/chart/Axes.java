package io.signalbox.app.ui.chart;

import io.fair_acc.chartfx.axes.AxisLabelOverlapPolicy;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import javafx.util.StringConverter;

/**
 * The two axes of a line chart: where they end, their ticks, their words. On the screen's thread
 * only.
 */
final class Axes {

  private static final double TIME_WIDTH = 46;
  private static final double LABEL_HEIGHT = 15;

  private final DefaultNumericAxis time = new DefaultNumericAxis("time", "s");
  private final DefaultNumericAxis value = new DefaultNumericAxis("value", "");
  private long timeStep = 60;

  Axes() {
    for (DefaultNumericAxis axis : List.of(time, value)) {
      axis.setAutoRanging(false);
      // A canvas is a picture already; of one that is cached the toolkit keeps another.
      axis.getCanvas().setCache(false);
      axis.setOverlapPolicy(AxisLabelOverlapPolicy.DO_NOTHING);
    }
    time.setTickLabelFormatter(new Formatter(at -> TimeTicks.text(at, timeStep)));
    value.setTickLabelFormatter(new Formatter(Axes::figure));
  }

  DefaultNumericAxis time() {
    return time;
  }

  DefaultNumericAxis value() {
    return value;
  }

  /**
   * Gives them their ends and their ticks, as many as there is room for.
   *
   * @param height of the plot with the labels below it
   */
  void scale(ChartData data, double width, double height) {
    int room = (int) Math.max(1, width / TIME_WIDTH);
    timeStep = TimeTicks.step(data.from(), data.to(), room);
    ends(time, data.from(), Math.max(data.from() + 1, data.to()), timeStep);
    ValueAxis axis = data.axis();
    double most = (height - LABEL_HEIGHT) / LABEL_HEIGHT;
    // Where there is little height only the first and the last are told.
    boolean all = axis.ticks().size() <= most;
    ends(value, axis.bottom(), axis.top(), all ? axis.step() : axis.top() - axis.bottom());
  }

  private static void ends(DefaultNumericAxis axis, double from, double to, double step) {
    axis.set(from, to);
    axis.getAxisLabelFormatter().setTickUnitSupplier(ignored -> step);
    axis.setTickUnit(step);
    axis.forceRedraw();
  }

  private static String figure(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%,d", (long) number)
        : String.valueOf(Math.round(number * 1_000) / 1_000.0);
  }

  private static final class Formatter extends StringConverter<Number> {
    private final DoubleFunction<String> text;

    Formatter(DoubleFunction<String> text) {
      this.text = text;
    }

    @Override
    public String toString(Number number) {
      return text.apply(number.doubleValue());
    }

    @Override
    public Number fromString(String string) {
      throw new UnsupportedOperationException("axes are not edited");
    }
  }
}
