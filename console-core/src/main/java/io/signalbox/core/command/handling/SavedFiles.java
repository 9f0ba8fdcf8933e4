package io.signalbox.core.command.handling;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.FileDoor;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.template.TemplateEdit;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a file of the folder back as it was before it was saved, through the door that saves, and
 * reads again, here and in every running process. Thread-safe.
 */
final class SavedFiles {

  private final ConfigurationService configuration;
  private final TemplateCatalog templates;
  private final OverrideRepository shared;
  private final SettingChanges settings;

  SavedFiles(
      ConfigurationService configuration,
      TemplateCatalog templates,
      OverrideRepository shared,
      SettingChanges settings) {
    this.configuration = configuration;
    this.templates = templates;
    this.shared = shared;
    this.settings = settings;
  }

  /**
   * @throws SignalboxException INVALID_STATE where the file is another one by now;
   *     CONFIGURATION_INVALID where the version before cannot be read; LAST_WAY_OUT and
   *     ALL_WEIGHTS_ZERO without force; nothing was changed then
   */
  void putBack(PutBack.SavedFile file, String reason, AuditTrail.Act act) {
    Configuration now = configuration.current();
    Path path = now.folder().resolve(file.name());
    String text =
        FileDoor.textBefore(path, file.before())
            .orElseThrow(() ->
                new SignalboxException(
                    ErrorCode.INVALID_STATE,
                    "The version before is not beside " + file.name() + " any more",
                    Map.of("file", file.name())));
    Map<String, Object> after = new HashMap<>(Map.of("file", file.name()));
    boolean template = templates.files().stream().anyMatch(each -> each.name().equals(file.name()));
    if (template) {
      TemplateCatalog.Applied applied =
          templates.apply(new TemplateEdit.Replace(file.name(), file.revision(), text));
      after.put("revision", applied.file().revision());
    } else {
      check(file.name(), text, reason, act);
      FileDoor.Saved saved =
          new FileDoor(now.stateFolder()).save(path, file.revision(), before -> text);
      after.put("revision", saved.revision());
      after.put("accepted", configuration.reload().accepted());
    }
    act.change(shared::bumpGeneration, Map.of("revision", file.revision()), after);
  }

  /** What is in force by a file is held against the same as what is put in force by a command. */
  private void check(String name, String text, String reason, AuditTrail.Act act) {
    if (configuration.providerFiles().inForce().contains(name)) {
      settings.check(configuration.preview(name, text), name + " was not put back: ", reason, act);
    }
  }
}
