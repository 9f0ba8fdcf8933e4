package io.signalbox.app.proof;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds, and what they come to. Not thread-safe. */
final class Durations {

  private long[] nanos = new long[1_024];
  private int count;

  void add(long each) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = each;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /** Milliseconds that this share of them, 0 to 1, do not go beyond; 0 where there are none. */
  double millis(double share) {
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) Math.floor(share * count))] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f / %.1f / %.1f", millis(0.5), millis(0.99), millis(1));
  }
}
