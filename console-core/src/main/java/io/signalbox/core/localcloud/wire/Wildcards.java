package io.signalbox.core.localcloud.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text with wildcards, {@code *} for any letters and {@code ?} for one. Whatever is asked, a text
 * is looked at in a time by the product of both lengths at most: a regular expression made of many
 * stars would hold a processor for hours. Immutable.
 */
public final class Wildcards {

  private static final int ANY = -1;
  private static final int ONE = -2;

  // Letters, and what stands for others.
  private final int[] parts;

  private Wildcards(List<Integer> parts) {
    this.parts = parts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** With {@code *} and {@code ?}, and those as they are behind a backslash. */
  public static Wildcards of(String text) {
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\\' -> {
          i = Math.min(i + 1, text.length() - 1);
          parts.add((int) text.charAt(i));
        }
        case '*' -> parts.add(ANY);
        case '?' -> parts.add(ONE);
        default -> parts.add((int) each);
      }
    }
    return new Wildcards(parts);
  }

  /** With {@code *} alone. */
  public static Wildcards ofStars(String text) {
    return new Wildcards(
        IntStream.range(0, text.length())
            .mapToObj(i -> text.charAt(i) == '*' ? ANY : (int) text.charAt(i))
            .toList());
  }

  /** Whether it stands for all of a text. */
  public boolean matches(String text) {
    int part = 0;
    int at = 0;
    // The latest star, and how far the text is that it stands for.
    int star = -1;
    int taken = 0;
    while (at < text.length()) {
      if (part < parts.length && (parts[part] == ONE || parts[part] == text.charAt(at))) {
        part++;
        at++;
      } else if (part < parts.length && parts[part] == ANY) {
        star = part++;
        taken = at;
      } else if (star >= 0) {
        part = star + 1;
        at = ++taken;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY) {
      part++;
    }
    return part == parts.length;
  }
}
