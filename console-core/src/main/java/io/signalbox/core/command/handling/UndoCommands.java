package io.signalbox.core.command.handling;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.query.undo.UndoPlans;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes acts back, by what puts anything in force: the same checks, the same events. Whether the
 * act still stands is looked at again in the transaction that changes anything. Thread-safe.
 */
public final class UndoCommands {

  private final UndoPlans plans;
  private final ProviderCommands providers;
  private final RoutingCommands routing;
  private final SettingChanges settings;
  private final SavedFiles files;

  public UndoCommands(
      UndoPlans plans,
      ProviderCommands providers,
      RoutingCommands routing,
      SettingChanges settings,
      ConfigurationService configuration,
      TemplateCatalog templates,
      OverrideRepository shared) {
    this.plans = plans;
    this.providers = providers;
    this.routing = routing;
    this.settings = settings;
    this.files = new SavedFiles(configuration, templates, shared, settings);
  }

  UndoPlan handle(Undo command, AuditTrail.Act act) {
    UndoPlan plan = plans.of(command.act());
    AuditEntry undone = plan.act();
    String reason =
        command.reason().isBlank()
            ? "Undoes what "
                + undone.actor()
                + " did at "
                + undone.at().truncatedTo(ChronoUnit.SECONDS)
            : command.reason();
    act.undoing(undone, reason, () -> plans.check(undone));
    PutBack back = plan.back();
    if (back == null) {
      throw UndoPlans.refused(undone, plan.refusal());
    }
    switch (back) {
      case PutBack.Hold hold -> putBack(hold, reason, act);
      case PutBack.Settings before -> settings.apply(before.values(), reason, act);
      case PutBack.SavedFile file -> files.putBack(file, reason, act);
    }
    return plan;
  }

  private void putBack(PutBack.Hold hold, String reason, AuditTrail.Act act) {
    String value = hold.value();
    boolean lifts = value.isEmpty();
    // Whoever held it before had a reason; who puts it back is told by the audit.
    String why = lifts || hold.why().isBlank() ? reason : hold.why();
    switch (hold.kind()) {
      // Drained and disabled it may have been without one.
      case PROVIDER ->
          providers.putBack(
              hold.name(), kind(value), lifts ? reason : hold.why(), hold.until(), act);
      case SWITCH, ALL -> {
        String at = hold.kind() == PutBack.Kind.SWITCH ? hold.name() : null;
        routing.handle(
            lifts
                ? new RoutingCommand.ReturnToAutomatic(why, at)
                : new RoutingCommand.Activate(value, why, hold.until(), at),
            act);
      }
      case CIRCUIT ->
          routing.handle(
              new RoutingCommand.ForceCircuit(
                  hold.name(),
                  lifts
                      ? RoutingCommand.CircuitForce.AUTO
                      : value.equals(HoldWords.forced(true))
                          ? RoutingCommand.CircuitForce.OPEN
                          : RoutingCommand.CircuitForce.CLOSED,
                  why,
                  hold.until()),
              act);
    }
  }

  private static ManualState.@Nullable Kind kind(String word) {
    return word.isEmpty() ? null : ManualState.Kind.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
