package io.signalbox.core.query.answering;

import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of alerts in force, and what a change of one would make of it. Thread-safe. */
public final class AlertRules {

  private final ConfigurationService configuration;
  private final OverrideRepository overrides;

  public AlertRules(ConfigurationService configuration, OverrideRepository overrides) {
    this.configuration = configuration;
    this.overrides = overrides;
  }

  /** Rules in force, by name. */
  public Map<String, AlertRule> all() {
    return configuration.current().alerts().rules();
  }

  public boolean isKnown(String name) {
    return all().containsKey(name);
  }

  /** Who made a rule what it is; empty where files or the program did. */
  Optional<SettingOverride> override(String name) {
    String key = OverrideKey.ofAlertRule(name);
    return overrides.overrides().stream().filter(each -> each.key().equals(key)).findFirst();
  }

  public boolean isOverridden(String name) {
    return override(name).isPresent();
  }

  /**
   * The override that a change would be: the whole rule, as it is with what is changed.
   *
   * @throws SignalboxException INVALID_INPUT where nothing is changed
   */
  public Map<String, @Nullable Object> change(String name, Map<String, @Nullable Object> settings) {
    if (settings.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "Name at least one setting, such as threshold=90",
          Map.of("field", "settings", "found", ""));
    }
    AlertRule now = all().get(name);
    Map<String, @Nullable Object> rule = new LinkedHashMap<>();
    Object metric = settings.get("metric");
    // Of a rule that looks at something else nothing is left.
    if (now != null
        && (metric == null || now.metric().key().equalsIgnoreCase(String.valueOf(metric)))) {
      rule.putAll(now.written());
    }
    settings.forEach((key, value) -> {
      if (value == null) {
        rule.remove(key);
      } else {
        rule.put(key, value);
      }
    });
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put(OverrideKey.ofAlertRule(name), rule);
    return change;
  }

  /**
   * A rule as it would be.
   *
   * @throws SignalboxException INVALID_INPUT with every reason why it cannot be
   */
  AlertRule proposed(String name, Map<String, @Nullable Object> settings) {
    AlertRule now = all().get(name);
    if (settings.isEmpty() && now != null) {
      return now;
    }
    Map<String, @Nullable Object> change = change(name, settings);
    ConfigurationService.Preview preview = configuration.preview(change);
    Configuration proposed = preview.configuration();
    AlertRule rule = proposed == null ? null : proposed.alerts().rules().get(name);
    if (rule == null) {
      List<String> problems = RoutingQueries.problems(change, preview.diagnostics());
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT, String.join("; ", problems), Map.of("problems", problems));
    }
    return rule;
  }

  /** The error for a name that no rule has. */
  public SignalboxException unknown(String name) {
    return new SignalboxException(
        ErrorCode.INVALID_INPUT,
        "There is no rule '" + name + "'; 'signalbox alerts rules' lists them",
        Map.of("field", "rule", "allowed", List.copyOf(all().keySet())));
  }

  /** One that fits nothing any more is left out, and the rule is whose it was before. */
  private boolean isInForce(String key) {
    return configuration.current().values().values().stream()
        .anyMatch(
            each -> each.source().equals("override") && OverrideKey.whole(each.key()).equals(key));
  }

  /** Where a rule comes from: {@code built in}, {@code file}, or who overrode it. */
  String source(String name) {
    return override(name)
        .filter(each -> isInForce(each.key()))
        .map(SettingOverride::who)
        .orElseGet(() ->
            configuration.current().alerts().written().containsKey(name)
                ? "file"
                : BuiltInRules.ALL.containsKey(name) ? "built in" : "");
  }
}
