package io.signalbox.app.cli.output;

import io.signalbox.core.config.SettingValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A setting's value and the place it comes from. */
public final class SettingText {

  private SettingText() {}

  public static Map<String, @Nullable Object> document(SettingValue setting) {
    return Doc.start()
        .put("value", setting.value())
        .put("source", setting.source())
        .putPlace(setting.location())
        .putUnlessEmpty("note", setting.note())
        .map();
  }

  /** Where it comes from: a file with its line, or what else set it. */
  public static String place(SettingValue setting) {
    String place = setting.location() == null ? setting.source() : setting.location().toString();
    return setting.note().isEmpty() ? place : place + " (" + setting.note() + ")";
  }
}
