package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.util.Arrays;

/** Where each count stands in a bucket's cells, and how cells become figures. */
final class Tally {

  static final int SUCCEEDED = 0;
  static final int TRANSIENT = 1;
  static final int CAPACITY = 2;
  static final int PROVIDER = 3;
  static final int REQUEST = 4;
  static final int THROTTLED = 5;
  static final int UNKNOWN = 6;
  static final int COUNTS = 7;

  /** Counts, then the histogram. */
  static final int CELLS = COUNTS + LatencyScale.BUCKETS;

  private final long[] cells = new long[CELLS];

  static int outcomeCell(ProviderResult result) {
    return switch (result) {
      case ProviderResult.Success success -> SUCCEEDED;
      case ProviderResult.Failure failure -> outcomeCell(failure.failure());
    };
  }

  private static int outcomeCell(ProviderFailure failure) {
    if (!failure.outcomeKnown() && failure.countsAgainstProvider()) {
      return TRANSIENT;
    }
    return switch (failure.failureClass()) {
      case TRANSIENT -> TRANSIENT;
      case CAPACITY -> CAPACITY;
      case PROVIDER -> PROVIDER;
      case REQUEST -> REQUEST;
    };
  }

  void add(int cell, long count) {
    cells[cell] += count;
  }

  /** Adds another's counts, each times {@code sign}. */
  Tally add(Tally other, int sign) {
    for (int i = 0; i < CELLS; i++) {
      cells[i] += sign * other.cells[i];
    }
    return this;
  }

  /** Takes another's counts off, but nothing below 0. */
  Tally without(Tally other) {
    for (int i = 0; i < CELLS; i++) {
      cells[i] = Math.max(0, cells[i] - other.cells[i]);
    }
    return this;
  }

  long get(int cell) {
    return cells[cell];
  }

  long operations() {
    return cells[SUCCEEDED] + cells[TRANSIENT] + cells[CAPACITY] + cells[PROVIDER] + cells[REQUEST];
  }

  double successRate() {
    long counted = cells[SUCCEEDED] + cells[TRANSIENT] + cells[PROVIDER];
    return counted == 0 ? Double.NaN : 100.0 * cells[SUCCEEDED] / counted;
  }

  /**
   * The smallest latency that at least {@code percent} of the operations do not exceed; NaN without
   * any.
   */
  double percentile(double percent) {
    long all = 0;
    for (int i = COUNTS; i < CELLS; i++) {
      all += cells[i];
    }
    if (all == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(all * percent / 100));
    long seen = 0;
    for (int i = COUNTS; i < CELLS; i++) {
      seen += cells[i];
      if (seen >= rank) {
        return LatencyScale.millis(i - COUNTS);
      }
    }
    throw new AssertionError("rank " + rank + " of " + all);
  }

  double mean() {
    double sum = 0;
    long all = 0;
    for (int i = COUNTS; i < CELLS; i++) {
      sum += cells[i] * LatencyScale.millis(i - COUNTS);
      all += cells[i];
    }
    return all == 0 ? Double.NaN : sum / all;
  }

  WindowMetrics over(double seconds) {
    return figures(operations() / seconds);
  }

  WindowMetrics figures(double operationsPerSecond) {
    long operations = operations();
    return operations == 0
        ? WindowMetrics.NONE
        : new WindowMetrics(
            operations,
            cells[SUCCEEDED],
            cells[TRANSIENT],
            cells[CAPACITY],
            cells[PROVIDER],
            cells[REQUEST],
            cells[THROTTLED],
            cells[UNKNOWN],
            successRate(),
            operationsPerSecond,
            mean(),
            percentile(50),
            percentile(95),
            percentile(99));
  }

  /** As stored: each cell as a variable-length number, seven bits to a byte. */
  byte[] encode() {
    byte[] out = new byte[CELLS * Varint.LONGEST];
    int length = 0;
    for (long cell : cells) {
      length = Varint.write(cell, out, length);
    }
    return Arrays.copyOf(out, length);
  }

  /** What {@link #encode} wrote. */
  static Tally decode(byte[] bytes) {
    Tally tally = new Tally();
    tally.addEncoded(bytes);
    return tally;
  }

  /** Adds what {@link #encode} wrote. Cells an older edition did not have count as 0. */
  void addEncoded(byte[] bytes) {
    int at = 0;
    for (int cell = 0; cell < CELLS && at < bytes.length; cell++) {
      long value = 0;
      int shift = 0;
      int next;
      do {
        next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        shift += 7;
      } while ((next & 0x80) != 0 && at < bytes.length);
      cells[cell] += value;
    }
  }
}
