package io.signalbox.core.command;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationService;
import io.signalbox.core.config.OverrideKey;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings at run time: overrides, stored apart from the files with who and why, in force
 * in every running process within a second. Thread-safe.
 */
public final class SettingChanges {

  /** Settings of an instance that may be overridden, beside those of its type. */
  private static final List<ConfigField> INSTANCE_FIELDS =
      List.of(
          ConfigField.number("weight", "Share of traffic", 1, 0, 1e9, ""),
          ConfigField.integer("priority", "Lower is first", 100, -1_000_000, 1_000_000, ""),
          ConfigField.flag("enabled", "Takes work", true),
          ConfigField.number(
              "rehearsal.operations_per_second", "Rehearsal traffic", 0, 0, 1_000, "ops/s"));

  private final ConfigurationService configuration;
  private final OverrideRepository overrides;
  private final Map<String, ProviderFactory> factories;

  public SettingChanges(
      ConfigurationService configuration,
      OverrideRepository overrides,
      Map<String, ProviderFactory> factories) {
    this.configuration = configuration;
    this.overrides = overrides;
    this.factories = Map.copyOf(factories);
  }

  /**
   * Reads new settings of a provider by their declarations: canonical name to typed value, null
   * where an override is taken back.
   */
  Map<String, @Nullable Object> read(String provider, Map<String, @Nullable Object> settings) {
    if (settings.isEmpty()) {
      throw Checks.invalid("Name at least one setting, such as weight=2", "settings", "");
    }
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    settings.forEach((key, value) -> {
      ConfigField field = field(provider, key);
      read.put(field.name(), value == null ? null : SettingCheck.check(field, value));
    });
    return read;
  }

  /** Overrides settings of one provider, as {@link #read} gives them. */
  void ofProvider(
      String provider, Map<String, @Nullable Object> settings, String reason, AuditTrail.Act act) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    settings.forEach((name, value) -> changes.put(OverrideKey.ofProvider(provider, name), value));
    apply(changes, reason, act);
  }

  void weights(Map<String, Double> weights, String reason, AuditTrail.Act act) {
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    weights.forEach((name, weight) -> changes.put(OverrideKey.ofProvider(name, "weight"), weight));
    apply(changes, reason, act);
  }

  /** Takes an override back; false if there was none. */
  boolean remove(String key, AuditTrail.Act act) {
    boolean known = overrides.overrides().stream().anyMatch(each -> each.key().equals(key));
    if (!known) {
      return false;
    }
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put(key, null);
    apply(change, "", act);
    return true;
  }

  private void apply(Map<String, @Nullable Object> changes, String reason, AuditTrail.Act act) {
    Configuration current = configuration.current();
    Map<String, Object> before = new LinkedHashMap<>();
    Map<String, Object> after = new LinkedHashMap<>();
    changes.forEach((key, value) -> {
      var now = current.values().get(key);
      if (now != null && now.value() != null) {
        before.put(key, now.value());
      }
      after.put(key, value == null ? "as configured" : value);
    });
    act.change(
        () -> {
          changes.forEach((key, value) -> {
            if (value == null) {
              overrides.delete(key);
            } else {
              overrides.save(
                  new SettingOverride(key, value, act.caller().actor(), reason, act.at()));
            }
          });
          overrides.bumpGeneration();
        },
        before,
        after);
    configuration.reload();
  }

  private ConfigField field(String provider, String key) {
    List<ConfigField> fields = new ArrayList<>(INSTANCE_FIELDS);
    ProviderInstance instance =
        configuration
            .current()
            .provider(provider)
            .orElseThrow(() ->
                new SignalboxException(
                    ErrorCode.PROVIDER_NOT_FOUND,
                    "Provider instance '" + provider + "' not found in configuration"));
    ProviderFactory factory = factories.get(instance.type());
    if (factory != null) {
      for (ConfigField field : factory.configFields()) {
        fields.add(SettingCheck.named("config." + field.name(), field));
      }
    }
    for (ConfigField field : fields) {
      if (field.name().equals(key) || field.name().equals("config." + key)) {
        return field;
      }
    }
    throw new SignalboxException(
        ErrorCode.INVALID_INPUT,
        "There is no setting '" + key + "' of " + provider,
        Map.of("field", key, "allowed", fields.stream().map(ConfigField::name).toList()));
  }
}
