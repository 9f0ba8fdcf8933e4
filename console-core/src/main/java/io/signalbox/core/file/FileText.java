package io.signalbox.core.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file's bytes as the text an edit works on, and back: the byte order mark and the line ends stay
 * the file's own. Immutable.
 *
 * @param text without a byte order mark, line ends as in the file; what is no UTF-8 is replaced
 * @param marked whether a byte order mark stands before it
 * @param readable whether every byte was UTF-8
 */
public record FileText(String text, boolean marked, boolean readable) {

  private static final char MARK = '\uFEFF';

  /** What is no UTF-8 is told by {@link #readable}. */
  public static FileText of(byte[] bytes) {
    boolean readable = true;
    String all = new String(bytes, StandardCharsets.UTF_8);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      readable = false;
    }
    boolean marked = !all.isEmpty() && all.charAt(0) == MARK;
    return new FileText(marked ? all.substring(1) : all, marked, readable);
  }

  /** As it stands in the file. */
  String withMark() {
    return marked ? MARK + text : text;
  }

  /** The line end that most of the lines have; {@code "\n"} where there is none. */
  public String lineEnd() {
    return lineEnd(text);
  }

  static String lineEnd(String text) {
    int all = 0;
    int withReturn = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      all++;
      withReturn += at > 0 && text.charAt(at - 1) == '\r' ? 1 : 0;
    }
    return 2 * withReturn > all ? "\r\n" : "\n";
  }

  /**
   * A text that somebody typed over this one, with the line ends this one has: lines before the
   * first and behind the last that was changed keep their own, those between get the file's.
   */
  public String typedOver(String typed) {
    List<String> had = lines(text);
    List<String> has = lines(unmarked(typed));
    int most = Math.min(had.size(), has.size());
    int before = 0;
    while (before < most && same(had.get(before), has.get(before))) {
      before++;
    }
    int behind = 0;
    while (behind < most - before
        && same(had.get(had.size() - 1 - behind), has.get(has.size() - 1 - behind))) {
      behind++;
    }
    StringBuilder result = new StringBuilder(typed.length());
    had.subList(0, before).forEach(result::append);
    String end = lineEnd();
    for (String line : has.subList(before, has.size() - behind)) {
      result.append(content(line));
      if (line.endsWith("\n")) {
        result.append(end);
      }
    }
    had.subList(had.size() - behind, had.size()).forEach(result::append);
    return result.toString();
  }

  /** With their line ends; the last may have none. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      lines.add(text.substring(from, at + 1));
      from = at + 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  private static boolean same(String one, String other) {
    return one.endsWith("\n") == other.endsWith("\n") && content(one).equals(content(other));
  }

  private static String content(String line) {
    int end = line.length();
    if (line.endsWith("\n")) {
      end -= line.endsWith("\r\n") ? 2 : 1;
    }
    return line.substring(0, end);
  }

  private static String unmarked(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  /** Empty where the text holds half of a character, which no file can. */
  static Optional<byte[]> bytes(String text, boolean marked) {
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(marked ? MARK + text : text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
