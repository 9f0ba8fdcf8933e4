package io.signalbox.core.command.handling;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.answering.RoutingQueries;
import io.signalbox.core.query.undo.SettingHistory;
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
 * The one road of a change of settings at run time: weights, settings of a provider or of routing,
 * a change taken back, an override removed. All of a change or none of it.
 *
 * <p>It is read on the files as they are now, by the code that reads the files, with the overrides
 * as they would be; then overrides, audit entry and the call to every process are one transaction,
 * which is not written where somebody else changed settings in between; then this process reloads.
 * A change that would not come into force, because a file is broken, is refused before anything is
 * written, with CONFIGURATION_INVALID naming the file; one whose file broke just then fails with
 * the same after it was stored. Thread-safe; blocks.
 */
public final class SettingChanges {

  private static final int HISTORY = 1_000;

  private final ConfigurationService configuration;
  private final OverrideRepository overrides;
  private final ProviderContext context;
  private final SettingHistory history;
  private final LastProviderGuard lastProvider;

  public SettingChanges(
      ConfigurationService configuration,
      OverrideRepository overrides,
      ProviderContext context,
      SettingHistory history,
      LastProviderGuard lastProvider) {
    this.configuration = configuration;
    this.overrides = overrides;
    this.context = context;
    this.history = history;
    this.lastProvider = lastProvider;
  }

  /**
   * @param changes override key to value; null takes an override back
   * @throws SignalboxException INVALID_INPUT for what cannot be set, CONFIGURATION_INVALID where a
   *     file is in the way, ALL_WEIGHTS_ZERO and LAST_WAY_OUT unless forced
   */
  void apply(Map<String, @Nullable Object> changes, String reason, AuditTrail.Act act) {
    boolean written = false;
    while (!written) {
      long generation = overrides.generation();
      // Looked at again where somebody changed settings in between: it may have been the same
      // change.
      if (isSoAlready(changes)) {
        return;
      }
      check(proposed(changes), reason, act);
      written = write(changes, generation, reason, act);
    }
    ConfigurationService.ReloadResult result = configuration.reload();
    if (!result.accepted()) {
      throw inTheWay(
          "The change is stored, and comes into force once this is mended: ", result.diagnostics());
    }
  }

  private boolean isSoAlready(Map<String, @Nullable Object> changes) {
    Map<String, Object> overridden = overridden();
    return changes.entrySet().stream()
        .allMatch(
            change -> SettingOverride.isSame(change.getValue(), overridden.get(change.getKey())));
  }

  private Map<String, Object> overridden() {
    Map<String, Object> overridden = new HashMap<>();
    overrides.overrides().forEach(each -> overridden.put(each.key(), each.value()));
    return overridden;
  }

  /**
   * Removes an override; false if there is none.
   *
   * @throws SignalboxException INVALID_INPUT for what is no key of an override
   */
  boolean reset(String setting, String reason, AuditTrail.Act act) {
    String key = OverrideKey.whole(setting);
    boolean known = overrides.overrides().stream().anyMatch(each -> each.key().equals(key));
    if (known) {
      Map<String, @Nullable Object> change = new LinkedHashMap<>();
      change.put(key, null);
      apply(change, reason, act);
    } else if (!OverrideKey.isKey(key, configuration.current())) {
      throw Checks.invalid(
          "'"
              + key
              + "' is nothing that is set at run time; keys begin with providers.NAME., routing. or"
              + " alerts.rules.,"
              + " and 'config show --source-info' names those that were",
          "key",
          key);
    }
    return known;
  }

  /** What takes a change of routing's settings back. */
  Map<String, @Nullable Object> undoing(long id) {
    RoutingChangeSet set =
        history.list(HISTORY).stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElseThrow(() ->
                Checks.invalid(
                    "There is no change of routing's settings with id " + id,
                    "id",
                    String.valueOf(id)));
    Map<String, @Nullable Object> back = new LinkedHashMap<>();
    set.keys().forEach(key -> back.put(key, set.before().get(key)));
    return back;
  }

  private Configuration proposed(Map<String, @Nullable Object> changes) {
    ConfigurationService.Preview preview = configuration.preview(changes);
    Configuration proposed = preview.configuration();
    List<String> problems = RoutingQueries.problems(changes, preview.diagnostics());
    if (proposed != null && problems.isEmpty()) {
      return proposed;
    }
    List<Diagnostic> without = configuration.check();
    if (without.stream().anyMatch(SettingChanges::isError)) {
      throw inTheWay("Nothing was changed, for the configuration cannot be read: ", without);
    }
    throw new SignalboxException(
        ErrorCode.INVALID_INPUT,
        String.join("; ", problems),
        Map.of("settings", List.copyOf(changes.keySet()), "problems", problems));
  }

  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.severity() == Diagnostic.Severity.ERROR;
  }

  private static SignalboxException inTheWay(String what, List<Diagnostic> diagnostics) {
    List<String> errors =
        diagnostics.stream().filter(SettingChanges::isError).map(Diagnostic::message).toList();
    return new SignalboxException(
        ErrorCode.CONFIGURATION_INVALID,
        what + String.join("; ", errors),
        Map.of("errors", errors));
  }

  /**
   * The same of files that are not in force yet; refused where they cannot be read.
   *
   * @param refused how the message begins then
   */
  void check(ConfigurationService.Preview read, String refused, String reason, AuditTrail.Act act) {
    Configuration proposed = read.configuration();
    if (proposed == null) {
      throw inTheWay(refused, read.diagnostics());
    }
    check(proposed, reason, act);
  }

  /**
   * Has the providers made that a check looks at, where none was made yet: who checks while nobody
   * else can save must not wait for that.
   */
  void prepare() {
    context.traffic();
  }

  /** What would leave no way out, or cannot order, is refused. */
  void check(Configuration proposed, String reason, AuditTrail.Act act) {
    Configuration now = configuration.current();
    Map<String, Double> weights = weights(proposed);
    if (allZero(weights) && !allZero(weights(now)) && !act.caller().force()) {
      throw new SignalboxException(
          ErrorCode.ALL_WEIGHTS_ZERO,
          "All weights would be 0: no provider would take new work; confirm with --force --reason"
              + " TEXT",
          Map.of("weights", weights));
    }
    Traffic after = context.traffic().under(proposed.routing().withWeights(weights));
    String lacks = after.policyLacks();
    boolean asksForPrices = proposed.routing().policy() == SelectionPolicy.COST_BASED;
    if (asksForPrices && !lacks.isEmpty()) {
      throw Checks.invalid(lacks, OverrideKey.SELECTION_POLICY, "COST_BASED");
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
    lastProvider.check(closing(now, proposed), reason, act.caller().force());
  }

  /** Providers that the change takes all new work from, as far as their own settings say so. */
  private static Set<String> closing(Configuration now, Configuration proposed) {
    Set<String> closing = new HashSet<>(closed(proposed));
    closing.removeAll(closed(now));
    return closing;
  }

  private static Set<String> closed(Configuration configuration) {
    Map<String, Double> weights = weights(configuration);
    Set<String> closed = new HashSet<>();
    for (ProviderInstance each : configuration.providers()) {
      if (!each.enabled() || weights.getOrDefault(each.name(), 0.0) == 0) {
        closed.add(each.name());
      }
    }
    return closed;
  }

  private static Map<String, Double> weights(Configuration configuration) {
    Map<String, Double> weights = new HashMap<>();
    for (ProviderInstance each : configuration.providers()) {
      weights.put(
          each.name(), configuration.routing().weights().getOrDefault(each.name(), each.weight()));
    }
    return weights;
  }

  private static boolean allZero(Map<String, Double> weights) {
    return !weights.isEmpty() && weights.values().stream().allMatch(weight -> weight == 0);
  }

  private boolean write(
      Map<String, @Nullable Object> changes, long generation, String reason, AuditTrail.Act act) {
    Map<String, Object> overridden = overridden();
    Map<String, Object> before = new LinkedHashMap<>();
    Map<String, Object> after = new LinkedHashMap<>();
    changes.forEach((key, value) -> {
      before.put(key, overridden.getOrDefault(key, SettingHistory.AS_CONFIGURED));
      after.put(key, value == null ? SettingHistory.AS_CONFIGURED : value);
    });
    return act.changeIf(
        () -> overrides.generation() == generation,
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
  }
}
