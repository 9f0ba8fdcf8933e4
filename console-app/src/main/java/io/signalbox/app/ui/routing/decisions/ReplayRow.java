package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.routing.preview.MemberRow;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.ReplayReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Replayed decisions that go to a member, or to several that are summed.
 *
 * @param letter how the picks name it; empty for a sum
 * @param order its colour; -1 for none
 * @param now under the settings in force
 * @param proposed under what is typed
 */
record ReplayRow(String letter, String name, int order, int now, int proposed) {

  /** More are not told one by one. */
  private static final int TOLD = 12;

  private static final String ELSEWHERE = "not through this strategy";

  int change() {
    return proposed - now;
  }

  /** The replay's winners by the member they are reached on, and a last row for all others. */
  static List<ReplayRow> of(List<MemberRow> members, ReplayReport report) {
    Map<String, String> reached = new HashMap<>();
    members.forEach(each -> each.reaches().forEach(name -> reached.putIfAbsent(name, each.name())));
    members.forEach(each -> reached.put(each.name(), each.name()));
    Map<String, Integer> now = counts(report.now(), reached);
    Map<String, Integer> proposed = counts(report.proposed(), reached);
    List<ReplayRow> rows = new ArrayList<>();
    for (MemberRow each : members) {
      rows.add(
          new ReplayRow(
              each.letter(),
              each.name(),
              each.order(),
              now.getOrDefault(each.name(), 0),
              proposed.getOrDefault(each.name(), 0)));
    }
    int elsewhere = now.getOrDefault("", 0);
    int wouldElsewhere = proposed.getOrDefault("", 0);
    if (elsewhere + wouldElsewhere > 0) {
      rows.add(new ReplayRow("", ELSEWHERE, -1, elsewhere, wouldElsewhere));
    }
    return rows;
  }

  private static Map<String, Integer> counts(
      Map<String, Integer> winners, Map<String, String> reached) {
    Map<String, Integer> counts = new HashMap<>();
    winners.forEach(
        (winner, count) -> counts.merge(reached.getOrDefault(winner, ""), count, Integer::sum));
    return counts;
  }

  /** Those that change most, then those with most requests; the rest as one. */
  static List<ReplayRow> fold(List<ReplayRow> rows) {
    if (rows.size() <= TOLD) {
      return rows;
    }
    List<ReplayRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingInt((ReplayRow each) -> -Math.abs(each.change()))
            .thenComparingInt(each -> -each.now()));
    List<ReplayRow> told = new ArrayList<>(sorted.subList(0, TOLD - 1));
    List<ReplayRow> rest = sorted.subList(TOLD - 1, sorted.size());
    told.add(
        new ReplayRow(
            "",
            Counted.of(rest.size(), "other"),
            -1,
            sum(rest, ReplayRow::now),
            sum(rest, ReplayRow::proposed)));
    return told;
  }

  private static int sum(List<ReplayRow> rows, ToIntFunction<ReplayRow> count) {
    return rows.stream().mapToInt(count).sum();
  }
}
