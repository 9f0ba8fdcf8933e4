package io.signalbox.app.ui.templates.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a line of JSON, by the line alone. Stateless. */
public final class JsonTokens {

  // Possessive: a text of any length, as user data is, takes neither a stack nor a second try.
  private static final Pattern PART =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\]|\\\\.)*+\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\]|\\\\.)*+\")"
              + "|(?<number>-?\\b\\d[\\d.eE+-]*\\b|\\btrue\\b|\\bfalse\\b|\\bnull\\b)");

  private JsonTokens() {}

  /** What a part is, with the style class of its colour. */
  public enum Kind {
    KEY("json-key"),
    TEXT("json-text"),
    NUMBER("json-number"),
    PLAIN("json-plain");

    private final String styleClass;

    Kind(String styleClass) {
      this.styleClass = styleClass;
    }

    public String styleClass() {
      return styleClass;
    }
  }

  /**
   * A part of a line.
   *
   * @param to behind its last character
   */
  public record Token(Kind kind, int from, int to) {}

  /** All of a line, from its beginning to its end. */
  public static List<Token> of(String line) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = PART.matcher(line);
    int from = 0;
    while (matcher.find()) {
      if (matcher.start() > from) {
        tokens.add(new Token(Kind.PLAIN, from, matcher.start()));
      }
      Kind kind =
          matcher.group("key") != null
              ? Kind.KEY
              : matcher.group("text") != null ? Kind.TEXT : Kind.NUMBER;
      tokens.add(new Token(kind, matcher.start(), matcher.end()));
      from = matcher.end();
    }
    if (from < line.length()) {
      tokens.add(new Token(Kind.PLAIN, from, line.length()));
    }
    return tokens;
  }

  /**
   * The end of what begins at a column, for a mark under it: of the word that stands there, else of
   * the line.
   */
  static int endOf(String line, int column) {
    return of(line).stream()
        .filter(
            token -> token.kind() != Kind.PLAIN && token.from() <= column && column < token.to())
        .findFirst()
        .map(Token::to)
        .orElse(line.length());
  }
}
