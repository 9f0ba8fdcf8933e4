package io.signalbox.app.ui.settings;

import io.signalbox.core.config.SettingOverride;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list: a heading, an override or a setting.
 *
 * @param key empty for a heading
 * @param value as text; a secret's reference
 * @param typed the same as a form begins with it, so that it is read as what it is; empty for what
 *     no form changes
 * @param source {@code default}, {@code file}, {@code overlay} or {@code override}
 * @param place file:line; empty for none
 * @param file where it stands; empty for none
 * @param note what else there is to know of it
 * @param warning whether the note is one
 * @param override of an override's own line; null otherwise
 */
record SettingRow(
    String group,
    String key,
    String value,
    String typed,
    String source,
    String place,
    String file,
    String note,
    boolean warning,
    @Nullable SettingOverride override) {

  static SettingRow heading(String group) {
    return new SettingRow(group, "", "", "", "", "", "", "", false, null);
  }

  boolean isHeading() {
    return key.isEmpty();
  }

  boolean matches(String lowerCase) {
    return key.toLowerCase(Locale.ROOT).contains(lowerCase)
        || value.toLowerCase(Locale.ROOT).contains(lowerCase)
        || place.contains(lowerCase);
  }
}
