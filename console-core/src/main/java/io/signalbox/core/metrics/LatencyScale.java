package io.signalbox.core.metrics;

/**
 * The buckets of every latency histogram: four to an octave of microseconds, from 32 us to 134 s. A
 * value read back is its bucket's middle, so off by at most 12.5 %.
 */
final class LatencyScale {

  /** log2 of the first bucket's lower edge in microseconds. */
  private static final int FIRST_OCTAVE = 5;

  private static final int LAST_OCTAVE = 26;
  static final int BUCKETS = (LAST_OCTAVE - FIRST_OCTAVE + 1) * 4;

  private LatencyScale() {}

  static int bucket(long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    if (micros < 1L << FIRST_OCTAVE) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(micros);
    if (octave > LAST_OCTAVE) {
      return BUCKETS - 1;
    }
    return (octave - FIRST_OCTAVE) * 4 + (int) ((micros >>> (octave - 2)) & 3);
  }

  /** The middle of a bucket, milliseconds. */
  static double millis(int bucket) {
    int octave = bucket / 4 + FIRST_OCTAVE;
    double lower = (1L << octave) * (1 + (bucket % 4) / 4.0);
    double width = (1L << octave) / 4.0;
    return (lower + width / 2) / 1_000;
  }
}
