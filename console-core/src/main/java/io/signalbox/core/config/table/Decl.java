package io.signalbox.core.config.table;

import io.signalbox.core.provider.ConfigField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A declared place in a configuration: the one declaration that reading, checking, JSON Schema and
 * docs are made from.
 */
public sealed interface Decl {

  /** The greatest number where no smaller limit is told. */
  double MAX_NUMBER = 1e9;

  String description();

  /** Who uses the value; null for a place whose values are declared below it. */
  default @Nullable Use use() {
    return null;
  }

  /** What this edition does with it. */
  enum Status {
    IN_FORCE,
    /** Validated, but its engine comes with a later edition. */
    NOT_IN_FORCE,
    /** A key of the field's other brokers that means nothing here. */
    KNOWN_NOT_USED
  }

  /** One value with a type and a range. */
  record Leaf(ConfigField field, Status status, Use use) implements Decl {
    @Override
    public String description() {
      return field.description();
    }
  }

  /**
   * An object with declared keys. {@code others} allows keys that are not declared, without a word.
   */
  record Section(String description, Map<String, Decl> keys, boolean others) implements Decl {
    public Section {
      keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
  }

  /** A list of objects. */
  record Items(String description, Section item) implements Decl {}

  /** An object whose keys are names and whose values are alike. */
  record Named(String description, Decl each) implements Decl {}

  /** An object whose key {@code by} says which section it is. */
  record Kinds(String description, String by, Map<String, Section> sections) implements Decl {
    public Kinds {
      sections = Collections.unmodifiableMap(new TreeMap<>(sections));
    }
  }

  /** Anything; read elsewhere or not at all. */
  record Anything(String description, Status status, Use use) implements Decl {}

  static Leaf leaf(ConfigField field, Use use) {
    return new Leaf(field, Status.IN_FORCE, use);
  }

  static Leaf text(String name, String description, Use use) {
    return leaf(ConfigField.text(name, description, null), use);
  }

  static Anything notUsed(String description) {
    return new Anything(description, Status.KNOWN_NOT_USED, Use.by("nobody"));
  }

  static Anything later(String description) {
    return new Anything(description, Status.NOT_IN_FORCE, Use.by("nobody yet"));
  }

  /** A section of leaves, keyed by their names. */
  static Section section(String description, Decl.Leaf... leaves) {
    Map<String, Decl> keys = new LinkedHashMap<>();
    for (Leaf each : List.of(leaves)) {
      keys.put(each.field().name(), each);
    }
    return new Section(description, keys, false);
  }

  static ConfigField positive(String name, String text, double value, String unit) {
    return ConfigField.number(name, text, value, 1e-3, MAX_NUMBER, unit);
  }

  /** The same field without a default. */
  static ConfigField optional(ConfigField field) {
    return field.withoutDefault();
  }
}
