package io.signalbox.core.metrics;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A ring of time buckets. One thread at a time counts, under the owner's lock, and clears a bucket
 * when it first counts in its next turn; any thread may read meanwhile.
 */
final class BucketRing {

  private static final long CLEARING = -1;

  private final int length;
  // The slot (second or minute number) each bucket stands for.
  private final AtomicLongArray slots;
  private final AtomicIntegerArray cells;
  // The bucket counted in last: the next count is nearly always in the same.
  private long latest = -1;
  private int latestIndex;

  BucketRing(int length) {
    this.length = length;
    this.slots = new AtomicLongArray(length);
    this.cells = new AtomicIntegerArray(length * Tally.CELLS);
  }

  void count(long slot, int outcome, int bucket, boolean throttled, boolean unknown) {
    int base = enter(slot) * Tally.CELLS;
    increment(base + outcome);
    increment(base + Tally.COUNTS + bucket);
    if (throttled) {
      increment(base + Tally.THROTTLED);
    }
    if (unknown) {
      increment(base + Tally.UNKNOWN);
    }
  }

  private void increment(int cell) {
    cells.setOpaque(cell, cells.getPlain(cell) + 1);
  }

  private int enter(long slot) {
    if (slot == latest) {
      return latestIndex;
    }
    int index = (int) (slot % length);
    latest = slot;
    latestIndex = index;
    if (slots.getPlain(index) != slot) {
      slots.set(index, CLEARING);
      int base = index * Tally.CELLS;
      for (int i = 0; i < Tally.CELLS; i++) {
        cells.set(base + i, 0);
      }
      slots.set(index, slot);
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
