package io.signalbox.core.command.handling;

import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.answering.RoutingQueries;
import io.signalbox.core.query.answering.TrackQueries;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Carries out what can be done to routing as a whole. Thread-safe. */
public final class RoutingCommands {

  private final ProviderContext context;
  private final ProviderViews views;
  private final RoutingQueries routing;
  private final LastProviderGuard lastProviderGuard;
  private final SettingInput input;
  private final SettingChanges settings;
  private final TrackQueries tracks;

  public RoutingCommands(
      ProviderContext context,
      ProviderViews views,
      RoutingQueries routing,
      LastProviderGuard lastProviderGuard,
      SettingInput input,
      SettingChanges settings,
      TrackQueries tracks) {
    this.context = context;
    this.views = views;
    this.routing = routing;
    this.lastProviderGuard = lastProviderGuard;
    this.input = input;
    this.settings = settings;
    this.tracks = tracks;
  }

  RoutingView handle(RoutingCommand command, AuditTrail.Act act) {
    // What another process changed is looked at before it is replaced or lifted.
    context.operatorHolds().refresh();
    switch (command) {
      case RoutingCommand.Activate c -> activate(c, act);
      case RoutingCommand.ReturnToAutomatic c -> returnToAutomatic(c, act);
      case RoutingCommand.ForceCircuit c -> forceCircuit(c, act);
      case RoutingCommand.ChangeSettings c ->
          settings.apply(input.ofRouting(c.settings()), c.reason(), act);
      case RoutingCommand.RevertSettings c ->
          settings.apply(settings.undoing(c.id()), c.reason(), act);
      case RoutingCommand.SetPolicy c ->
          settings.apply(Map.of(OverrideKey.SELECTION_POLICY, c.policy().name()), c.reason(), act);
      case RoutingCommand.SetWeights c ->
          settings.apply(input.ofWeights(c.weights()), c.reason(), act);
    }
    return routing.show();
  }

  private void activate(RoutingCommand.Activate command, AuditTrail.Act act) {
    Checks.reason(command.reason(), "Making a provider active");
    Checks.future(command.until(), act.at());
    String at = command.at();
    if (at != null) {
      hold(command, at, act);
      return;
    }
    ProviderView provider = views.one(command.provider());
    if (!provider.enabled() || !provider.usable() || provider.weight() == 0 || isHeld(provider)) {
      throw new SignalboxException(
          ErrorCode.PROVIDER_DISABLED,
          command.provider() + " takes no new work (" + why(provider) + "); lift that first",
          Map.of("provider", command.provider(), "state", why(provider)));
    }
    Activation now = context.snapshot().activation();
    if (now != null
        && now.provider().equals(command.provider())
        && Checks.again(command.reason(), command.until(), now.why(), now.until())) {
      return;
    }
    act.changeThen(
        () ->
            context
                .operatorHolds()
                .activate(
                    new Activation(
                        command.provider(),
                        act.caller().actor(),
                        command.reason(),
                        act.at(),
                        command.until())),
        active(),
        HeldWords.until(Map.of("active", command.provider()), command.until()));
  }

  private void hold(RoutingCommand.Activate command, String at, AuditTrail.Act act) {
    tracks.check(
        context.snapshot().settings().tree(),
        new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, command.provider(), at));
    SwitchHold now = context.snapshot().holds().get(at);
    if (now != null
        && now.member().equals(command.provider())
        && Checks.again(command.reason(), command.until(), now.why(), now.until())) {
      return;
    }
    String closed = context.traffic().closed(command.provider());
    if (!closed.isEmpty() && !act.caller().force()) {
      throw new SignalboxException(
          ErrorCode.LAST_WAY_OUT,
          command.provider()
              + " takes no work now ("
              + closed
              + "); held there, "
              + at
              + " would let nothing through. Confirm with --force --reason TEXT",
          Map.of("at", at, "member", command.provider()));
    }
    act.changeThen(
        () ->
            context
                .operatorHolds()
                .hold(
                    new SwitchHold(
                        at,
                        command.provider(),
                        act.caller().actor(),
                        command.reason(),
                        act.at(),
                        command.until())),
        held(at),
        HeldWords.until(Map.of("at", at, "held on", command.provider()), command.until()));
  }

  private Map<String, Object> held(String at) {
    SwitchHold hold = context.snapshot().holds().get(at);
    Map<String, Object> held = new HashMap<>(Map.of("at", at, "held on", "automatic"));
    if (hold != null) {
      held.putAll(HeldWords.of("held on", hold.member(), hold.who(), hold.why(), hold.until()));
    }
    return held;
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
      return provider.manual().kind().name().toLowerCase(Locale.ROOT);
    }
    return provider.enabled() ? "weight 0" : "disabled";
  }

  private void returnToAutomatic(RoutingCommand.ReturnToAutomatic command, AuditTrail.Act act) {
    String at = command.at();
    if (at != null) {
      if (!context.snapshot().holds().containsKey(at)) {
        tracks.check(
            context.snapshot().settings().tree(),
            new SwitchChange(SwitchChange.Kind.AUTOMATIC, at, at));
        return;
      }
      act.changeThen(
          () -> context.operatorHolds().release(at),
          held(at),
          Map.of("at", at, "held on", "automatic"));
      return;
    }
    if (context.snapshot().activation() == null) {
      return;
    }
    act.changeThen(context.operatorHolds()::deactivate, active(), Map.of("active", "automatic"));
  }

  private void forceCircuit(RoutingCommand.ForceCircuit command, AuditTrail.Act act) {
    String name = command.name();
    RoutingTree tree = context.snapshot().settings().tree();
    tracks.check(tree, new SwitchChange(SwitchChange.Kind.FORCE_OPEN, name, null));
    Checks.future(command.until(), act.at());
    switch (command.force()) {
      case AUTO -> {
        if (!context.snapshot().forced().containsKey(name)) {
          return;
        }
        act.changeThen(
            () -> context.operatorHolds().unforce(name),
            forced(name),
            Map.of("circuit", "automatic"));
      }
      case OPEN -> {
        Checks.reason(command.reason(), "Forcing a circuit open");
        if (isForced(command, true)) {
          return;
        }
        lastProviderGuard.check(tree.providers(name), command.reason(), act.caller().force());
        SwitchChange change = new SwitchChange(SwitchChange.Kind.FORCE_OPEN, name, null);
        if (tracks.preview(change).lastWayOut() && !act.caller().force()) {
          throw new SignalboxException(
              ErrorCode.LAST_WAY_OUT,
              "With the circuit of "
                  + name
                  + " open no provider would take new work; confirm with --force --reason TEXT",
              Map.of("name", name));
        }
        force(command, true, act);
      }
      case CLOSED -> {
        Checks.reason(command.reason(), "Forcing a circuit closed");
        if (!isForced(command, false)) {
          force(command, false, act);
        }
      }
    }
  }

  private boolean isForced(RoutingCommand.ForceCircuit command, boolean open) {
    ForcedCircuit now = context.snapshot().forced().get(command.name());
    return now != null
        && now.open() == open
        && Checks.again(command.reason(), command.until(), now.why(), now.until());
  }

  private void force(RoutingCommand.ForceCircuit command, boolean open, AuditTrail.Act act) {
    act.changeThen(
        () ->
            context
                .operatorHolds()
                .force(
                    new ForcedCircuit(
                        command.name(),
                        open,
                        act.caller().actor(),
                        command.reason(),
                        act.at(),
                        command.until())),
        forced(command.name()),
        HeldWords.until(Map.of("circuit", HoldWords.forced(open)), command.until()));
  }

  private Map<String, Object> forced(String name) {
    ForcedCircuit forced = context.snapshot().forced().get(name);
    return forced == null
        ? Map.of("circuit", "automatic")
        : HeldWords.of(
            "circuit", HoldWords.forced(forced.open()), forced.who(), forced.why(), forced.until());
  }

  private Map<String, Object> active() {
    Activation activation = context.snapshot().activation();
    return activation == null
        ? Map.of("active", "automatic")
        : HeldWords.of(
            "active",
            activation.provider(),
            activation.who(),
            activation.why(),
            activation.until());
  }
}
