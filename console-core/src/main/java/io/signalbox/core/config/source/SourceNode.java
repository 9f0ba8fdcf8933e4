package io.signalbox.core.config.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of a JSON or YAML file that knows where its value begins. Immutable. */
public sealed interface SourceNode {

  Location location();

  /**
   * The plain JSON value: Map, List, String, Boolean, Long, Double, BigDecimal/BigInteger where
   * neither fits, or null.
   */
  @Nullable Object toValue();

  /** An object; fields in file order. */
  record ObjectNode(Location location, Map<String, Field> fields) implements SourceNode {
    public ObjectNode {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public Optional<SourceNode> get(String key) {
      return Optional.ofNullable(fields.get(key)).map(Field::value);
    }

    @Override
    public Map<String, @Nullable Object> toValue() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      fields.forEach((key, field) -> map.put(key, field.value().toValue()));
      return map;
    }
  }

  record ArrayNode(Location location, List<SourceNode> items) implements SourceNode {
    public ArrayNode {
      items = List.copyOf(items);
    }

    @Override
    public List<@Nullable Object> toValue() {
      ArrayList<@Nullable Object> list = new ArrayList<>(items.size());
      items.forEach(item -> list.add(item.toValue()));
      return list;
    }
  }

  /** String, Boolean, Long, Double, BigInteger, BigDecimal or null. */
  record ScalarNode(Location location, @Nullable Object toValue) implements SourceNode {}

  /** One field of an object: where its key stands, and its value. */
  record Field(Location keyLocation, SourceNode value) {}
}
