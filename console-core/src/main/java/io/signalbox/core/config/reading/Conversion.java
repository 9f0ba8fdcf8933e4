package io.signalbox.core.config.reading;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.provider.ConfigField;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of what is written the value that a declaration means. Used by one thread. */
final class Conversion {

  /** Whole numbers are smaller than this, and larger than its negative. */
  private static final long BOUND = 1_000_000_000_000_000_000L;

  private final Substitution substitution;

  Conversion(Substitution substitution) {
    this.substitution = substitution;
  }

  /** The value; null where it is none of its kind. */
  @Nullable Object of(SourceNode node, ConfigField.Kind kind) {
    Object value = node.toValue();
    return switch (kind) {
      case TEXT -> node instanceof ScalarNode && value != null ? value.toString() : null;
      case INTEGER -> whole(node);
      case NUMBER ->
          value instanceof Long || (value instanceof Double any && Double.isFinite(any))
              ? ((Number) value).doubleValue()
              : number(node) instanceof BigDecimal n ? n.doubleValue() : null;
      case BOOLEAN ->
          value instanceof Boolean
              ? value
              : substitution.wasSubstituted(node) && "true".equalsIgnoreCase(String.valueOf(value))
                  ? Boolean.TRUE
                  : substitution.wasSubstituted(node)
                          && "false".equalsIgnoreCase(String.valueOf(value))
                      ? Boolean.FALSE
                      : null;
      case TEXT_LIST -> texts(node);
      case MAP ->
          node instanceof ObjectNode object
              ? withoutNulls(object)
              : node instanceof ArrayNode ? namesToTrue(node) : null;
    };
  }

  /** As most are written: to load BigDecimal takes longer than to read a file of these. */
  private @Nullable Long whole(SourceNode node) {
    return node.toValue() instanceof Long plain && plain > -BOUND && plain < BOUND
        ? plain
        : number(node) instanceof BigDecimal n && isWhole(n) ? n.longValue() : null;
  }

  /** Numbers are read from text only where a variable put the text there. */
  private @Nullable BigDecimal number(SourceNode node) {
    Object value = node.toValue();
    if (value instanceof String text && text.length() > SourceReader.MAX_DIGITS) {
      return null;
    }
    try {
      return value instanceof Number || value instanceof String && substitution.wasSubstituted(node)
          ? new BigDecimal(value.toString().trim())
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0
        && number.abs().compareTo(BigDecimal.valueOf(BOUND)) < 0;
  }

  private static @Nullable List<String> texts(SourceNode node) {
    if (!(node instanceof ArrayNode array)
        || !array.items().stream()
            .allMatch(item -> item instanceof ScalarNode && item.toValue() != null)) {
      return null;
    }
    return array.items().stream().map(item -> String.valueOf(item.toValue())).toList();
  }

  /** A list of names means each of them is true. */
  private static @Nullable Map<String, Object> namesToTrue(SourceNode node) {
    List<String> names = texts(node);
    if (names == null) {
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    names.forEach(name -> map.put(name, true));
    return map;
  }

  static Map<String, Object> withoutNulls(ObjectNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    object
        .toValue()
        .forEach((key, value) -> {
          if (value != null) {
            map.put(key, value);
          }
        });
    return map;
  }
}
