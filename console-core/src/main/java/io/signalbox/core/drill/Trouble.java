package io.signalbox.core.drill;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What befalls stand-ins for a while.
 *
 * @param word shown beside the stand-in
 * @param fromSecond from the start of the drill, inclusive
 * @param toSecond exclusive
 * @param position of a stand-in, in configured order, or {@link #BUSIEST} or {@link #ALL}
 * @param knobs settings of the simulated cloud, laid over its own
 */
record Trouble(String word, int fromSecond, int toSecond, int position, Map<String, Object> knobs) {

  /** Whoever was called most before the first trouble. */
  static final int BUSIEST = -1;

  static final int ALL = -2;

  static Trouble of(String word, int from, int to, int position, Object... knobs) {
    return new Trouble(word, from, to, position, map(knobs));
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /**
   * @param busiest the position of the busiest
   */
  boolean befalls(int position, int second, int busiest) {
    return second >= fromSecond && second < toSecond && befalls(position, busiest);
  }

  /** Whether a stand-in is befallen at any time. */
  boolean befalls(int position, int busiest) {
    return this.position == ALL || position == (this.position == BUSIEST ? busiest : this.position);
  }
}
