package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.SettingFault;

/** A setting whose value cannot be used, beside the others. */
final class BadSetting extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final String setting;
  private final String text;

  BadSetting(String setting, String text) {
    super(new SettingFault(setting, text).sentence());
    this.setting = setting;
    this.text = text;
  }

  SettingFault fault() {
    return new SettingFault(setting, text);
  }
}
