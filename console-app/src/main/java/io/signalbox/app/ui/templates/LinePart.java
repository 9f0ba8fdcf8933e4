package io.signalbox.app.ui.templates;

/**
 * The lines of a text that an editor is given. The whole text is compared, kept as a draft and
 * checked with each key, which must stay quick in a file of ten thousand templates; so of a long
 * text the editor gets the lines around the wanted one.
 *
 * @param before what stands before the part
 * @param text the part: whole lines
 * @param after what stands after it
 * @param first the number of the part's first line, from 1
 */
record LinePart(String before, String text, String after, int first) {

  /** Lines of a part of a long text; a text of no more is one part. */
  static final int LINES = 2_000;

  /** The part of a text around a line; from the text's beginning for 0. */
  static LinePart around(String whole, int line) {
    if (whole.lines().limit(LINES + 1L).count() <= LINES) {
      return new LinePart("", whole, "", 1);
    }
    int first = Math.max(1, line - LINES / 2);
    int from = startOf(whole, 0, first - 1);
    if (from == whole.length()) {
      return around(whole, 0);
    }
    int to = startOf(whole, from, LINES);
    return new LinePart(
        whole.substring(0, from), whole.substring(from, to), whole.substring(to), first);
  }

  /** Where a text goes on after so many line ends, counted from a place in it. */
  private static int startOf(String text, int from, int lines) {
    int at = from;
    for (int i = 0; i < lines; i++) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return text.length();
      }
      at = end + 1;
    }
    return at;
  }

  LinePart with(String edited) {
    return new LinePart(before, edited, after, first);
  }

  String whole() {
    return before.isEmpty() && after.isEmpty() ? text : before + text + after;
  }

  boolean isAll() {
    return before.isEmpty() && after.isEmpty();
  }

  /** Whether a line of the whole text is in the part. */
  boolean holds(int line) {
    return isAll() || line >= first && line < first + text.lines().count();
  }

  /** Where a line of the whole text stands in the part, from 0. */
  int indexOf(int line) {
    return Math.max(0, line - first);
  }
}
