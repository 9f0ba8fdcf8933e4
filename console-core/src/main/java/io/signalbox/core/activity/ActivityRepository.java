package io.signalbox.core.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the store keeps as one list. What processes tell a little later is in it after about a
 * second. Thread-safe; may block, for longer where few entries of many pass the filter.
 */
public interface ActivityRepository {

  /**
   * A page, newest first.
   *
   * @param after the last entry of the page before; null for the first page
   * @param limit 1 to 10,000
   */
  List<ActivityEntry> list(ActivityFilter filter, @Nullable ActivityKey after, int limit);

  /** How many there are; of each source at most {@code most} are counted. */
  long count(ActivityFilter filter, int most);

  /** Persons without their surface, in alphabetical order, then the parts of the program. */
  List<String> names();
}
