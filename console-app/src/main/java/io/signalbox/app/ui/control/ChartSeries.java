package io.signalbox.app.ui.control;

import io.fair_acc.dataset.DataSet;
import io.fair_acc.dataset.locks.DataSetLock;
import io.fair_acc.dataset.spi.DoubleDataSet;
import java.util.function.Supplier;

/**
 * A line of a chart. Its lock does nothing: a chart takes a read lock during layout and keeps it
 * until the next pulse, so a write on the screen's thread would wait for itself for good. In return
 * the data is touched on that thread only.
 */
final class ChartSeries extends DoubleDataSet {

  private static final long serialVersionUID = 1L;

  private final transient DataSetLock<DoubleDataSet> open = new NoLock(this);

  ChartSeries(String name) {
    super(name);
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
