package io.signalbox.core.log;

/**
 * Shows text from outside as text: what a terminal would obey, what changes the direction of
 * writing, and what cannot be seen are written out, such as {@code \n}, {@code &#92;u001b} or
 * {@code &#92;u202e}. Everything written to a terminal goes through here. Stateless.
 */
public final class VisibleText {

  private VisibleText() {}

  /** Of one line: a line end is written out too, so that nobody can add a line of his own. */
  public static String line(String text) {
    return shown(text, false);
  }

  /** Of several lines, which keep their ends. */
  public static String lines(String text) {
    return shown(text, true);
  }

  /** Whether a character does something else than to show itself. */
  static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** Whether nothing in a text has to be written out, and it has no line end. */
  public static boolean isPlain(String text) {
    return text.codePoints().noneMatch(VisibleText::isHidden);
  }

  private static String shown(String text, boolean keepsLineEnds) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(each -> {
          if (!isHidden(each) || (each == '\n' && keepsLineEnds)) {
            shown.appendCodePoint(each);
          } else {
            shown.append(writtenOut(each));
          }
        });
    return shown.toString();
  }

  private static String writtenOut(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          character <= Character.MAX_VALUE ? unicode(character) : "\\U%08x".formatted(character);
    };
  }

  static String unicode(int character) {
    return "\\u%04x".formatted(character);
  }
}
