package io.signalbox.app.ui.chart;

import io.fair_acc.dataset.DataSet;
import io.fair_acc.dataset.locks.DataSetLock;
import io.fair_acc.dataset.spi.DoubleDataSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A line of a chart, or what lies between it and its floor. Its lock does nothing: a chart takes a
 * read lock during layout and keeps it until the next pulse, so a write on the screen's thread
 * would wait for itself for good. In return the data is touched on that thread only.
 */
final class ChartSeries extends DoubleDataSet {

  private static final long serialVersionUID = 1L;

  private final transient DataSetLock<DoubleDataSet> open = new NoLock(this);
  private double[] floor = {};

  ChartSeries(String name) {
    super(name);
  }

  /** A value between two gaps becomes a dash as wide as its step: a single point has no line. */
  void show(List<Double> at, List<Double> values, List<Double> floors) {
    double half = at.size() < 2 ? 1 : (at.get(1) - at.get(0)) / 2;
    double[] x = new double[2 * at.size()];
    double[] y = new double[x.length];
    double[] low = new double[x.length];
    int used = 0;
    for (int i = 0; i < at.size(); i++) {
      boolean alone = isThere(values, i) && !isThere(values, i - 1) && !isThere(values, i + 1);
      for (double side : alone ? new double[] {-half, half} : new double[] {0}) {
        x[used] = at.get(i) + side;
        y[used] = values.get(i);
        low[used] = floors.get(i);
        used++;
      }
    }
    floor = Arrays.copyOf(low, used);
    set(Arrays.copyOf(x, used), Arrays.copyOf(y, used));
  }

  void clear() {
    show(List.of(), List.of(), List.of());
  }

  double floor(int index) {
    return floor[index];
  }

  private static boolean isThere(List<Double> values, int index) {
    return index >= 0 && index < values.size() && !Double.isNaN(values.get(index));
  }

  @Override
  public DataSetLock<? extends DataSet> lock() {
    // The super constructor asks before the field is there.
    return open == null ? new NoLock(this) : open;
  }

  private static final class NoLock implements DataSetLock<DoubleDataSet> {
    private static final long serialVersionUID = 1L;
    private final transient DoubleDataSet owner;

    NoLock(DoubleDataSet owner) {
      this.owner = owner;
    }

    @Override
    public DoubleDataSet readLock() {
      return owner;
    }

    @Override
    public DoubleDataSet readLockGuard(Runnable reading) {
      reading.run();
      return owner;
    }

    @Override
    public <R> R readLockGuard(Supplier<R> reading) {
      return reading.get();
    }

    @Override
    public DoubleDataSet readLockGuardOptimistic(Runnable reading) {
      reading.run();
      return owner;
    }

    @Override
    public <R> R readLockGuardOptimistic(Supplier<R> reading) {
      return reading.get();
    }

    @Override
    public DoubleDataSet readUnLock() {
      return owner;
    }

    @Override
    public DoubleDataSet writeLock() {
      return owner;
    }

    @Override
    public DoubleDataSet writeLockGuard(Runnable writing) {
      writing.run();
      return owner;
    }

    @Override
    public <R> R writeLockGuard(Supplier<R> writing) {
      return writing.get();
    }

    @Override
    public DoubleDataSet writeUnLock() {
      return owner;
    }
  }
}
