package io.signalbox.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked for by name and not in this edition, with the nearest that is. */
final class AbsentVerbs {

  /** By the words after the program's name. */
  private static final Map<String, String> NEAREST =
      Map.of(
          "templates migrate",
          "'signalbox templates show ID --provider P --format json' and 'signalbox templates"
              + " create --layer FILE' copy one",
          "serve",
          "the window watches and drives by itself, and so does each verb while it lives, such"
              + " as 'signalbox requests watch ID'");

  private AbsentVerbs() {}

  /**
   * What does the nearest.
   *
   * @param words the command without the program's name, such as {@code templates migrate}
   * @return null for words that name nothing absent
   */
  static @Nullable String nearest(String words) {
    return NEAREST.get(words);
  }
}
