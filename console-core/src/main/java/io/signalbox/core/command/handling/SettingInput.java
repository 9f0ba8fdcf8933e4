package io.signalbox.core.command.handling;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.table.RoutingKeys;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator wants set, by its declarations, into overrides: key to typed value, null
 * where an override is taken back. Whether it may be set is {@link SettingChanges}' to say.
 * Thread-safe.
 */
public final class SettingInput {

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

  public SettingInput(
      ConfigurationService configuration,
      OverrideRepository overrides,
      Map<String, ProviderFactory> factories) {
    this.configuration = configuration;
    this.overrides = overrides;
    this.factories = Map.copyOf(factories);
  }

  /** Settings of one provider, by the names its type declares. */
  Map<String, @Nullable Object> ofProvider(
      String provider, Map<String, @Nullable Object> settings) {
    if (settings.isEmpty()) {
      throw Checks.invalid("Name at least one setting, such as weight=2", "settings", "");
    }
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    settings.forEach((key, value) -> {
      ConfigField field = field(provider, key);
      read.put(
          OverrideKey.ofProvider(provider, field.name()),
          value == null ? null : SettingCheck.check(field, value));
    });
    return read;
  }

  /** Weights of providers. */
  Map<String, @Nullable Object> ofWeights(Map<String, Double> weights) {
    if (weights.isEmpty()) {
      throw Checks.invalid("Name at least one weight, such as NAME=2", "weights", "");
    }
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    weights.forEach((name, weight) -> {
      instance(name);
      if (!Double.isFinite(weight) || weight < 0) {
        throw Checks.invalid(
            "The weight of " + name + " is " + weight + ", expected 0 or more",
            name,
            String.valueOf(weight));
      }
      read.put(OverrideKey.ofProvider(name, "weight"), weight);
    });
    return read;
  }

  /** Settings of routing, by their keys. */
  Map<String, @Nullable Object> ofRouting(Map<String, @Nullable Object> settings) {
    if (settings.isEmpty()) {
      throw Checks.invalid("Name at least one setting", "settings", "");
    }
    Map<String, RoutingKeys.Key> known = new HashMap<>();
    RoutingKeys.of(configuration.current()).forEach(each -> known.put(each.key(), each));
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    settings.forEach((key, value) -> {
      RoutingKeys.Key declared = known.get(key);
      boolean isOverride = overrides.overrides().stream().anyMatch(each -> each.key().equals(key));
      if (declared == null && !(value == null && isOverride)) {
        throw new SignalboxException(
            ErrorCode.INVALID_INPUT,
            "There is no setting '" + key + "' of routing",
            Map.of("field", key, "allowed", List.copyOf(known.keySet())));
      }
      read.put(
          key,
          value == null || declared == null ? null : SettingCheck.check(declared.field(), value));
    });
    return read;
  }

  private ProviderInstance instance(String provider) {
    Configuration current = configuration.current();
    return current
        .provider(provider)
        .orElseThrow(() ->
            new SignalboxException(
                ErrorCode.PROVIDER_NOT_FOUND,
                "Provider instance '" + provider + "' not found in configuration",
                Map.of(
                    "requested_provider",
                    provider,
                    "available_providers",
                    current.providers().stream().map(ProviderInstance::name).toList())));
  }

  private ConfigField field(String provider, String key) {
    List<ConfigField> fields = new ArrayList<>(INSTANCE_FIELDS);
    ProviderFactory factory = factories.get(instance(provider).type());
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
