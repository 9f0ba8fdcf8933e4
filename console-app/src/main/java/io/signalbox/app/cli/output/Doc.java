package io.signalbox.app.cli.output;

import io.signalbox.core.config.source.Location;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds documents field by field, in the order given. */
public final class Doc {

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private Doc() {}

  public static Doc start() {
    return new Doc();
  }

  /** Adds a field; instants become ISO 8601 text. */
  public Doc put(String name, @Nullable Object value) {
    fields.put(name, value instanceof Instant instant ? instant.toString() : value);
    return this;
  }

  /** Adds a field unless its text is empty. */
  public Doc putUnlessEmpty(String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
    return this;
  }

  /** Adds file, line and column of a place; null each for none. */
  public Doc putPlace(@Nullable Location place) {
    put("file", place == null ? null : place.file());
    put("line", place == null ? null : place.line());
    return put("column", place == null ? null : place.column());
  }

  public Map<String, @Nullable Object> map() {
    return fields;
  }
}
