package io.signalbox.core.config.saving;

import io.signalbox.core.config.ProviderTrial.Change;
import io.signalbox.core.config.ProviderTrial.Line;
import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two texts, and those that stand between them. Stateless. */
final class LineChanges {

  /** Pairs of lines that are compared; larger parts are told as taken out and put in whole. */
  private static final long MOST = 1_000_000;

  private LineChanges() {}

  static List<Line> between(String before, String after) {
    List<String> was = before.lines().toList();
    List<String> is = after.lines().toList();
    int most = Math.min(was.size(), is.size());
    int head = 0;
    while (head < most && was.get(head).equals(is.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && was.get(was.size() - 1 - tail).equals(is.get(is.size() - 1 - tail))) {
      tail++;
    }
    return middle(
        was.subList(head, was.size() - tail), is.subList(head, is.size() - tail), head + 1);
  }

  /** By the longest lines they have in common. */
  private static List<Line> middle(List<String> was, List<String> is, int first) {
    int[][] common =
        (long) was.size() * is.size() > MOST
            ? new int[was.size() + 1][]
            : new int[was.size() + 1][is.size() + 1];
    boolean compared = (long) was.size() * is.size() <= MOST;
    for (int i = was.size() - 1; compared && i >= 0; i--) {
      for (int j = is.size() - 1; j >= 0; j--) {
        common[i][j] =
            was.get(i).equals(is.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < was.size() || j < is.size()) {
      boolean same = compared && i < was.size() && j < is.size() && was.get(i).equals(is.get(j));
      boolean out =
          i < was.size() && (j == is.size() || !compared || common[i + 1][j] >= common[i][j + 1]);
      if (same) {
        lines.add(new Line(first + j, Change.SAME, is.get(j)));
        i++;
        j++;
      } else if (out) {
        lines.add(new Line(first + i, Change.REMOVED, was.get(i)));
        i++;
      } else {
        lines.add(new Line(first + j, Change.ADDED, is.get(j)));
        j++;
      }
    }
    return lines;
  }
}
