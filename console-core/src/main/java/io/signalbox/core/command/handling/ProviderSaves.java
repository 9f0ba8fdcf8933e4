package io.signalbox.core.command.handling;

import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.ProviderTrial;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.ProviderFiles;
import io.signalbox.core.error.Counted;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.ProviderPreview;
import io.signalbox.core.query.ProviderUses;
import io.signalbox.core.query.answering.ProviderEdits;
import io.signalbox.core.query.answering.ProviderForms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Registers, changes and removes providers in the files: previewed, held against what depends on
 * them, saved through the door, read again here and in every process, audited. Thread-safe; blocks.
 */
public final class ProviderSaves {

  private final ConfigurationService configuration;
  private final OverrideRepository overrides;
  private final ProviderEdits edits;
  private final ProviderForms forms;
  private final SettingChanges settings;
  private final LastProviderGuard lastProvider;

  public ProviderSaves(
      ConfigurationService configuration,
      OverrideRepository overrides,
      ProviderEdits edits,
      ProviderForms forms,
      SettingChanges settings,
      LastProviderGuard lastProvider) {
    this.configuration = configuration;
    this.overrides = overrides;
    this.edits = edits;
    this.forms = forms;
    this.settings = settings;
    this.lastProvider = lastProvider;
  }

  ProviderSaved register(ConfigCommand.RegisterProvider command, AuditTrail.Act act) {
    return save(command.edit(), "registered", "", act);
  }

  ProviderSaved update(ConfigCommand.UpdateProvider command, AuditTrail.Act act) {
    for (ProviderTrial trial : configuration.providerFiles().tryOut(command.edit())) {
      Configuration proposed = trial.configuration();
      if (proposed != null && trial.accepted()) {
        settings.check(proposed, command.reason(), act);
      }
    }
    return save(command.edit(), "updated", "", act);
  }

  ProviderSaved remove(ConfigCommand.RemoveProvider command, AuditTrail.Act act) {
    String name = command.edit().provider();
    ProviderUses uses = forms.uses(name);
    if (!uses.overlays().isEmpty() && command.edit().file() == null) {
      throw new SignalboxException(
          ErrorCode.CONFIGURATION_INVALID,
          name
              + " was not removed: another environment says something of it, at "
              + String.join(", ", uses.overlays())
              + "; take it out there first with 'config unset provider.providers."
              + name
              + " --file FILE'",
          Map.of("provider", name, "overlays", uses.overlays()));
    }
    boolean busy = uses.machines() > 0 || !uses.openRequests().isEmpty();
    if (busy && !act.caller().force()) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          name
              + " has "
              + Counted.of(uses.machines(), "machine")
              + " running and "
              + Counted.of(uses.openRequests().size(), "open request")
              + ": without it nothing returns or follows them; return them first, or confirm with"
              + " --force --reason TEXT",
          Map.of("provider", name, "machines", uses.machines(), "requests", uses.openRequests()));
    }
    if (busy) {
      Checks.reason(command.reason(), "Removing a provider whose machines run");
    }
    lastProvider.check(Set.of(name), command.reason(), act.caller().force());
    return save(command.edit(), "removed", naming(uses), act);
  }

  /** What to change first, of what is no longer right without it. */
  private static String naming(ProviderUses uses) {
    return uses.settings().isEmpty()
        ? ""
        : "; these settings name it: " + String.join(", ", uses.settings());
  }

  /**
   * @param hint what to do where it is refused; may be empty
   */
  private ProviderSaved save(ProviderEdit edit, String done, String hint, AuditTrail.Act act) {
    ProviderPreview preview = edits.preview(edit);
    refuse(edit, preview.findings(), done, hint);
    ProviderFiles.Saved saved = configuration.providerFiles().save(edit);
    List<Finding> findings = new ArrayList<>();
    saved.trials().forEach(each -> findings.addAll(each.findings()));
    refuse(edit, findings, done, hint);
    ConfigurationService.ReloadResult reload = configuration.reload();
    if (saved.changed()) {
      List<String> gone =
          edit instanceof ProviderEdit.Remove ? overridden(edit.provider()) : List.of();
      // What is put back is one file: overrides that go with a provider are none.
      boolean putBack = !saved.before().isEmpty() && gone.isEmpty();
      act.change(
          () -> {
            gone.forEach(overrides::delete);
            overrides.bumpGeneration();
          },
          putBack ? Map.of("revision", saved.before()) : Map.of(),
          audited(edit, saved, reload, done));
      if (edit instanceof ProviderEdit.Remove) {
        // Without the overrides that went with it.
        reload = configuration.reload();
      }
    }
    return new ProviderSaved(
        edit.provider(),
        saved.trials().stream()
            .map(each -> new ProviderPreview.FileChange(each.file(), each.revision(), each.lines()))
            .toList(),
        findings,
        reload);
  }

  private List<String> overridden(String provider) {
    String prefix = OverrideKey.ofProvider(provider, "");
    return overrides.overrides().stream()
        .map(SettingOverride::key)
        .filter(key -> key.startsWith(prefix))
        .toList();
  }

  /** Values stay out of the audit: they may be references to secrets, and the backup has them. */
  private static Map<String, Object> audited(
      ProviderEdit edit,
      ProviderFiles.Saved saved,
      ConfigurationService.ReloadResult reload,
      String done) {
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("file", String.join(", ", saved.trials().stream().map(ProviderTrial::file).toList()));
    after.put("revision", saved.trials().getLast().revision());
    after.put(done, keys(edit));
    after.put("accepted", reload.accepted());
    return after;
  }

  private static List<String> keys(ProviderEdit edit) {
    return switch (edit) {
      case ProviderEdit.Register register ->
          List.copyOf(new TreeSet<>(register.settings().keySet()));
      case ProviderEdit.Update update -> List.copyOf(new TreeSet<>(update.settings().keySet()));
      case ProviderEdit.Remove remove -> List.of(remove.provider());
    };
  }

  private static void refuse(ProviderEdit edit, List<Finding> findings, String done, String hint) {
    List<Finding> refusing = findings.stream().filter(Finding::refuses).toList();
    if (refusing.isEmpty()) {
      return;
    }
    List<String> errors = refusing.stream().map(Finding::sentence).toList();
    ErrorCode otherwise =
        edit instanceof ProviderEdit.Remove
            ? ErrorCode.CONFIGURATION_INVALID
            : ErrorCode.INVALID_INPUT;
    throw new SignalboxException(
        ErrorCode.named(refusing.getFirst().code(), otherwise),
        edit.provider() + " was not " + done + ": " + String.join("; ", errors) + hint,
        Map.of(
            "provider",
            edit.provider(),
            "keys",
            refusing.stream().map(Finding::key).toList(),
            "errors",
            errors));
  }
}
