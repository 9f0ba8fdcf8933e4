package io.signalbox.core.config.overlay;

import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays one tree over another: objects merge by key, {@code providers[]} by name, everything else is
 * replaced.
 */
public final class Overlay {

  /** Where an override "stands": it has no line in a file. */
  public static final Location OVERRIDE = new Location("override", 0, 0);

  private Overlay() {}

  public static ObjectNode merge(ObjectNode base, ObjectNode over) {
    Map<String, Field> fields = new LinkedHashMap<>(base.fields());
    over.fields()
        .forEach((key, field) -> {
          String known = sameSection(key, fields);
          Field before = fields.get(known);
          fields.put(
              known,
              before == null
                  ? field
                  : new Field(field.keyLocation(), merged(known, before.value(), field.value())));
        });
    return new ObjectNode(base.location(), fields);
  }

  /** {@code provider} and {@code providers} at the top are one section under two names. */
  private static String sameSection(String key, Map<String, Field> fields) {
    if (key.equals("provider")
        && fields.containsKey("providers")
        && isObject(fields, "providers")) {
      return "providers";
    }
    boolean other =
        key.equals("providers") && fields.containsKey("provider") && isObject(fields, "provider");
    return other ? "provider" : key;
  }

  private static boolean isObject(Map<String, Field> fields, String key) {
    Field field = fields.get(key);
    return field != null && field.value() instanceof ObjectNode;
  }

  private static SourceNode merged(String key, SourceNode base, SourceNode over) {
    if (base instanceof ObjectNode one && over instanceof ObjectNode other) {
      return merge(one, other);
    }
    if (key.equals("providers")
        && base instanceof ArrayNode one
        && over instanceof ArrayNode other) {
      return byName(one, other);
    }
    return over;
  }

  private static ArrayNode byName(ArrayNode base, ArrayNode over) {
    List<SourceNode> items = new ArrayList<>(base.items());
    for (SourceNode item : over.items()) {
      Optional<String> name = nameOf(item);
      int at = -1;
      for (int i = 0; i < items.size() && name.isPresent(); i++) {
        if (nameOf(items.get(i)).equals(name)) {
          at = i;
        }
      }
      if (at < 0) {
        items.add(item);
      } else if (items.get(at) instanceof ObjectNode one && item instanceof ObjectNode other) {
        items.set(at, merge(one, other));
      }
    }
    return new ArrayNode(base.location(), items);
  }

  public static Optional<String> nameOf(SourceNode item) {
    return item instanceof ObjectNode object
        ? object
            .get("name")
            .filter(ScalarNode.class::isInstance)
            .map(SourceNode::toValue)
            .map(Object::toString)
        : Optional.empty();
  }

  /** Sets one value at a path of keys, making objects on the way. */
  static ObjectNode set(ObjectNode root, List<String> path, SourceNode value) {
    Map<String, Field> fields = new LinkedHashMap<>(root.fields());
    String key = path.getFirst();
    Field before = fields.get(key);
    SourceNode next = value;
    if (path.size() > 1) {
      ObjectNode child =
          before != null && before.value() instanceof ObjectNode object
              ? object
              : new ObjectNode(OVERRIDE, Map.of());
      next = set(child, path.subList(1, path.size()), value);
    }
    fields.put(
        key, new Field(path.size() > 1 && before != null ? before.keyLocation() : OVERRIDE, next));
    return new ObjectNode(root.location(), fields);
  }

  /** Plain JSON values as nodes that stand nowhere. */
  static SourceNode node(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Field> fields = new LinkedHashMap<>();
        map.forEach((key, each) -> fields.put(key.toString(), new Field(OVERRIDE, node(each))));
        yield new ObjectNode(OVERRIDE, fields);
      }
      case List<?> list -> new ArrayNode(OVERRIDE, list.stream().map(Overlay::node).toList());
      case Integer number -> new ScalarNode(OVERRIDE, number.longValue());
      case Float number -> new ScalarNode(OVERRIDE, number.doubleValue());
      case null -> new ScalarNode(OVERRIDE, null);
      default -> new ScalarNode(OVERRIDE, value);
    };
  }
}
