package io.signalbox.core.drill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What befalls stand-ins for a while.
 *
 * @param word shown beside the stand-in
 * @param fromSecond from the start of the drill, inclusive
 * @param toSecond exclusive
 * @param positions stand-ins, in configured order; empty for all
 * @param knobs settings of the simulated cloud, laid over its own
 */
record Trouble(
    String word, int fromSecond, int toSecond, List<Integer> positions, Map<String, Object> knobs) {

  static Trouble of(String word, int from, int to, int position, Object... knobs) {
    return new Trouble(word, from, to, position < 0 ? List.of() : List.of(position), map(knobs));
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  boolean befalls(int position, int second) {
    return second >= fromSecond
        && second < toSecond
        && (positions.isEmpty() || positions.contains(position));
  }
}
