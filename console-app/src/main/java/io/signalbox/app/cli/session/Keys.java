package io.signalbox.app.cli.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of what is given in JSON: {@code templateId} is {@code template_id}. */
public final class Keys {

  private Keys() {}

  /** The object with the keys of its first level in snake case. */
  public static Map<String, @Nullable Object> snake(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
    object.forEach((key, value) -> {
      String name = snake(key);
      if (renamed.containsKey(name)) {
        throw Inputs.invalid("'" + name + "' is given twice", name, key);
      }
      renamed.put(name, value);
    });
    return renamed;
  }

  public static String snake(String key) {
    return key.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
