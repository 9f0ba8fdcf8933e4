package io.signalbox.core.provider;

import java.util.List;
import java.util.stream.Stream;
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
 * @param aliases other names under which it may stand; the name itself wins over them
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
    String unit,
    List<Alias> aliases) {

  /** Types a setting can have. */
  public enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    TEXT_LIST,
    MAP
  }

  /**
   * Another name of a setting.
   *
   * @param factor a number that stands under it is multiplied by, 0.001 for milliseconds of a
   *     setting in seconds
   */
  public record Alias(String name, double factor) {}

  public ConfigField {
    allowed = List.copyOf(allowed);
    aliases = List.copyOf(aliases);
  }

  /** One that has a single name. */
  public ConfigField(
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
    this(
        name,
        kind,
        description,
        defaultValue,
        minimum,
        maximum,
        allowed,
        required,
        secret,
        unit,
        List.of());
  }

  /** The same setting, that may stand under these names too. */
  public ConfigField or(String... names) {
    return with(Stream.of(names).map(other -> new Alias(other, 1)).toList());
  }

  /** The same setting, that may stand under these names too, in milliseconds. */
  public ConfigField orMillis(String... names) {
    return with(Stream.of(names).map(other -> new Alias(other, 0.001)).toList());
  }

  /** The setting as it stands under another name: without a default, its range in that unit. */
  public ConfigField under(Alias alias) {
    return new ConfigField(
        alias.name(),
        kind,
        "Another name of " + name,
        null,
        minimum == null ? null : (Double) (minimum / alias.factor()),
        maximum == null ? null : (Double) (maximum / alias.factor()),
        allowed,
        false,
        secret,
        alias.factor() == 1 ? unit : "ms");
  }

  private ConfigField with(List<Alias> more) {
    return new ConfigField(
        name,
        kind,
        description,
        defaultValue,
        minimum,
        maximum,
        allowed,
        required,
        secret,
        unit,
        Stream.concat(aliases.stream(), more.stream()).toList());
  }

  /** The same setting with nothing in force where it is not set. */
  public ConfigField withoutDefault() {
    return new ConfigField(
        name, kind, description, null, minimum, maximum, allowed, required, secret, unit, aliases);
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
