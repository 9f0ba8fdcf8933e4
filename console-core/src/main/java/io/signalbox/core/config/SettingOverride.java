package io.signalbox.core.config;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A setting an operator changed at run time, stored apart from the files and removable. */
public record SettingOverride(
    String key, @Nullable Object value, String who, String why, Instant at) {

  /**
   * Whether two values of a setting are one: what was stored comes back as another kind of number,
   * also within the value of a whole rule.
   */
  public static boolean isSame(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Number a && other instanceof Number b) {
      return a.doubleValue() == b.doubleValue();
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return a.keySet().equals(b.keySet())
          && a.keySet().stream().allMatch(key -> isSame(a.get(key), b.get(key)));
    }
    if (one instanceof List<?> a && other instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = isSame(a.get(i), b.get(i));
      }
      return same;
    }
    return Objects.equals(one, other);
  }
}
