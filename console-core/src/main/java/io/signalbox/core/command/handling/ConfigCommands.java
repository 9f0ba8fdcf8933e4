package io.signalbox.core.command.handling;

import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.service.ConfigurationService.ReloadResult;
import io.signalbox.core.file.FileDoor;
import java.util.Map;

/** Carries out what can be done to the configuration. Thread-safe. */
public final class ConfigCommands {

  private final ConfigurationService configuration;
  private final OverrideRepository overrides;
  private final SettingChanges settings;
  private final Installation installation;
  private final ProviderSaves providers;

  public ConfigCommands(
      ConfigurationService configuration,
      OverrideRepository overrides,
      SettingChanges settings,
      Installation installation,
      ProviderSaves providers) {
    this.configuration = configuration;
    this.overrides = overrides;
    this.settings = settings;
    this.installation = installation;
    this.providers = providers;
  }

  Object handle(ConfigCommand<?> command, AuditTrail.Act act) {
    return switch (command) {
      case ConfigCommand.Reload c -> reload(act);
      case ConfigCommand.Edit c -> edit(c, act);
      case ConfigCommand.RegisterProvider c -> providers.register(c, act);
      case ConfigCommand.UpdateProvider c -> providers.update(c, act);
      case ConfigCommand.RemoveProvider c -> providers.remove(c, act);
      case ConfigCommand.RemoveOverride c -> settings.reset(c.key(), c.reason(), act);
      case ConfigCommand.DecideIdentity c -> decide(c, act);
    };
  }

  /** Reading again is no change of ours: the entry says what came of it, and asks the others. */
  private ReloadResult reload(AuditTrail.Act act) {
    ReloadResult result = configuration.reload();
    act.change(overrides::bumpGeneration, Map.of(), Map.of("accepted", result.accepted()));
    return result;
  }

  /** Values stay out of the audit: they may be references to secrets, and the backup has them. */
  private ConfigCommand.Edited edit(ConfigCommand.Edit command, AuditTrail.Act act) {
    ConfigurationEdit edit = command.edit();
    settings.prepare();
    FileDoor.Saved saved = configuration.save(edit, read -> check(command, read, act));
    ReloadResult result = configuration.reload();
    if (!saved.changed()) {
      return new ConfigCommand.Edited(saved, result);
    }
    act.change(
        overrides::bumpGeneration,
        Map.of("revision", saved.before()),
        Map.of(
            "file",
            edit.file(),
            "revision",
            saved.revision(),
            edit.value() == null ? "removed" : "set",
            edit.key(),
            "accepted",
            result.accepted()));
    return new ConfigCommand.Edited(saved, result);
  }

  /**
   * What is in force by a file is held against the same as what is put in force by a command; what
   * cannot be read yet, since another file is broken, comes into force by whoever mends that.
   */
  private void check(
      ConfigCommand.Edit command, ConfigurationService.Preview read, AuditTrail.Act act) {
    Configuration proposed = read.configuration();
    if (proposed != null
        && configuration.providerFiles().inForce().contains(command.edit().file())) {
      settings.check(proposed, command.reason(), act);
    }
  }

  private String decide(ConfigCommand.DecideIdentity command, AuditTrail.Act act) {
    boolean open = !installation.refusal().isEmpty();
    String id = installation.decide(command.keep());
    if (!open) {
      return id;
    }
    act.done(Map.of(), Map.of("identity", id, "kept", command.keep()));
    return id;
  }
}
