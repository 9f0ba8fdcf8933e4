package io.signalbox.core.config.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.config.source.TextNode.Member;
import io.signalbox.core.config.source.TextNode.Shape;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into, and takes them out of, the text of a JSON or YAML file in the text's own style;
 * every character of everything else stays. Each edit makes a new text, of which the places are to
 * be asked anew. Immutable.
 *
 * @param text without a byte order mark
 * @param yaml whether it is YAML, else JSON
 * @param lineEnd what ends a line that is added
 */
public record TextEdit(String text, boolean yaml, String lineEnd) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Within text in quotes alone; a file that holds them is refused, or shown wrongly. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern WORD_OF_YAML =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  /** Where everything stands. */
  public TextNode root() {
    return TextParser.parse(text, yaml);
  }

  /** Puts another value in a member's place; comments in the old one go with it. */
  public TextEdit replace(Member member, @Nullable Object value) {
    TextNode old = member.value();
    String with = inline(value);
    if (!old.block() && old.start() < old.end()) {
      return splice(old.start(), old.end(), with);
    }
    if (member.keyEnd() == member.from()) {
      return splice(old.start(), old.end(), with);
    }
    // By lines, or nothing at all: the value goes behind the colon, before a comment of that line.
    int colon = text.indexOf(':', member.keyEnd()) + 1;
    int lineEnd = endOfLine(colon);
    String rest =
        old.start() < old.end() ? text.substring(colon, Math.min(lineEnd, old.start())) : "";
    return splice(
        colon,
        Math.max(colon, old.end()),
        " " + with + (rest.isBlank() ? "" : rest.stripTrailing()));
  }

  /** Adds a field behind the last one, on a line of its own where the others have one. */
  public TextEdit add(TextNode object, String key, @Nullable Object value) {
    if (object.block()) {
      int at = endOfLine(object.end());
      String indent = " ".repeat(column(object.members().getFirst().from()));
      return splice(at, at, lineEnd + indent + plain(key) + ": " + inline(value));
    }
    return add(object, inline(key) + ": " + inline(value));
  }

  /**
   * Adds an entry to a list, or under its key to an object: over several lines where the others
   * stand on lines of their own.
   *
   * @param key null in a list
   */
  public TextEdit addEntry(TextNode container, @Nullable String key, Object value) {
    boolean empty = container.members().isEmpty();
    String between = empty ? "" : separator(container);
    boolean lines = between.indexOf('\n') >= 0;
    String indent = lines ? between.substring(between.lastIndexOf('\n') + 1) : "    ";
    String named = key == null ? "" : inline(key) + ": ";
    if (!empty) {
      return add(container, named + (lines ? lines(value, indent) : inline(value)));
    }
    return add(container, lineEnd + indent + named + lines(value, indent) + lineEnd + "  ");
  }

  /**
   * Adds an object behind the last of a list, or under a key to an object: by lines where the
   * others stand so.
   *
   * @param key empty in a list
   * @param item at least one field
   */
  public TextEdit addItem(TextNode container, String key, Map<String, ?> item) {
    if (!container.block()) {
      return addEntry(container, key.isEmpty() ? null : key, item);
    }
    int at = endOfLine(container.end());
    int first = container.members().getFirst().from();
    int begin = key.isEmpty() ? text.lastIndexOf('-', first - 1) : first;
    String indent = " ".repeat(begin < 0 ? 0 : column(begin));
    String within = indent + "  ";
    String head = key.isEmpty() ? "- " : plain(key) + ":" + lineEnd + within;
    return splice(at, at, lineEnd + indent + head + YamlLines.of(item, within, lineEnd));
  }

  /** Adds a rendered member to a collection in brackets. */
  private TextEdit add(TextNode container, String member) {
    if (container.members().isEmpty()) {
      return splice(container.start() + 1, container.end() - 1, member);
    }
    int at = container.members().getLast().to();
    return splice(at, at, "," + separator(container) + member);
  }

  /** Takes a member out, with its line where it has one of its own. */
  public TextEdit remove(TextNode container, Member member) {
    if (container.members().size() == 1) {
      return container.block()
          ? splice(
              container.start(), container.end(), container.shape() == Shape.LIST ? "[]" : "{}")
          : splice(container.start() + 1, container.end() - 1, "");
    }
    if (container.block()) {
      return removeLines(member);
    }
    int at = container.members().indexOf(member);
    if (at + 1 < container.members().size()) {
      return splice(member.from(), container.members().get(at + 1).from(), "");
    }
    return splice(container.members().get(at - 1).to(), member.to(), "");
  }

  private TextEdit removeLines(Member member) {
    int begin = text.lastIndexOf('\n', member.from() - 1) + 1;
    int to = Math.max(member.to(), member.keyEnd());
    String before = text.substring(begin, member.from()).strip();
    boolean item = member.key().isEmpty() && member.keyEnd() == member.from();
    if (before.isEmpty() || item && before.equals("-")) {
      int end = endOfLine(to);
      if (end == text.length()) {
        // The last line, that nothing ends: the line before it ends the file as this one did.
        int from = text.startsWith("\r\n", begin - 2) ? begin - 2 : Math.max(0, begin - 1);
        return splice(from, end, "");
      }
      int next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      return splice(begin, next, "");
    }
    // The first of a list's item stands behind its dash; the next may begin a line below.
    return splice(member.from(), to(to, member), "");
  }

  /** Behind the colon too where there is no value. */
  private int to(int to, Member member) {
    return member.value().start() < member.value().end()
        ? to
        : text.indexOf(':', member.keyEnd()) + 1;
  }

  /**
   * What stands between the container's members besides the comma: a space, or a line end and an
   * indent.
   */
  private String separator(TextNode container) {
    Member last = container.members().getLast();
    int count = container.members().size();
    int from = count > 1 ? container.members().get(count - 2).to() : container.start() + 1;
    String between = text.substring(from, last.from());
    int lineBreak = between.lastIndexOf('\n');
    if (lineBreak >= 0) {
      String cr = lineBreak > 0 && between.charAt(lineBreak - 1) == '\r' ? "\r" : "";
      return cr + between.substring(lineBreak);
    }
    return count == 1 ? " " : between.substring(between.indexOf(',') + 1);
  }

  private int column(int at) {
    return text.codePointCount(text.lastIndexOf('\n', at - 1) + 1, at);
  }

  /** Of the line that a place is on, before its line end. */
  private int endOfLine(int at) {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      return text.length();
    }
    return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private TextEdit splice(int from, int to, String with) {
    return new TextEdit(text.substring(0, from) + with + text.substring(to), yaml, lineEnd);
  }

  /** A key as YAML has it: without quotes where it needs none. */
  static String plain(String key) {
    boolean plain = PLAIN_KEY.matcher(key).matches() && !WORD_OF_YAML.matcher(key).matches();
    return plain ? key : inline(key);
  }

  /** A value on one line: {@code {"a": 1, "b": [1, 2]}}. */
  public static String inline(@Nullable Object value) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEntrySpacing(Separators.Spacing.AFTER)
                .withArrayValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(DefaultPrettyPrinter.NopIndenter.instance);
    printer.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
    return write(value, printer);
  }

  /** An object over several lines, indented to stand where {@code indent} says. */
  private String lines(Object value, String indent) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    // Line ends within text are escaped: every one of these is the printer's.
    printer.indentObjectsWith(new DefaultIndenter("  ", lineEnd + indent));
    printer.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
    return write(value, printer);
  }

  private static String write(@Nullable Object value, DefaultPrettyPrinter printer) {
    try {
      String written = JSON.writer(printer).writeValueAsString(value);
      return UNPRINTABLE
          .matcher(written)
          .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value: " + e.getOriginalMessage(), e);
    }
  }
}
