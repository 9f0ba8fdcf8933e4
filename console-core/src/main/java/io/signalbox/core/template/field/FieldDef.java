package io.signalbox.core.template.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One declared template field.
 *
 * @param name canonical, snake case
 * @param aliases further spellings; the camel case form of the name is always one
 * @param minimum inclusive; null for none
 * @param maximum inclusive; null for none
 * @param allowed the only values a text may have; empty for any
 * @param defaultValue acts where nothing sets the field; null for none
 */
public record FieldDef(
    String name,
    FieldKind kind,
    List<String> aliases,
    @Nullable Double minimum,
    @Nullable Double maximum,
    List<String> allowed,
    @Nullable Object defaultValue,
    boolean required,
    String description) {

  public FieldDef {
    aliases = List.copyOf(aliases);
    allowed = List.copyOf(allowed);
  }

  /** {@code max_instances} as {@code maxInstances}. */
  public String camelCase() {
    return camelCase(name);
  }

  static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    boolean upper = false;
    for (char c : name.toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        camel.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return camel.toString();
  }

  FieldDef range(@Nullable Double least, @Nullable Double max) {
    return new FieldDef(
        name, kind, aliases, least, max, allowed, defaultValue, required, description);
  }

  FieldDef oneOf(String... words) {
    return choosing(List.of(words));
  }

  /** The same field with other values to choose from. */
  public FieldDef choosing(List<String> words) {
    return new FieldDef(
        name, kind, aliases, minimum, maximum, words, defaultValue, required, description);
  }

  FieldDef withDefault(Object value) {
    return new FieldDef(
        name, kind, aliases, minimum, maximum, allowed, value, required, description);
  }
}
