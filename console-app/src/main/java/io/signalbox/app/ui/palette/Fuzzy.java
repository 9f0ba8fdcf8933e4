package io.signalbox.app.ui.palette;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How well what is typed fits a text. Each word of it must be found, in any order: its letters in
 * their order, with others between them. Case does not matter. Stateless.
 */
final class Fuzzy {

  /** It does not fit. */
  static final int NONE = -1;

  private static final int WHOLE = 1_000;
  private static final int BEGINS = 800;
  private static final int WORD_BEGINS = 600;
  private static final int WITHIN = 400;
  private static final int SCATTERED = 200;
  private static final int ASIDE = 100;

  private Fuzzy() {}

  /** The words of what is typed. */
  static List<String> words(String typed) {
    return Arrays.stream(typed.toLowerCase(Locale.ROOT).trim().split("\\s+"))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /**
   * {@link #NONE}, or how well it fits: the worst of its words. More is better; in steps, so that
   * what fits alike can be told apart by something else.
   *
   * @param words of what is typed; with none everything fits
   * @param text what fits best
   * @param detail what fits too, less well
   */
  static int score(List<String> words, String text, String detail) {
    String lower = text.toLowerCase(Locale.ROOT);
    String aside = detail.toLowerCase(Locale.ROOT);
    int worst = WHOLE;
    for (String word : words) {
      int score = score(word, lower);
      if (score == NONE && score(word, aside) != NONE) {
        score = ASIDE;
      }
      if (score == NONE) {
        return NONE;
      }
      worst = Math.min(worst, score);
    }
    return worst;
  }

  private static int score(String word, String text) {
    int at = text.indexOf(word);
    if (at < 0) {
      return isScattered(word, text) ? SCATTERED : NONE;
    }
    if (at == 0) {
      return word.length() == text.length() ? WHOLE : BEGINS;
    }
    for (int found = at; found >= 0; found = text.indexOf(word, found + 1)) {
      if (!Character.isLetterOrDigit(text.charAt(found - 1))) {
        return WORD_BEGINS;
      }
    }
    return WITHIN;
  }

  private static boolean isScattered(String word, String text) {
    int from = 0;
    for (int i = 0; i < word.length(); i++) {
      int found = text.indexOf(word.charAt(i), from);
      if (found < 0) {
        return false;
      }
      from = found + 1;
    }
    return true;
  }
}
