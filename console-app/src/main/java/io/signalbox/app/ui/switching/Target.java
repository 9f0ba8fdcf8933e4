package io.signalbox.app.ui.switching;

import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action is done to: a member of a strategy, or a provider by itself, as it stands now.
 *
 * @param at the strategy whose member it is; null for a provider by itself
 * @param provider null where the member is a strategy
 * @param circuit its circuit; null where there is none
 * @param activation all traffic held by an operator; null if not
 */
public record Target(
    String name,
    @Nullable TrackNode at,
    @Nullable ProviderView provider,
    @Nullable CircuitView circuit,
    @Nullable Activation activation) {

  /**
   * What is called so, as it stands now.
   *
   * @param strategy whose member it is; empty for a provider by itself
   * @return null where the tree has none, or there is no such provider
   */
  public static @Nullable Target of(ConsoleSnapshot view, String strategy, String name) {
    if (!strategy.isEmpty()) {
      TrackNode node = Trees.strategy(view.tracks(), strategy);
      return node == null ? null : member(view, node, name);
    }
    ProviderView provider = Trees.provider(view, name);
    return provider == null
        ? null
        : new Target(provider.name(), null, provider, circuit(view, provider), view.activation());
  }

  private static @Nullable Target member(ConsoleSnapshot view, TrackNode at, String member) {
    for (TrackMember each : at.members()) {
      if (each.to().name().equals(member)) {
        return new Target(
            member, at, Trees.provider(view, member), each.circuit(), view.activation());
      }
    }
    return null;
  }

  private static @Nullable CircuitView circuit(ConsoleSnapshot view, ProviderView provider) {
    CircuitView guard = Trees.circuit(view.tracks(), provider.name());
    return guard == null ? provider.circuit() : guard;
  }

  private @Nullable SwitchHold hold() {
    return at == null ? null : at.hold();
  }

  private @Nullable ManualState held() {
    ManualState manual = provider == null ? null : provider.manual();
    return manual != null
            && (manual.kind() == ManualState.Kind.DRAINED
                || manual.kind() == ManualState.Kind.MAINTENANCE)
        ? manual
        : null;
  }

  private @Nullable ManualState disabled() {
    ManualState manual = provider == null ? null : provider.manual();
    return manual != null && manual.kind() == ManualState.Kind.DISABLED ? manual : null;
  }

  private @Nullable ForcedCircuit forced() {
    return circuit == null ? null : circuit.forced();
  }

  private boolean activated() {
    return at == null && activation != null && activation.provider().equals(name);
  }

  /** Why the action cannot be done; empty if it can. */
  String refusal(SwitchAction action) {
    return switch (action) {
      case MAKE_ACTIVE -> makeActiveRefusal();
      case DRAIN, MAINTENANCE -> standRefusal(action);
      case FORCE_OPEN -> forceRefusal(CircuitView.State.FORCED_OPEN, "open");
      case FORCE_CLOSED -> forceRefusal(CircuitView.State.FORCED_CLOSED, "closed");
      case AUTOMATIC ->
          hold() == null && held() == null && forced() == null && !activated()
              ? subject() + " is not held."
              : "";
      case DISABLE ->
          provider == null
              ? "Only a provider can be disabled; " + name + " is a strategy."
              : provider.enabled() && disabled() == null ? "" : "Already disabled.";
      case ENABLE ->
          provider == null
              ? "Only a provider can be enabled; " + name + " is a strategy."
              : provider.enabled() && held() == null && disabled() == null
                  ? "Already enabled."
                  : "";
    };
  }

  private String subject() {
    return at == null || at.kind() != TrackNode.Kind.FAILOVER ? name : at.name();
  }

  private String makeActiveRefusal() {
    SwitchHold hold = hold();
    if (at != null && at.kind() != TrackNode.Kind.FAILOVER) {
      return "Only a failover switch has one active member; select "
          + name
          + " itself for all traffic.";
    }
    if (hold != null && hold.member().equals(name) || activated()) {
      return "Already made active by an operator.";
    }
    if (at != null && hold == null && at.active().equals(name)) {
      return "Already active; select another member.";
    }
    if (provider != null && !provider.usable()) {
      return provider.problem() + ".";
    }
    if (held() != null) {
      return "Held by operator; return it to automatic first.";
    }
    return provider != null && !provider.enabled() ? "Disabled; enable it first." : "";
  }

  private String standRefusal(SwitchAction action) {
    if (provider == null) {
      return "Only a provider can be drained or maintained; " + name + " is a strategy.";
    }
    ManualState held = held();
    boolean same =
        held != null && (held.kind() == ManualState.Kind.DRAINED) == (action == SwitchAction.DRAIN);
    return same ? "Already so." : provider.enabled() ? "" : "Disabled; it takes no work anyway.";
  }

  private String forceRefusal(CircuitView.State state, String word) {
    if (at != null && at.kind() != TrackNode.Kind.FAILOVER) {
      return "No circuit guards this line.";
    }
    return circuit != null && circuit.state() == state ? "Already forced " + word + "." : "";
  }

  /** The change to ask a preview of. */
  SwitchChange change(SwitchAction action) {
    return switch (action) {
      case MAKE_ACTIVE -> new SwitchChange(action.kind(), name, at == null ? null : at.name());
      case AUTOMATIC ->
          at != null && hold() != null
              ? new SwitchChange(action.kind(), at.name(), at.name())
              : new SwitchChange(action.kind(), name, null);
      case DRAIN, MAINTENANCE, FORCE_OPEN, FORCE_CLOSED, DISABLE, ENABLE ->
          new SwitchChange(action.kind(), name, null);
    };
  }

  /** What carries it out, in this order. */
  List<Command<?>> commands(SwitchAction action, String reason, @Nullable Instant until) {
    String switchName = at == null ? null : at.name();
    return switch (action) {
      case MAKE_ACTIVE -> List.of(new RoutingCommand.Activate(name, reason, until, switchName));
      case DRAIN -> List.of(new ProviderCommand.Drain(name, reason, until));
      case MAINTENANCE -> List.of(new ProviderCommand.Maintain(name, reason, until));
      case FORCE_OPEN ->
          List.of(new RoutingCommand.ForceCircuit(name, CircuitForce.OPEN, reason, until));
      case FORCE_CLOSED ->
          List.of(new RoutingCommand.ForceCircuit(name, CircuitForce.CLOSED, reason, until));
      case AUTOMATIC -> lift(reason, switchName);
      case DISABLE -> List.of(new ProviderCommand.Disable(name, reason));
      case ENABLE -> List.of(new ProviderCommand.Enable(name, reason));
    };
  }

  private List<Command<?>> lift(String reason, @Nullable String switchName) {
    if (hold() != null) {
      return List.of(new RoutingCommand.ReturnToAutomatic(reason, switchName));
    }
    List<Command<?>> commands = new ArrayList<>();
    if (activated()) {
      commands.add(new RoutingCommand.ReturnToAutomatic(reason, null));
    }
    if (held() != null) {
      commands.add(new ProviderCommand.Resume(name, reason));
    }
    if (forced() != null) {
      commands.add(new RoutingCommand.ForceCircuit(name, CircuitForce.AUTO, reason, null));
    }
    return commands;
  }

  /** What must be typed, and what the button names. */
  String confirms(SwitchAction action) {
    return action == SwitchAction.AUTOMATIC && at != null && hold() != null ? at.name() : name;
  }
}
