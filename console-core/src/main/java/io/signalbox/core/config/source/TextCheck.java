package io.signalbox.core.config.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of a file's bytes before any parser sees them. Stateless. */
final class TextCheck {

  /**
   * The longest line of a YAML file, bytes. Its reader takes time by the square of what stands
   * between two spaces.
   */
  static final int MAX_YAML_LINE = 100_000;

  private TextCheck() {}

  /**
   * Why they are not read at all: no UTF-8, or of YAML a line that is too long; empty if they are.
   */
  static Optional<Diagnostic> of(byte[] bytes, String displayName, boolean yaml) {
    Location bad = firstBadByte(bytes, displayName);
    if (bad != null) {
      return Optional.of(
          Diagnostic.error(
              "NOT_UTF8",
              bad + ": not UTF-8 text",
              bad,
              "",
              "Save the file as UTF-8 without a mark"));
    }
    Location tooLong = yaml ? firstLongLine(bytes, displayName) : null;
    if (tooLong != null) {
      return Optional.of(
          Diagnostic.error(
              "LINE_TOO_LONG",
              "%s: a line of more than %,d bytes".formatted(tooLong, MAX_YAML_LINE),
              tooLong,
              "",
              "Break the line, or write the file as JSON"));
    }
    return Optional.empty();
  }

  /** Where the text begins: behind a byte order mark, if there is one. */
  static int begin(byte[] bytes) {
    return startsWithByteOrderMark(bytes) ? 3 : 0;
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /**
   * Where the text stops being UTF-8; null where it never does. Decodes a little at a time. A zero
   * byte is good UTF-8 and in no text: it is every second one of UTF-16, which a JSON parser would
   * read by itself, with places that are not those of the bytes.
   */
  private static @Nullable Location firstBadByte(byte[] bytes, String displayName) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8_192);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    int good = result.isError() ? in.position() : bytes.length;
    int zero = new String(bytes, 0, good, StandardCharsets.ISO_8859_1).indexOf(0);
    int end = zero < 0 ? good : zero;
    if (end == bytes.length) {
      return null;
    }
    int line = 1;
    int column = 1;
    for (int i = 0; i < end; i++) {
      column = bytes[i] == '\n' ? 1 : column + 1;
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return new Location(displayName, line, column);
  }

  /** Where a line begins that is too long; null where there is none. */
  private static @Nullable Location firstLongLine(byte[] bytes, String displayName) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        line += bytes[i] == '\n' ? 1 : 0;
        start = i + 1;
      } else if (i - start >= MAX_YAML_LINE) {
        return new Location(displayName, line, 1);
      }
    }
    return null;
  }
}
