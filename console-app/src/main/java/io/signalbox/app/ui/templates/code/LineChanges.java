package io.signalbox.app.ui.templates.code;

import java.util.List;

/**
 * The lines between what two texts begin and end with alike.
 *
 * @param from the first changed line, from 0
 * @param to behind the last; {@code from} where lines were taken out only
 */
record LineChanges(int from, int to) {

  static LineChanges between(List<String> before, List<String> now) {
    int most = Math.min(now.size(), before.size());
    int from = 0;
    while (from < most && now.get(from).equals(before.get(from))) {
      from++;
    }
    int same = 0;
    while (same < most - from
        && now.get(now.size() - 1 - same).equals(before.get(before.size() - 1 - same))) {
      same++;
    }
    return new LineChanges(from, now.size() - same);
  }

  boolean has(int line) {
    return line >= from && line < to;
  }
}
