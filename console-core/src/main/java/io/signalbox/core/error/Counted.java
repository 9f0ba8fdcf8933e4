package io.signalbox.core.error;

/** Counted nouns in what people read: {@code 1 machine}, {@code 0 machines}. */
public final class Counted {

  private Counted() {}

  /**
   * @param noun one of them, with the words between it and the number if any; its plural ends in s
   */
  public static String of(long count, String noun) {
    return count + " " + noun(count, noun);
  }

  /** The noun alone, for a number that is written in its own way. */
  public static String noun(long count, String noun) {
    return count == 1 ? noun : noun + "s";
  }
}
