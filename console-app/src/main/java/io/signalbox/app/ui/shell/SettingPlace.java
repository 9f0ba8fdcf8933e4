package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Navigator.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The screen that shows a setting.
 *
 * @param subject what is selected there; empty for nothing
 */
record SettingPlace(Place place, String subject) {

  private static final Pattern PROVIDER = Pattern.compile("provider\\.providers\\.([^.]+)\\..*");
  private static final Pattern STRATEGY =
      Pattern.compile("provider\\.routing\\.strategies\\.([^.]+)\\..*");

  /** Null for one that no screen shows. */
  static @Nullable SettingPlace of(String key) {
    Matcher provider = PROVIDER.matcher(key);
    if (provider.matches()) {
      return new SettingPlace(Place.PROVIDERS, provider.group(1));
    }
    Matcher strategy = STRATEGY.matcher(key);
    if (strategy.matches()) {
      return new SettingPlace(Place.ROUTING, strategy.group(1));
    }
    return key.startsWith("provider.") ? new SettingPlace(Place.ROUTING, "") : null;
  }
}
