package io.signalbox.core.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an object that was read; one that is missing or null is the default. */
public record Fields(Map<String, @Nullable Object> values) {

  /**
   * Reads an object.
   *
   * @throws IOException if the text does not begin with a JSON object
   */
  public static Fields read(String json) throws IOException {
    return new Fields(Json.readObject(json));
  }

  /** A text, or a scalar as text; empty by default. */
  public String text(String name) {
    Object value = values.get(name);
    return value == null ? "" : value.toString();
  }

  /** A text; null for anything else. */
  public @Nullable String textOrNull(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  public int count(String name, int otherwise) {
    return values.get(name) instanceof Number number ? number.intValue() : otherwise;
  }

  public long number(String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public double number(String name, double otherwise) {
    return values.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  /** Whether it stands there and is true. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** An object; null for anything else. */
  public @Nullable Fields object(String name) {
    return fields(values.get(name));
  }

  /** The objects of a list; empty by default. */
  public List<Fields> objects(String name) {
    List<Fields> found = new ArrayList<>();
    for (Object item : items(name)) {
      Fields fields = fields(item);
      if (fields != null) {
        found.add(fields);
      }
    }
    return found;
  }

  /** The items of a list as texts; empty by default. */
  public List<String> texts(String name) {
    List<String> found = new ArrayList<>();
    for (Object item : items(name)) {
      found.add(String.valueOf(item));
    }
    return found;
  }

  private Iterable<?> items(String name) {
    return values.get(name) instanceof Iterable<?> items ? items : List.of();
  }

  @SuppressWarnings("unchecked") // made by Json, whose keys are texts
  private static @Nullable Fields fields(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new Fields((Map<String, @Nullable Object>) map) : null;
  }
}
