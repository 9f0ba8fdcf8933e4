package io.signalbox.core.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code name=value} arguments of a program; a later one wins, an unknown one is refused. */
public record Arguments(Map<String, String> given) {

  public Arguments {
    given = Map.copyOf(given);
  }

  /**
   * @param defaults every argument there is, with its default; {@code program}, where the packaged
   *     program stands, may be given to every one
   * @throws IllegalArgumentException for an argument that is not one of them
   */
  public static Arguments of(Map<String, String> defaults, String... args) {
    Map<String, String> values = new LinkedHashMap<>(defaults);
    values.putIfAbsent("program", "");
    for (String arg : args) {
      int at = arg.indexOf('=');
      String name = at < 0 ? arg : arg.substring(0, at);
      if (at < 0 || !values.containsKey(name)) {
        Set<String> known = new TreeSet<>(defaults.keySet());
        throw new IllegalArgumentException(
            "'" + arg + "' is not one of " + String.join("=..., ", known) + "=...");
      }
      values.put(name, arg.substring(at + 1));
    }
    return new Arguments(values);
  }

  public String text(String name) {
    String value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException("There is no argument " + name);
    }
    return value;
  }

  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  public double decimal(String name) {
    return Double.parseDouble(text(name));
  }
}
