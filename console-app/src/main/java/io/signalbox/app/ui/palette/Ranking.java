package io.signalbox.app.ui.palette;

import java.util.Comparator;
import java.util.List;

/**
 * What is shown for what is typed, best first: how well it fits, then what was chosen lately, then
 * the shorter text, screens before actions before names. Of the same question always the same
 * answer, in whatever order it is asked. Stateless.
 */
final class Ranking {

  /** Rows shown; who does not find it among them types on. */
  static final int MOST = 60;

  private Ranking() {}

  private record Scored(Entry entry, int score, int recent) {}

  /**
   * @param recent ids chosen lately, the last one first
   * @return at most {@link #MOST}
   */
  static List<Entry> of(List<Entry> all, String typed, List<String> recent) {
    List<String> words = Fuzzy.words(typed);
    Comparator<Scored> order =
        Comparator.comparingInt((Scored each) -> -each.score()).thenComparingInt(Scored::recent);
    if (!words.isEmpty()) {
      order = order.thenComparingInt(each -> each.entry().text().length());
    }
    return all.stream()
        .map(each -> scored(each, words, recent))
        .filter(each -> each.score() != Fuzzy.NONE)
        .sorted(
            order
                .thenComparing(each -> each.entry().kind())
                .thenComparing(each -> each.entry().text())
                .thenComparing(each -> each.entry().id()))
        .limit(MOST)
        .map(Scored::entry)
        .toList();
  }

  private static Scored scored(Entry entry, List<String> words, List<String> recent) {
    int at = recent.indexOf(entry.id());
    return new Scored(
        entry,
        Fuzzy.score(words, entry.text(), entry.kind().word() + " " + entry.detail()),
        at < 0 ? Integer.MAX_VALUE : at);
  }
}
