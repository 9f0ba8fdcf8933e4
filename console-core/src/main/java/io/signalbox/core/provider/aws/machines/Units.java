package io.signalbox.core.provider.aws.machines;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Capacity units of machines, kept as tags: the cloud counts machines alone. Where all machines of
 * a launch are tagged alike, a tag says the units of each type. Stateless.
 */
public final class Units {

  /** The tag of a machine that counts for more than one. */
  public static final String TAG = "signalbox:units";

  /** The most that a tag's value takes. */
  private static final int LONGEST = 256;

  private Units() {}

  /** For machines of any of the types; none where each counts for one. */
  public static Map<String, String> tags(Map<String, Integer> types) {
    Map<String, String> tags = new LinkedHashMap<>();
    StringBuilder value = new StringBuilder();
    types.forEach((type, units) -> {
      if (units > 1) {
        String pair = type + "=" + units;
        if (!value.isEmpty() && value.length() + 1 + pair.length() > LONGEST) {
          tags.put(name(tags.size()), value.toString());
          value.setLength(0);
        }
        value.append(value.isEmpty() ? "" : " ").append(pair);
      }
    });
    if (!value.isEmpty()) {
      tags.put(name(tags.size()), value.toString());
    }
    return tags;
  }

  private static String name(int number) {
    return number == 0 ? TAG : TAG + "-" + (number + 1);
  }

  /** Of a machine of this type with these tags, at least 1. */
  public static int of(Map<String, String> tags, String type) {
    for (int number = 0; tags.containsKey(name(number)); number++) {
      for (String each : tags.getOrDefault(name(number), "").split(" ", -1)) {
        String units = each.startsWith(type + "=") ? each.substring(type.length() + 1) : each;
        if (units.matches("[1-9][0-9]{0,8}")) {
          return Integer.parseInt(units);
        }
      }
    }
    return 1;
  }
}
