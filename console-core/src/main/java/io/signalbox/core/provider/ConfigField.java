package io.signalbox.core.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One declared setting of a provider type or a template extension: the one declaration that
 * reading, checking, forms and JSON Schema are made from.
 *
 * @param name key, snake case; dots nest ({@code latency.mean_ms})
 * @param defaultValue null when there is none
 * @param minimum inclusive; null for none
 * @param maximum inclusive; null for none
 * @param allowed the only values a text may have; empty for any
 * @param secret accepts references only and is never shown
 * @param unit shown behind a field, such as {@code ms}; empty for none
 */
public record ConfigField(
    String name,
    Kind kind,
    String description,
    @Nullable Object defaultValue,
    @Nullable Double minimum,
    @Nullable Double maximum,
    List<String> allowed,
    boolean required,
    boolean secret,
    String unit) {

  /** Types a setting can have. */
  public enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    TEXT_LIST,
    MAP
  }

  public ConfigField {
    allowed = List.copyOf(allowed);
  }

  public static ConfigField text(String name, String description, @Nullable String defaultValue) {
    return new ConfigField(
        name, Kind.TEXT, description, defaultValue, null, null, List.of(), false, false, "");
  }

  public static ConfigField secret(String name, String description) {
    return new ConfigField(
        name, Kind.TEXT, description, null, null, null, List.of(), false, true, "");
  }

  public static ConfigField choice(
      String name, String description, String defaultValue, String... allowed) {
    return new ConfigField(
        name, Kind.TEXT, description, defaultValue, null, null, List.of(allowed), false, false, "");
  }

  public static ConfigField integer(
      String name, String description, long defaultValue, long minimum, long maximum, String unit) {
    return new ConfigField(
        name,
        Kind.INTEGER,
        description,
        defaultValue,
        (double) minimum,
        (double) maximum,
        List.of(),
        false,
        false,
        unit);
  }

  public static ConfigField number(
      String name,
      String description,
      double defaultValue,
      double minimum,
      double maximum,
      String unit) {
    return new ConfigField(
        name,
        Kind.NUMBER,
        description,
        defaultValue,
        minimum,
        maximum,
        List.of(),
        false,
        false,
        unit);
  }

  public static ConfigField flag(String name, String description, boolean defaultValue) {
    return new ConfigField(
        name, Kind.BOOLEAN, description, defaultValue, null, null, List.of(), false, false, "");
  }

  public static ConfigField map(String name, String description) {
    return new ConfigField(
        name, Kind.MAP, description, null, null, null, List.of(), false, false, "");
  }

  public static ConfigField list(String name, String description) {
    return new ConfigField(
        name, Kind.TEXT_LIST, description, null, null, null, List.of(), false, false, "");
  }
}
