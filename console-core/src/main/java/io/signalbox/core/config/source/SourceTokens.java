package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one file, with their places, every limit of {@link SourceReader} checked as they
 * come. What is over a limit ends the walk. Used by one thread.
 */
public final class SourceTokens {

  private final JsonParser parser;
  private final boolean yaml;
  private final Location first;
  private final int offset;
  // The document's first token, until it is asked for.
  private @Nullable JsonToken begun;
  private int depth;
  private int keys;
  private int items;

  /**
   * @param first where the text begins in its file
   * @param offset of the text in its bytes
   */
  SourceTokens(JsonParser parser, boolean yaml, Location first, int offset) {
    this.parser = parser;
    this.yaml = yaml;
    this.first = first;
    this.offset = offset;
  }

  /** Goes over the whole document, of which there must be one and nothing behind it. */
  void walkWhole(Walk walk) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new Stopped(
          Diagnostic.error(
              "FILE_EMPTY", first.file() + " is empty", null, "", "Write at least {}"));
    }
    begun = token;
    walk.over(this);
    if (parser.nextToken() != null) {
      throw stop(
          "TRAILING_CONTENT",
          here(),
          "more text after the end of the document",
          "Remove it, or close the document later");
    }
  }

  /** The next token; the document has not ended. */
  public JsonToken more() throws IOException {
    JsonToken token = begun == null ? parser.nextToken() : begun;
    begun = null;
    // Within a document a parser tells a missing end by itself.
    return Objects.requireNonNull(token);
  }

  /** The name of the field that the token is, or belongs to. */
  public String name() throws IOException {
    return parser.currentName();
  }

  /** Where the token begins. */
  public Location here() {
    return place(parser.currentTokenLocation());
  }

  /** Where the token begins, in bytes of the file. */
  public int begin() {
    return offset + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where the token ends, in bytes of the file. */
  public int end() {
    return offset + (int) parser.currentLocation().getByteOffset();
  }

  Location place(@Nullable JsonLocation location) {
    if (location == null) {
      return first;
    }
    int line = Math.max(1, location.getLineNr());
    int column = Math.max(1, location.getColumnNr());
    return new Location(
        first.file(), first.line() + line - 1, line == 1 ? first.column() + column - 1 : column);
  }

  /** The value of a token that is neither object nor list: as {@link SourceNode#toValue}. */
  public @Nullable Object scalar(JsonToken token) throws IOException {
    checkAlias();
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> {
        checkDigits();
        yield whole();
      }
      case VALUE_NUMBER_FLOAT -> finite();
      case START_OBJECT,
          START_ARRAY,
          NOT_AVAILABLE,
          END_OBJECT,
          END_ARRAY,
          FIELD_NAME,
          VALUE_EMBEDDED_OBJECT ->
          throw stop("SYNTAX_ERROR", here(), "unexpected " + token, "");
    };
  }

  private double finite() throws IOException {
    checkDigits();
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw stop(
          "NUMBER_TOO_LARGE",
          here(),
          "a number is between -1.8e308 and 1.8e308",
          "Write one in this range, or as text in quotes");
    }
    return value;
  }

  private Object whole() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getBigIntegerValue();
    };
  }

  /** Goes over a value, to its last token, and keeps nothing of it. */
  public void skip(JsonToken token) throws IOException {
    checkAlias();
    switch (token) {
      case START_OBJECT -> {
        enter();
        while (more() == JsonToken.FIELD_NAME) {
          countKey();
          skip(more());
        }
        leave();
      }
      case START_ARRAY -> {
        enter();
        for (JsonToken item = more(); item != JsonToken.END_ARRAY; item = more()) {
          countItem();
          skip(item);
        }
        leave();
      }
      case VALUE_NUMBER_INT -> checkDigits();
      case VALUE_NUMBER_FLOAT -> finite();
      case VALUE_STRING, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {
        // nothing to go over
      }
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw stop("SYNTAX_ERROR", here(), "unexpected " + token, "");
    }
  }

  /** An object or list begins. */
  public void enter() {
    checkAlias();
    if (++depth > SourceReader.MAX_DEPTH) {
      throw stop("TOO_DEEP", here(), "nested deeper than " + SourceReader.MAX_DEPTH, "Flatten it");
    }
  }

  /** An object or list ends. */
  public void leave() {
    depth--;
  }

  /** A key of an object was met. */
  public void countKey() {
    checkCount(++keys, "keys");
  }

  /** An item of a list was met. */
  public void countItem() {
    checkCount(++items, "list items");
  }

  /**
   * A part of the file that is read by itself later: its keys and items are counted for themselves.
   */
  public void part(Walk walk) throws IOException {
    int keysBefore = keys;
    int itemsBefore = items;
    keys = 0;
    items = 0;
    walk.over(this);
    keys = keysBefore;
    items = itemsBefore;
  }

  private void checkAlias() {
    if (yaml && ((YAMLParser) parser).isCurrentAlias()) {
      throw stop(
          "YAML_ALIAS", here(), "aliases (*name) are not read", "Write the value where it is used");
    }
  }

  private void checkDigits() throws IOException {
    // Signs, the point and the exponent's letter come on top.
    int max = SourceReader.MAX_DIGITS;
    int length = parser.getTextLength();
    if (length > max + 4
        || (length > max && parser.getText().chars().filter(Character::isDigit).count() > max)) {
      throw stop(
          "NUMBER_TOO_LONG",
          here(),
          "a number of more than " + SourceReader.MAX_DIGITS + " digits",
          "Write it shorter, or as text in quotes");
    }
  }

  private void checkCount(int count, String what) {
    if (count > SourceReader.MAX_VALUES) {
      throw stop(
          "TOO_MANY_VALUES",
          here(),
          "more than %,d %s in one file".formatted(SourceReader.MAX_VALUES, what),
          "Split the file, or take out what is not needed");
    }
  }

  private static Stopped stop(String code, Location at, String what, String hint) {
    return new Stopped(Diagnostic.error(code, at + ": " + what, at, "", hint));
  }

  /** What is done with the tokens. */
  @FunctionalInterface
  public interface Walk {
    void over(SourceTokens tokens) throws IOException;
  }

  /** Ends a walk with one diagnostic; never leaves this package. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Diagnostic diagnostic;

    private Stopped(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
      return diagnostic;
    }
  }
}
