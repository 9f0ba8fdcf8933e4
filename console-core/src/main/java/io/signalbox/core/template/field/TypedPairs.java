package io.signalbox.core.template.field;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Host Factory's attributes. A value alone is read as a pair, with a warning; what is no pair
 * at all is told and left out, for a scheduler takes no template with a malformed attribute.
 */
final class TypedPairs {

  static final String EXAMPLE = "{\"ncpus\": [\"Numeric\", \"4\"]}";

  private static final String TEXT = "String";
  private static final String NUMBER = "Numeric";
  private static final String TRUTH = "Boolean";
  private static final Set<String> TRUTHS = Set.of("0", "1", "true", "false");

  private final List<Diagnostic> told;
  private final String templateId;

  TypedPairs(List<Diagnostic> told, String templateId) {
    this.told = told;
    this.templateId = templateId;
  }

  /** Null where the node is no object. */
  @Nullable Map<String, Object> read(SourceNode node) {
    if (!(node instanceof ObjectNode object)) {
      return null;
    }
    Map<String, Object> pairs = new LinkedHashMap<>();
    object
        .fields()
        .forEach((name, field) -> {
          List<String> pair = pair(name, field.value());
          if (pair != null) {
            pairs.put(name, pair);
          }
        });
    return pairs;
  }

  private @Nullable List<String> pair(String name, SourceNode node) {
    if (node instanceof ScalarNode && node.toValue() != null) {
      Object value = node.toValue();
      List<String> pair =
          List.of(value instanceof Number ? NUMBER : TEXT, Objects.toString(value, ""));
      told.add(
          Diagnostic.warning(
              "NO_PAIR",
              "%s: attribute %s is '%s' alone, read as [\"%s\", \"%s\"]"
                  .formatted(node.location(), name, value, pair.getFirst(), pair.getLast()),
              node.location(),
              key(name),
              "Write it as a pair"));
      return pair;
    }
    if (node instanceof ArrayNode array
        && array.items().size() == 2
        && array.items().stream().allMatch(ScalarNode.class::isInstance)) {
      String type = Objects.toString(array.items().getFirst().toValue(), "");
      String value = Objects.toString(array.items().getLast().toValue(), "");
      if (type.equalsIgnoreCase(TEXT) && !value.isEmpty()) {
        return List.of(TEXT, value);
      }
      if (type.equalsIgnoreCase(NUMBER) && isNumber(value)) {
        return List.of(NUMBER, value.strip());
      }
      if (type.equalsIgnoreCase(TRUTH) && TRUTHS.contains(value.strip())) {
        return List.of(TRUTH, value.strip());
      }
    }
    told.add(
        Diagnostic.error(
            "NO_PAIR",
            "%s: attribute %s is no pair and is left out; expected [\"String\", \"a text\"],"
                    .formatted(node.location(), name)
                + " [\"Numeric\", \"a number\"] or [\"Boolean\", \"1\"]",
            node.location(),
            key(name),
            "Write it as a pair, or remove it"));
    return null;
  }

  private String key(String name) {
    return templateId + ".attributes." + name;
  }

  private static boolean isNumber(String text) {
    try {
      new BigDecimal(text.strip());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
