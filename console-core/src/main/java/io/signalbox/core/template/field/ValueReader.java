package io.signalbox.core.template.field;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.config.source.SourceReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field's value as its kind says. A type that cannot be read is an error and the field
 * stays unset; one that was read all the same is a warning; a value out of range is kept, with an
 * error.
 */
public final class ValueReader {

  static final int MAX_USER_DATA = 16 * 1024;

  private final FieldDef def;
  private final List<Diagnostic> told;
  private final String templateId;

  public ValueReader(FieldDef def, List<Diagnostic> told, String templateId) {
    this.def = def;
    this.told = told;
    this.templateId = templateId;
  }

  public @Nullable Object read(SourceNode node) {
    Object value =
        switch (def.kind()) {
          case TEXT, HIDDEN_TEXT -> text(node);
          case INTEGER -> whole(node);
          case DECIMAL -> decimal(node);
          case BOOLEAN -> flag(node);
          case LIST -> list(node);
          case TAGS -> tags(node);
          case TYPES -> types(node);
          case PAIRS -> new TypedPairs(told, templateId).read(node);
          case MAP -> node instanceof ObjectNode object ? object.toValue() : null;
        };
    if (value == null) {
      error(node, "WRONG_TYPE", "is %s, expected %s".formatted(found(node), expected()));
      return null;
    }
    checkRange(node, value);
    return value instanceof String text && !def.allowed().isEmpty()
        ? text.toLowerCase(Locale.ROOT)
        : value;
  }

  private static @Nullable String text(SourceNode node) {
    return node instanceof ScalarNode ? Objects.toString(node.toValue(), null) : null;
  }

  private @Nullable Long whole(SourceNode node) {
    BigDecimal number = number(node);
    if (number == null
        || number.stripTrailingZeros().scale() > 0
        || number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return null;
    }
    return number.longValueExact();
  }

  private @Nullable Double decimal(SourceNode node) {
    BigDecimal number = number(node);
    return number == null ? null : number.doubleValue();
  }

  private @Nullable BigDecimal number(SourceNode node) {
    Object value = node.toValue();
    try {
      if (value instanceof Number) {
        return new BigDecimal(value.toString());
      }
      if (value instanceof String text && text.length() <= SourceReader.MAX_DIGITS) {
        BigDecimal number = new BigDecimal(text.trim());
        warning(node, "NUMBER_IN_TEXT", "is the text \"" + text + "\", read as a number");
        return number;
      }
      return null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private @Nullable Boolean flag(SourceNode node) {
    Object value = node.toValue();
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text
        && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
      warning(node, "FLAG_IN_TEXT", "is the text \"" + text + "\", read as true or false");
      return Boolean.valueOf(text.toLowerCase(Locale.ROOT));
    }
    return null;
  }

  /** A list of texts; one text with commas is a list too. */
  private static @Nullable List<String> list(SourceNode node) {
    return switch (node) {
      case ArrayNode array ->
          array.items().stream().allMatch(item -> item instanceof ScalarNode)
              ? array.items().stream()
                  .map(item -> Objects.toString(item.toValue(), ""))
                  .filter(text -> !text.isBlank())
                  .toList()
              : null;
      case ScalarNode scalar ->
          Arrays.stream(String.valueOf(scalar.toValue()).split(","))
              .map(String::trim)
              .filter(text -> !text.isEmpty())
              .toList();
      case ObjectNode object -> null;
    };
  }

  private @Nullable Map<String, Object> tags(SourceNode node) {
    Map<String, Object> tags = new LinkedHashMap<>();
    if (node instanceof ObjectNode object) {
      object.toValue().forEach((key, value) -> tags.put(key, Objects.toString(value, "")));
    } else if (node.toValue() instanceof String text) {
      for (String pair : text.split("[;,]")) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          return null;
        }
        tags.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
    } else {
      return null;
    }
    for (String key : tags.keySet()) {
      if (key.startsWith("signalbox:")) {
        error(
            node,
            "RESERVED_TAG",
            "has tag '" + key + "'; tags that start with signalbox: are ours");
      }
    }
    return tags;
  }

  private static @Nullable Map<String, Object> types(SourceNode node) {
    Map<String, Object> types = new LinkedHashMap<>();
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, @Nullable Object> each : object.toValue().entrySet()) {
        if (!(each.getValue() instanceof Number)) {
          return null;
        }
        types.put(each.getKey(), each.getValue());
      }
      return types;
    }
    List<String> names = list(node);
    if (names == null) {
      return null;
    }
    names.forEach(name -> types.put(name, 1L));
    return types;
  }

  private void checkRange(SourceNode node, Object value) {
    switch (value) {
      case Number number -> checkNumber(node, number);
      case Map<?, ?> map when def.kind() == FieldKind.TYPES ->
          map.values().forEach(each -> checkNumber(node, (Number) each));
      case String text -> checkText(node, text);
      default -> {
        // lists and maps have no range
      }
    }
  }

  private void checkNumber(SourceNode node, Number number) {
    Double least = def.minimum();
    Double max = def.maximum();
    double value = number.doubleValue();
    if (least != null && value < least || max != null && value > max) {
      error(node, "OUT_OF_RANGE", "is %s, expected %s".formatted(number, expected()));
    }
  }

  private void checkText(SourceNode node, String text) {
    if (!def.allowed().isEmpty() && !def.allowed().contains(text.toLowerCase(Locale.ROOT))) {
      error(node, "UNKNOWN_VALUE", "is '%s', expected %s".formatted(text, expected()));
    }
    boolean launchVersion = def.name().equals("launch_template_version");
    if (launchVersion && !text.matches("\\$Latest|\\$Default|[1-9][0-9]*")) {
      error(
          node,
          "UNKNOWN_VALUE",
          "is '%s', expected $Latest, $Default or a number over 0".formatted(text));
    }
    if (def.kind() == FieldKind.HIDDEN_TEXT
        && text.getBytes(StandardCharsets.UTF_8).length > MAX_USER_DATA) {
      error(node, "OUT_OF_RANGE", "is longer than 16 KiB");
    }
  }

  private String expected() {
    if (!def.allowed().isEmpty()) {
      return "one of " + String.join(", ", def.allowed());
    }
    String range = range();
    return switch (def.kind()) {
      case TEXT, HIDDEN_TEXT -> "text";
      case INTEGER -> "a whole number" + range;
      case DECIMAL -> "a number" + range;
      case BOOLEAN -> "true or false";
      case LIST -> "a list of texts";
      case TAGS -> "an object of texts, or \"k=v;k=v\"";
      case TYPES -> "an object of machine types to numbers" + range;
      case PAIRS -> "an object of pairs such as " + TypedPairs.EXAMPLE;
      case MAP -> "an object { }";
    };
  }

  private String range() {
    Double least = def.minimum();
    Double max = def.maximum();
    String from =
        least == null
            ? ""
            : least == Double.MIN_VALUE ? " over 0" : " of at least " + least.longValue();
    return from + (max == null ? "" : " and at most " + max.longValue());
  }

  private String found(SourceNode node) {
    return switch (node) {
      case ObjectNode object -> "an object";
      case ArrayNode array -> "a list";
      case ScalarNode scalar ->
          def.kind() == FieldKind.HIDDEN_TEXT ? "a value" : "'" + scalar.toValue() + "'";
    };
  }

  private void error(SourceNode node, String code, String text) {
    told.add(
        Diagnostic.error(
            code,
            node.location() + ": " + def.name() + " " + text,
            node.location(),
            templateId + "." + def.name(),
            ""));
  }

  private void warning(SourceNode node, String code, String text) {
    told.add(
        Diagnostic.warning(
            code,
            node.location() + ": " + def.name() + " " + text,
            node.location(),
            templateId + "." + def.name(),
            ""));
  }
}
