package io.signalbox.core.query;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whose share of new work a change would move. Stateless. */
final class ShareChanges {

  /** Less than what computing makes of the same shares. */
  private static final double SAME = 1e-9;

  private ShareChanges() {}

  /** Names of those whose share, 0 to 1, would be another; who is missing has none. */
  static SortedSet<String> of(Map<String, Double> now, Map<String, Double> proposed) {
    SortedSet<String> names = new TreeSet<>(now.keySet());
    names.addAll(proposed.keySet());
    names.removeIf(
        name -> Math.abs(now.getOrDefault(name, 0.0) - proposed.getOrDefault(name, 0.0)) <= SAME);
    return names;
  }
}
