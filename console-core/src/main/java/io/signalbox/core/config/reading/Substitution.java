package io.signalbox.core.config.reading;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables where {@code ${NAME}} or {@code ${NAME:-default}} stands, and
 * remembers what was written there: a screen shows the reference, never what it stood for. Used
 * once, by one thread.
 */
final class Substitution {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,9}([.][0-9]{1,9})?");

  private final UnaryOperator<@Nullable String> environment;
  private final Map<SourceNode, ScalarNode> written = new IdentityHashMap<>();
  private final Map<SourceNode, String> missing = new IdentityHashMap<>();
  private final Set<SourceNode> taken = Collections.newSetFromMap(new IdentityHashMap<>());
  // What variables stood for, and what anybody can read in the files.
  private final Set<String> values = new LinkedHashSet<>();
  private final List<String> literals = new ArrayList<>();

  Substitution(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  SourceNode apply(SourceNode node) {
    if (node instanceof ObjectNode object) {
      return apply(object);
    }
    return node instanceof ArrayNode array
        ? new ArrayNode(array.location(), array.items().stream().map(this::apply).toList())
        : scalar((ScalarNode) node);
  }

  ObjectNode apply(ObjectNode object) {
    Map<String, Field> fields = new LinkedHashMap<>();
    object
        .fields()
        .forEach((key, field) -> {
          literals.add(key);
          fields.put(key, new Field(field.keyLocation(), apply(field.value())));
        });
    return new ObjectNode(object.location(), fields);
  }

  private SourceNode scalar(ScalarNode scalar) {
    if (!(scalar.toValue() instanceof String text)) {
      return scalar;
    }
    if (!text.contains("${")) {
      literals.add(text);
      return scalar;
    }
    List<String> absent = new ArrayList<>();
    String replaced =
        REFERENCE
            .matcher(text)
            .replaceAll(reference -> {
              String value = environment.apply(reference.group(1));
              if (value != null) {
                values.add(value);
              } else {
                value = reference.group(2);
              }
              if (value == null) {
                absent.add(reference.group(1));
                value = reference.group();
              }
              return Matcher.quoteReplacement(value);
            });
    ScalarNode result = new ScalarNode(scalar.location(), replaced);
    written.put(result, scalar);
    if (!absent.isEmpty()) {
      missing.put(result, String.join(", ", absent));
    }
    return result;
  }

  /** What stands in the file for a node of the substituted tree, and for what is below it. */
  SourceNode written(SourceNode node) {
    if (node instanceof ScalarNode scalar) {
      return written.getOrDefault(scalar, scalar);
    }
    if (node instanceof ArrayNode array) {
      return new ArrayNode(array.location(), array.items().stream().map(this::written).toList());
    }
    ObjectNode object = (ObjectNode) node;
    Map<String, Field> fields = new LinkedHashMap<>();
    object
        .fields()
        .forEach((key, field) ->
            fields.put(key, new Field(field.keyLocation(), written(field.value()))));
    return new ObjectNode(object.location(), fields);
  }

  /**
   * What variables stood for that nobody could know from the files: not what also stands in them,
   * nor numbers and the words of settings, which would be struck out of every other text.
   *
   * @param words that settings are declared to take, in upper case
   */
  List<String> hidden(Set<String> words) {
    return values.stream()
        .filter(value -> !words.contains(value.trim().toUpperCase(Locale.ROOT)))
        .filter(value -> !NUMBER.matcher(value).matches())
        .filter(value -> literals.stream().noneMatch(literal -> literal.contains(value)))
        .toList();
  }

  boolean wasSubstituted(SourceNode node) {
    return written.containsKey(node);
  }

  /** The variables that are not set, of this node or any below it. */
  List<Missing> missing(SourceNode node) {
    List<Missing> found = new ArrayList<>();
    collect(node, found);
    return found;
  }

  /** As {@link #missing}, by the one that tells what follows from it: these have no value. */
  List<Missing> take(SourceNode node) {
    List<Missing> found = missing(node);
    found.forEach(each -> taken.add(each.node()));
    return found;
  }

  /** Whether it has no value, of which is told already. */
  boolean isTaken(SourceNode node) {
    return taken.contains(node);
  }

  private void collect(SourceNode node, List<Missing> found) {
    if (node instanceof ObjectNode object) {
      object.fields().values().forEach(field -> collect(field.value(), found));
    } else if (node instanceof ArrayNode array) {
      array.items().forEach(item -> collect(item, found));
    } else if (missing.get(node) instanceof String variables) {
      found.add(new Missing((ScalarNode) node, variables));
    }
  }

  record Missing(ScalarNode node, String variables) {}
}
