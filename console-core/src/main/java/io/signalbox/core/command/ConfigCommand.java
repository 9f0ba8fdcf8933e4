package io.signalbox.core.command;

import io.signalbox.core.config.ConfigurationService.ReloadResult;

/** What can be done to the configuration. */
public sealed interface ConfigCommand<R> extends Command<R> {

  /** Reads again, here and in every running process. */
  record Reload() implements ConfigCommand<ReloadResult> {
    @Override
    public String subject() {
      return "configuration";
    }
  }

  /** Takes one override back. */
  record RemoveOverride(String key, String reason) implements ConfigCommand<Boolean> {
    @Override
    public String subject() {
      return key;
    }
  }

  /** Decides what a store that was copied or moved is: the same installation, or a new one. */
  record DecideIdentity(boolean keep) implements ConfigCommand<String> {
    @Override
    public String subject() {
      return "identity";
    }
  }
}
