package io.signalbox.app.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The words that the glossary says are no longer used, read from it. */
record OldWords(List<Word> words) {

  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.+) \\| (.+) \\|");
  private static final String HEADING = "## Words that were left";

  /** A word, what is said instead, and why. */
  record Word(String old, String instead, String why, Pattern pattern) {}

  static OldWords read(Path glossary) throws IOException {
    String text = Files.readString(glossary);
    return new OldWords(
        ROW.matcher(text.substring(text.indexOf(HEADING)))
            .results()
            .map(row -> new Word(row.group(1), row.group(2), row.group(3), whole(row.group(1))))
            .toList());
  }

  /** The glossary without the words that it says are not used. */
  static String guide(String glossary) {
    return glossary.substring(0, glossary.indexOf(HEADING));
  }

  private static Pattern whole(String words) {
    String last = words.endsWith(":") ? "" : "(?![A-Za-z0-9-])";
    return Pattern.compile(
        "(?<![A-Za-z0-9.-])" + Pattern.quote(words).replace(" ", "\\E[\\s_]+\\Q") + last,
        Pattern.CASE_INSENSITIVE);
  }

  /** What is wrong with a text, one line for each old word in it. */
  Stream<String> in(String where, String text) {
    return words.stream()
        .filter(word -> word.pattern().matcher(text).find())
        .map(word ->
            where
                + ": \""
                + word.old()
                + "\" in \""
                + text.strip()
                + "\", say \""
                + word.instead()
                + "\": "
                + word.why());
  }
}
