package io.signalbox.core.metrics;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A ring of time buckets that any thread may count in and any thread may read. A bucket is cleared
 * by whoever first counts in its next turn; others wait that moment out.
 */
final class BucketRing {

  private static final long CLEARING = -1;

  private final int length;
  // The slot (second or minute number) each bucket stands for.
  private final AtomicLongArray slots;
  private final AtomicIntegerArray cells;

  BucketRing(int length) {
    this.length = length;
    this.slots = new AtomicLongArray(length);
    this.cells = new AtomicIntegerArray(length * Tally.CELLS);
  }

  void count(long slot, int outcome, int bucket, boolean throttled, boolean unknown) {
    int base = enter(slot) * Tally.CELLS;
    cells.getAndIncrement(base + outcome);
    cells.getAndIncrement(base + Tally.COUNTS + bucket);
    if (throttled) {
      cells.getAndIncrement(base + Tally.THROTTLED);
    }
    if (unknown) {
      cells.getAndIncrement(base + Tally.UNKNOWN);
    }
  }

  private int enter(long slot) {
    int index = (int) (slot % length);
    long stands = slots.get(index);
    while (stands != slot) {
      if (stands != CLEARING && slots.compareAndSet(index, stands, CLEARING)) {
        int base = index * Tally.CELLS;
        for (int i = 0; i < Tally.CELLS; i++) {
          cells.set(base + i, 0);
        }
        slots.set(index, slot);
      } else {
        Thread.onSpinWait();
      }
      stands = slots.get(index);
    }
    return index;
  }

  /** Adds the buckets with {@code from <= slot < to}. */
  void addTo(Tally tally, long from, long to) {
    long first = Math.max(from, to - length);
    for (long slot = first; slot < to; slot++) {
      int index = (int) (slot % length);
      if (slots.get(index) == slot) {
        int base = index * Tally.CELLS;
        for (int i = 0; i < Tally.CELLS; i++) {
          int value = cells.get(base + i);
          if (value != 0) {
            tally.add(i, value);
          }
        }
      }
    }
  }

  long bytes() {
    return 8L * length + 4L * cells.length();
  }
}
