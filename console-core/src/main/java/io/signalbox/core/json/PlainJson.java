package io.signalbox.core.json;

/**
 * Goes over JSON that is as RFC 8259 wants it, with where each value begins. It knows no mistakes:
 * whatever it does not take is left to Jackson's parser, which reads it or says what is wrong. For
 * the start of a process, where that parser takes longer to load than any file to read: it makes
 * {@code BigDecimal}, which makes powers of five of 4,700 words first. Used by one thread.
 */
public final class PlainJson {

  /** What a value begins with, or is. */
  public enum Token {
    OBJECT,
    ARRAY,
    TEXT,
    /** Without fraction or exponent, and within a {@code long}. */
    WHOLE,
    /** With fraction or exponent, of at most 18 characters. */
    FRACTION,
    TRUE,
    FALSE,
    NULL
  }

  /** The deepest nesting gone into. */
  public static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER = 18;

  private final char[] text;
  private int next;
  private int line;
  private int lineStart;
  // Bytes of UTF-8 on this line beyond one for each char.
  private int wider;
  private int depth;
  private int beginLine = 1;
  private int beginColumn = 1;
  private String value = "";

  public PlainJson(String text) {
    this(text, 1, 1);
  }

  /**
   * @param line where the text begins in a longer one, from 1
   * @param column likewise
   */
  public PlainJson(String text, int line, int column) {
    this.text = text.toCharArray();
    this.line = line;
    this.lineStart = 1 - column;
  }

  /** This is Jackson's to read. */
  public static final class NotPlain extends Exception {
    private static final long serialVersionUID = 1L;

    private NotPlain() {
      super("Not plain JSON", null, false, false);
    }
  }

  /** The line of the value or key that was gone over last, from 1. */
  public int line() {
    return beginLine;
  }

  /** Where on its line that begins, in bytes of UTF-8, from 1. */
  public int column() {
    return beginColumn;
  }

  /** The key or text that was gone over last, or the number as it stands there. */
  public String value() {
    return value;
  }

  /** Goes over a value, or into an object or list. */
  public Token next() throws NotPlain {
    char first = begin();
    switch (first) {
      case '{' -> {
        enter();
        return Token.OBJECT;
      }
      case '[' -> {
        enter();
        return Token.ARRAY;
      }
      case '"' -> {
        value = quoted();
        return Token.TEXT;
      }
      case 't' -> {
        return word("true", Token.TRUE);
      }
      case 'f' -> {
        return word("false", Token.FALSE);
      }
      case 'n' -> {
        return word("null", Token.NULL);
      }
      default -> {
        return number();
      }
    }
  }

  /**
   * In an object: goes over the next key, to before its value, or out of the object.
   *
   * @param first whether no key of it was gone over yet
   * @return whether there is one
   */
  public boolean key(boolean first) throws NotPlain {
    if (!goesOn('}', first)) {
      return false;
    }
    if (begin() != '"') {
      throw new NotPlain();
    }
    value = quoted();
    if (blanks() != ':') {
      throw new NotPlain();
    }
    next++;
    return true;
  }

  /**
   * In a list: to before its next item, or out of the list.
   *
   * @param first whether no item of it was gone over yet
   * @return whether there is one
   */
  public boolean item(boolean first) throws NotPlain {
    return goesOn(']', first);
  }

  /** Refuses whatever stands behind the value. */
  public void end() throws NotPlain {
    if (blanks() != 0 || next < text.length) {
      throw new NotPlain();
    }
  }

  /** To leave it to Jackson for a reason of the caller's. */
  public NotPlain refusal() {
    return new NotPlain();
  }

  private boolean goesOn(char end, boolean first) throws NotPlain {
    char found = blanks();
    if (found == end) {
      next++;
      depth--;
      return false;
    }
    if (!first) {
      if (found != ',') {
        throw new NotPlain();
      }
      next++;
    }
    return true;
  }

  private void enter() throws NotPlain {
    next++;
    if (++depth > MAX_DEPTH) {
      throw new NotPlain();
    }
  }

  /** The first character of what follows blanks, remembered as the place of a value or key. */
  private char begin() {
    char first = blanks();
    beginLine = line;
    beginColumn = next - lineStart + wider + 1;
    return first;
  }

  /** What follows blanks; 0 at the end, and also for what stands nowhere in JSON. */
  private char blanks() {
    while (next < text.length) {
      char c = text[next];
      if (c > ' ') {
        return c;
      }
      if (!isBlank(c)) {
        return 0;
      }
      next++;
      if (c == '\n' || (c == '\r' && (next == text.length || text[next] != '\n'))) {
        line++;
        lineStart = next;
        wider = 0;
      }
    }
    return 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private Token word(String word, Token token) throws NotPlain {
    int end = next + word.length();
    if (end > text.length || !word.equals(new String(text, next, word.length()))) {
      throw new NotPlain();
    }
    next = end;
    behindScalar();
    return token;
  }

  /** A word or number ends before a blank, and within an object or list before its next mark. */
  private void behindScalar() throws NotPlain {
    if (next < text.length) {
      char c = text[next];
      if (!isBlank(c) && (depth == 0 || (c != ',' && c != ']' && c != '}'))) {
        throw new NotPlain();
      }
    }
  }

  private Token number() throws NotPlain {
    int start = next;
    if (at('-')) {
      next++;
    }
    if (at('0')) {
      next++;
    } else {
      digits();
    }
    Token token = Token.WHOLE;
    if (at('.')) {
      next++;
      digits();
      token = Token.FRACTION;
    }
    if (at('e') || at('E')) {
      next++;
      if (at('+') || at('-')) {
        next++;
      }
      digits();
      token = Token.FRACTION;
    }
    if (next - start > MAX_NUMBER) {
      throw new NotPlain();
    }
    value = new String(text, start, next - start);
    behindScalar();
    return token;
  }

  private boolean at(char wanted) {
    return next < text.length && text[next] == wanted;
  }

  private void digits() throws NotPlain {
    int start = next;
    while (next < text.length && text[next] >= '0' && text[next] <= '9') {
      next++;
    }
    if (next == start) {
      throw new NotPlain();
    }
  }

  private String quoted() throws NotPlain {
    char[] all = text;
    int start = next + 1;
    int at = start;
    while (at < all.length) {
      char c = all[at];
      if (c == '"') {
        next = at + 1;
        return new String(all, start, at - start);
      }
      if (c == '\\') {
        return escaped(start, at);
      }
      inText(c);
      at++;
    }
    throw new NotPlain();
  }

  /** A text with escapes; the first stands at {@code at}. */
  private String escaped(int start, int at) throws NotPlain {
    StringBuilder read = new StringBuilder().append(text, start, at - start);
    next = at;
    while (next < text.length) {
      char c = text[next++];
      if (c == '"') {
        return read.toString();
      }
      if (c == '\\') {
        read.append(escape());
      } else {
        inText(c);
        read.append(c);
      }
    }
    throw new NotPlain();
  }

  private char escape() throws NotPlain {
    char kind = next < text.length ? text[next++] : 0;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw new NotPlain();
    };
  }

  private char hexadecimal() throws NotPlain {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char digit = next < text.length ? text[next++] : 0;
      int number = digit < 0x80 ? Character.digit(digit, 16) : -1;
      if (number < 0) {
        throw new NotPlain();
      }
      code = code * 16 + number;
    }
    // Of halves that find no other, the parser has its own to say.
    if (Character.isSurrogate((char) code)) {
      throw new NotPlain();
    }
    return (char) code;
  }

  /** Refuses what may not stand in a text, or is what a decoder puts for broken bytes. */
  private void inText(char c) throws NotPlain {
    if (c < ' ' || c == '\uFFFD') {
      throw new NotPlain();
    }
    if (c >= 0x80) {
      wider += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
  }
}
