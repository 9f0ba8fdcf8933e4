package io.signalbox.core.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Nearest {

  /** Edits between a slip and what was meant, at most. */
  public static final int EDITS = 2;

  /** No known word is nearly as long. */
  private static final int LONGEST = 200;

  private Nearest() {}

  /** The closest known word within {@link #EDITS} edits, case and separators aside. */
  public static Optional<String> of(String word, Collection<String> known) {
    String best = null;
    int least = EDITS + 1;
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String slip = plain(word);
    for (String each : known) {
      String right = plain(each);
      if (Math.abs(slip.length() - right.length()) > EDITS) {
        continue;
      }
      int distance = distance(slip, right);
      if (distance < least) {
        least = distance;
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The closest known word that is likely meant: the shorter the word, the fewer edits make it
   * another one. Up to seven letters one edit, up to three none but case and separators.
   */
  public static Optional<String> likely(String word, Collection<String> known) {
    int length = plain(word).length();
    int most = length <= 3 ? 0 : length <= 7 ? 1 : EDITS;
    return of(word, known).filter(near -> distance(plain(word), plain(near)) <= most);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        edits[i][j] =
            Math.min(
                Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1), edits[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
