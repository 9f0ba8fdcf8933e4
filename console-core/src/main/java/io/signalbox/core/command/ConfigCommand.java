package io.signalbox.core.command;

import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial;
import io.signalbox.core.config.service.ConfigurationService.ReloadResult;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.query.ProviderPreview;
import java.util.List;

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
   * and in every running process. LAST_WAY_OUT and ALL_WEIGHTS_ZERO unless forced, as for settings
   * that are changed at run time.
   */
  record Edit(ConfigurationEdit edit, String reason) implements ConfigCommand<Edited> {
    @Override
    public String subject() {
      return edit.key();
    }
  }

  /**
   * @param reload what came of reading the files again
   */
  record Edited(FileDoor.Saved file, ReloadResult reload) {}

  /**
   * Writes a new provider into a file and puts it in force. INVALID_STATE where one of the name
   * stands already otherwise; the same once more changes nothing.
   */
  record RegisterProvider(ProviderEdit.Register edit, String reason)
      implements ConfigCommand<ProviderSaved> {
    @Override
    public String subject() {
      return edit.provider();
    }
  }

  /**
   * Changes settings of a provider in a file. LAST_WAY_OUT and ALL_WEIGHTS_ZERO unless forced, as
   * for settings that are changed at run time; those stay above what is written.
   */
  record UpdateProvider(ProviderEdit.Update edit, String reason)
      implements ConfigCommand<ProviderSaved> {
    @Override
    public String subject() {
      return edit.provider();
    }
  }

  /**
   * Takes a provider out of the files, with what was overridden of it. INVALID_STATE unless forced
   * while machines run there or requests are open; LAST_WAY_OUT as for disable.
   * CONFIGURATION_INVALID, forced too, while a setting or another overlay names it.
   */
  record RemoveProvider(ProviderEdit.Remove edit, String reason)
      implements ConfigCommand<ProviderSaved> {
    @Override
    public String subject() {
      return edit.provider();
    }
  }

  /**
   * What was saved of a provider.
   *
   * @param files with what was changed in each
   * @param findings what is odd, and refused nothing
   * @param reload what came of reading the files again
   */
  record ProviderSaved(
      String provider,
      List<ProviderPreview.FileChange> files,
      List<ProviderTrial.Finding> findings,
      ReloadResult reload) {}

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
