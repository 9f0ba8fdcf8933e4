package io.signalbox.core.config.source;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values laid out by lines and indents, as people write YAML. Stateless. */
final class YamlLines {

  /** Text that reads as itself without quotes, wherever it stands. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

  private YamlLines() {}

  /**
   * The fields of an object, the first where the text ends, each other on a line of its own.
   *
   * @param indent of the lines behind the first
   */
  static String of(Map<?, ?> fields, String indent, String lineEnd) {
    return fields.entrySet().stream()
        .map(each -> field(String.valueOf(each.getKey()), each.getValue(), indent, lineEnd))
        .collect(Collectors.joining(lineEnd + indent));
  }

  private static String field(String key, Object value, String indent, String lineEnd) {
    String name = TextEdit.plain(key) + ":";
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      String within = indent + "  ";
      return name + lineEnd + within + of(map, within, lineEnd);
    }
    return name + " " + onOneLine(value);
  }

  private static String onOneLine(Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().map(YamlLines::onOneLine).collect(Collectors.joining(", ", "[", "]"));
      case String text when PLAIN.matcher(text).matches() -> TextEdit.plain(text);
      default -> TextEdit.inline(value);
    };
  }
}
