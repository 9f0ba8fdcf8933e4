package io.signalbox.core.store.database;

/** The bounds of every list the store hands out. */
public final class RowLimits {

  public static final int MAX_ROWS = 10_000;

  private RowLimits() {}

  /**
   * @throws IllegalArgumentException outside 1 to 10,000
   */
  public static int check(int limit) {
    if (limit < 1 || limit > MAX_ROWS) {
      throw new IllegalArgumentException("limit is " + limit + ", expected 1 to " + MAX_ROWS);
    }
    return limit;
  }
}
