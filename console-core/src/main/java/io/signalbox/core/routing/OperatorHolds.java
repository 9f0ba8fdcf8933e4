package io.signalbox.core.routing;

import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What an operator did to routing: manual states, the activation, holds on switches, forced
 * circuits. Stored before it acts; wins over automation until it is lifted or its time runs out.
 * Thread-safe; blocks.
 */
public final class OperatorHolds {

  private final RoutingStateRepository repository;
  private final TimeSource time;
  private final HealthMonitor health;
  private final EventStream events;
  private final Supplier<RoutingSnapshot> inForce;
  private final Consumer<UnaryOperator<RoutingSnapshot>> edit;

  /**
   * @param inForce what routing goes by now
   * @param edit puts another snapshot in force
   */
  public OperatorHolds(
      RoutingStateRepository repository,
      TimeSource time,
      HealthMonitor health,
      EventStream events,
      Supplier<RoutingSnapshot> inForce,
      Consumer<UnaryOperator<RoutingSnapshot>> edit) {
    this.repository = repository;
    this.time = time;
    this.health = health;
    this.events = events;
    this.inForce = inForce;
    this.edit = edit;
  }

  private RoutingSnapshot snapshot() {
    return inForce.get();
  }

  /** Reads everything again: another process may have changed it. */
  public void refresh() {
    Map<String, ManualState> manual = new HashMap<>();
    repository.manualStates().forEach(each -> manual.put(each.provider(), each));
    Map<String, SwitchHold> holds = new HashMap<>();
    repository.switchHolds().forEach(each -> holds.put(each.at(), each));
    Map<String, ForcedCircuit> forced = new HashMap<>();
    repository.forcedCircuits().forEach(each -> forced.put(each.name(), each));
    Activation activation = repository.activation().orElse(null);
    edit.accept(now -> now.held(manual, activation, holds, forced));
    suspendChecks();
  }

  private void suspendChecks() {
    RoutingSnapshot now = snapshot();
    Instant at = time.now();
    for (ProviderRegistration provider : now.providers()) {
      ManualState manual = now.manual(provider.name(), at);
      boolean off =
          manual == null
              ? !provider.enabled()
              : manual.kind() == ManualState.Kind.MAINTENANCE
                  || manual.kind() == ManualState.Kind.DISABLED;
      health.setChecksSuspended(provider.name(), off);
    }
  }

  /** Lifts what has run out; called about once a second. */
  public void expire() {
    Instant now = time.now();
    RoutingSnapshot seen = snapshot();
    for (ManualState held : seen.manual().values()) {
      if (held.isExpired(now)) {
        repository.deleteManualState(held.provider());
        refresh();
        publish(new RoutingEvents.Released(now, held.provider(), held.kind(), true));
      }
    }
    for (SwitchHold hold : seen.holds().values()) {
      if (hold.isExpired(now)) {
        repository.deleteSwitchHold(hold.at());
        refresh();
        publish(new RoutingEvents.SwitchReleased(now, hold, true));
      }
    }
    for (ForcedCircuit forced : seen.forced().values()) {
      if (forced.isExpired(now)) {
        repository.deleteForcedCircuit(forced.name());
        refresh();
        publish(new RoutingEvents.CircuitReleased(now, forced, true));
      }
    }
    Activation activation = seen.activation();
    if (activation != null && activation.isExpired(now)) {
      repository.deleteActivation();
      refresh();
      publish(new RoutingEvents.Automatic(now, activation.provider(), true));
    }
  }

  private void publish(Event event) {
    events.publish(event);
  }

  /** Stops, or allows, a provider's traffic. */
  public void set(ManualState manual) {
    snapshot().require(manual.provider());
    repository.saveManualState(manual);
    refresh();
    publish(new RoutingEvents.Held(manual));
  }

  /** Lifts what was done to a provider; false if there was nothing. */
  public boolean lift(String provider) {
    snapshot().require(provider);
    ManualState held = snapshot().manual().get(provider);
    repository.deleteManualState(provider);
    refresh();
    if (held != null) {
      publish(new RoutingEvents.Released(time.now(), provider, held.kind(), false));
    }
    return held != null;
  }

  /** Makes a provider active for all traffic. */
  public void activate(Activation activation) {
    snapshot().require(activation.provider());
    repository.saveActivation(activation);
    refresh();
    publish(new RoutingEvents.Activated(activation));
  }

  /** Returns all traffic to automatic; false if nothing was active. */
  public boolean deactivate() {
    Activation active = snapshot().activation();
    repository.deleteActivation();
    refresh();
    if (active != null) {
      publish(new RoutingEvents.Automatic(time.now(), active.provider(), false));
    }
    return active != null;
  }

  /** Holds a switch on one of its members; whoever calls has checked both. */
  public void hold(SwitchHold hold) {
    repository.saveSwitchHold(hold);
    refresh();
    publish(new RoutingEvents.SwitchThrown(hold));
  }

  /** Returns a switch to automatic; false if it was not held. */
  public boolean release(String at) {
    SwitchHold held = snapshot().holds().get(at);
    repository.deleteSwitchHold(at);
    refresh();
    if (held != null) {
      publish(new RoutingEvents.SwitchReleased(time.now(), held, false));
    }
    return held != null;
  }

  /** Forces a circuit open or closed. */
  public void force(ForcedCircuit forced) {
    repository.saveForcedCircuit(forced);
    refresh();
    publish(new RoutingEvents.CircuitForced(forced));
  }

  /** Returns a circuit to automatic; false if it was not forced. */
  public boolean unforce(String name) {
    ForcedCircuit forced = snapshot().forced().get(name);
    repository.deleteForcedCircuit(name);
    refresh();
    if (forced != null) {
      publish(new RoutingEvents.CircuitReleased(time.now(), forced, false));
    }
    return forced != null;
  }
}
