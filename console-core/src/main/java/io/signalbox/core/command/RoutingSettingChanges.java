package io.signalbox.core.command;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationService;
import io.signalbox.core.config.OverrideKey;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.RoutingKeys;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.RoutingQueries;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.Traffic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings of routing at run time, all of a change or none: read by the same code that
 * reads the files, refused with what that says. Thread-safe.
 */
public final class RoutingSettingChanges {

  private static final int HISTORY = 1_000;

  private final ConfigurationService configuration;
  private final OverrideRepository overrides;
  private final ProviderContext context;
  private final RoutingQueries routing;
  private final LastProviderGuard lastProviderGuard;

  public RoutingSettingChanges(
      ConfigurationService configuration,
      OverrideRepository overrides,
      ProviderContext context,
      RoutingQueries routing,
      LastProviderGuard lastProviderGuard) {
    this.configuration = configuration;
    this.overrides = overrides;
    this.context = context;
    this.routing = routing;
    this.lastProviderGuard = lastProviderGuard;
  }

  void change(Map<String, @Nullable Object> asked, String reason, AuditTrail.Act act) {
    if (asked.isEmpty()) {
      throw Checks.invalid("Name at least one setting", "settings", "");
    }
    Map<String, RoutingKeys.Key> known = new HashMap<>();
    RoutingKeys.of(configuration.current()).forEach(each -> known.put(each.key(), each));
    Map<String, @Nullable Object> changes = new LinkedHashMap<>();
    asked.forEach((key, value) -> {
      RoutingKeys.Key declared = known.get(key);
      boolean isOverride = overrides.overrides().stream().anyMatch(each -> each.key().equals(key));
      if (declared == null && !(value == null && isOverride)) {
        throw new SignalboxException(
            ErrorCode.INVALID_INPUT,
            "There is no setting '" + key + "' of routing",
            Map.of("field", key, "allowed", List.copyOf(known.keySet())));
      }
      changes.put(
          key,
          value == null || declared == null ? null : SettingCheck.check(declared.field(), value));
    });
    apply(changes, reason, act);
  }

  void revert(long id, String reason, AuditTrail.Act act) {
    RoutingChangeSet set =
        routing.history(HISTORY).stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElseThrow(() ->
                Checks.invalid(
                    "There is no change of routing's settings with id " + id,
                    "id",
                    String.valueOf(id)));
    Map<String, @Nullable Object> back = new LinkedHashMap<>();
    set.keys().forEach(key -> back.put(key, set.before().get(key)));
    apply(back, reason, act);
  }

  private void apply(Map<String, @Nullable Object> changes, String reason, AuditTrail.Act act) {
    ConfigurationService.Preview preview = configuration.preview(changes);
    Configuration proposed = preview.configuration();
    List<String> problems = RoutingQueries.problems(changes, preview.diagnostics());
    if (proposed == null || !problems.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          String.join("; ", problems),
          Map.of("settings", List.copyOf(changes.keySet()), "problems", problems));
    }
    check(proposed, reason, act);
    Map<String, Object> overridden = new HashMap<>();
    overrides.overrides().forEach(each -> overridden.put(each.key(), each.value()));
    Map<String, Object> before = new LinkedHashMap<>();
    Map<String, Object> after = new LinkedHashMap<>();
    changes.forEach((key, value) -> {
      before.put(key, overridden.getOrDefault(key, RoutingQueries.AS_CONFIGURED));
      after.put(key, value == null ? RoutingQueries.AS_CONFIGURED : value);
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

  /** What would leave no way out, or cannot order, is refused. */
  private void check(Configuration proposed, String reason, AuditTrail.Act act) {
    Traffic after = context.traffic().under(proposed.routing());
    String lacks = after.policyLacks();
    boolean asksForPrices = proposed.routing().policy() == SelectionPolicy.COST_BASED;
    if (asksForPrices && !lacks.isEmpty()) {
      throw Checks.invalid(lacks, OverrideKey.SELECTION_POLICY, "COST_BASED");
    }
    Map<String, Double> weights = new HashMap<>();
    proposed
        .providers()
        .forEach(each ->
            weights.put(
                each.name(),
                proposed.routing().weights().getOrDefault(each.name(), each.weight())));
    Set<String> closing = new HashSet<>();
    weights.forEach((name, weight) -> {
      if (weight == 0) {
        closing.add(name);
      }
    });
    if (!weights.isEmpty() && closing.size() == weights.size() && !act.caller().force()) {
      throw new SignalboxException(
          ErrorCode.ALL_WEIGHTS_ZERO,
          "All weights would be 0: no provider would take new work; confirm with --force --reason"
              + " TEXT",
          Map.of("weights", weights));
    }
    boolean before = context.traffic().shares().values().stream().anyMatch(share -> share > 0);
    boolean left = after.shares().values().stream().anyMatch(share -> share > 0);
    boolean asksForCapabilities =
        proposed.routing().policy() == SelectionPolicy.CAPABILITY_BASED && !lacks.isEmpty();
    if (before && !left && act.caller().force()) {
      Checks.reason(reason, "Leaving no provider for new work");
    } else if (before && !left && !asksForCapabilities) {
      throw new SignalboxException(
          ErrorCode.LAST_WAY_OUT,
          "No provider would take new work under these settings; confirm with --force --reason"
              + " TEXT",
          Map.of());
    }
    lastProviderGuard.check(closing, reason, act.caller().force());
  }
}
