package io.signalbox.core.metrics;

/** Counts as variable-length numbers, seven bits to a byte, the lowest first. Stateless. */
final class Varint {

  /** The most bytes one takes. */
  static final int LONGEST = 10;

  private Varint() {}

  static int length(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  /** Returns the place behind it. */
  static int write(long value, byte[] to, int from) {
    int at = from;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    return at;
  }
}
