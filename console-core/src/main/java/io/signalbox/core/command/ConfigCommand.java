package io.signalbox.core.command;

import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.service.ConfigurationService.ReloadResult;
import io.signalbox.core.file.FileDoor;

/** What can be done to the configuration. */
public sealed interface ConfigCommand<R> extends Command<R> {

  /** Reads again, here and in every running process. */
  record Reload() implements ConfigCommand<ReloadResult> {
    @Override
    public String subject() {
      return "configuration";
    }
  }

  /**
   * Writes a setting into a file of the folder, or takes it out, and reads the files again, here
   * and in every running process.
   */
  record Edit(ConfigurationEdit edit) implements ConfigCommand<Edited> {
    @Override
    public String subject() {
      return edit.key();
    }
  }

  /**
   * @param reload what came of reading the files again
   */
  record Edited(FileDoor.Saved file, ReloadResult reload) {}

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
