package io.signalbox.core.readiness;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Location;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a setting stands. Stateless. */
final class Places {

  private Places() {}

  /** file:line of the first setting whose key ends so; empty for a default or an override. */
  static String of(Configuration configuration, String end) {
    return of(configuration, (String key) -> key.endsWith(end));
  }

  static String of(Configuration configuration, Predicate<String> wanted) {
    for (SettingValue each : configuration.values().values()) {
      if (each.location() != null && wanted.test(each.key())) {
        return at(each.location());
      }
    }
    return "";
  }

  /** file:line; empty for none. */
  static String at(@Nullable Location location) {
    return location == null ? "" : location.file() + ":" + location.line();
  }
}
