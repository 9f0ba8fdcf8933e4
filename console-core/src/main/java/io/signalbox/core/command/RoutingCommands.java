package io.signalbox.core.command;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.ProviderView;
import io.signalbox.core.query.ProviderViews;
import io.signalbox.core.query.RoutingQueries;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.Activation;
import io.signalbox.core.routing.ProviderContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Carries out what can be done to routing as a whole. Thread-safe. */
public final class RoutingCommands {

  private final ProviderContext context;
  private final ProviderViews views;
  private final RoutingQueries routing;
  private final WaysOut waysOut;
  private final SettingChanges settings;

  public RoutingCommands(
      ProviderContext context,
      ProviderViews views,
      RoutingQueries routing,
      WaysOut waysOut,
      SettingChanges settings) {
    this.context = context;
    this.views = views;
    this.routing = routing;
    this.waysOut = waysOut;
    this.settings = settings;
  }

  RoutingView handle(RoutingCommand command, AuditTrail.Act act) {
    switch (command) {
      case RoutingCommand.Activate c -> activate(c, act);
      case RoutingCommand.ReturnToAutomatic c -> returnToAutomatic(act);
      case RoutingCommand.ForceCircuit c -> throw new UnsupportedOperationException();
      case RoutingCommand.ChangeSettings c -> throw new UnsupportedOperationException();
      case RoutingCommand.RevertSettings c -> throw new UnsupportedOperationException();
      case RoutingCommand.SetPolicy c -> setPolicy(c, act);
      case RoutingCommand.SetWeights c -> setWeights(c, act);
    }
    return routing.show();
  }

  private void activate(RoutingCommand.Activate command, AuditTrail.Act act) {
    ProviderView provider = views.one(command.provider(), ProviderViews.WINDOW);
    Checks.reason(command.reason(), "Making a provider active");
    Checks.future(command.until(), act.at());
    if (!provider.enabled() || !provider.usable() || provider.weight() == 0 || isHeld(provider)) {
      throw new SignalboxException(
          ErrorCode.PROVIDER_DISABLED,
          command.provider() + " takes no new work (" + why(provider) + "); lift that first",
          Map.of("provider", command.provider(), "state", why(provider)));
    }
    act.change(
        () ->
            context
                .byHand()
                .activate(
                    new Activation(
                        command.provider(),
                        act.caller().actor(),
                        command.reason(),
                        act.at(),
                        command.until())),
        active(),
        Map.of("active", command.provider()));
  }

  private static boolean isHeld(ProviderView provider) {
    return provider.manual() != null
        && switch (provider.manual().kind()) {
          case DRAINED, MAINTENANCE, DISABLED -> true;
          case ENABLED -> false;
        };
  }

  private static String why(ProviderView provider) {
    if (!provider.usable()) {
      return provider.problem();
    }
    if (provider.manual() != null) {
      return provider.manual().kind().name().toLowerCase(java.util.Locale.ROOT);
    }
    return provider.enabled() ? "weight 0" : "disabled";
  }

  private void returnToAutomatic(AuditTrail.Act act) {
    if (context.snapshot().activation() == null) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE, "Routing is automatic already; no provider is active by hand");
    }
    act.change(context.byHand()::deactivate, active(), Map.of("active", "automatic"));
  }

  private Map<String, Object> active() {
    Activation activation = context.snapshot().activation();
    return Map.of("active", activation == null ? "automatic" : activation.provider());
  }

  private void setPolicy(RoutingCommand.SetPolicy command, AuditTrail.Act act) {
    settings.policy(command.policy(), command.reason(), act);
  }

  private void setWeights(RoutingCommand.SetWeights command, AuditTrail.Act act) {
    if (command.weights().isEmpty()) {
      throw Checks.invalid("Name at least one weight, such as NAME=2", "weights", "");
    }
    Map<String, Double> before = views.weights();
    Map<String, Double> after = new HashMap<>(before);
    Set<String> closing = new HashSet<>();
    for (Map.Entry<String, Double> entry : command.weights().entrySet()) {
      views.registration(entry.getKey());
      double weight = entry.getValue();
      if (!Double.isFinite(weight) || weight < 0) {
        throw Checks.invalid(
            "The weight of " + entry.getKey() + " is " + weight + ", expected 0 or more",
            entry.getKey(),
            String.valueOf(weight));
      }
      after.put(entry.getKey(), weight);
      if (weight == 0) {
        closing.add(entry.getKey());
      }
    }
    boolean allZero = after.values().stream().allMatch(weight -> weight == 0);
    if (allZero && !act.caller().force()) {
      throw new SignalboxException(
          ErrorCode.ALL_WEIGHTS_ZERO,
          "All weights would be 0: no provider would take new work; confirm with --force --reason"
              + " TEXT",
          Map.of("weights", after));
    }
    waysOut.check(closing, command.reason(), act.caller().force());
    settings.weights(command.weights(), command.reason(), act);
  }
}
