package io.signalbox.core.routing;

import io.signalbox.core.audit.AfterCommit;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HeldByOperators;
import io.signalbox.core.routing.holds.HoldRepository;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.OperatorEvents;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What operators hold: manual states, the activation, holds on switches, forced circuits. They win
 * over automation until they are lifted or their time runs out. Thread-safe; blocks.
 *
 * <p>A change writes rows of the store, for the caller's transaction, and returns what follows once
 * they are on disk: it acts then, and is told. It names the version of the hold it replaces or
 * lifts; where that is not there any more, somebody else was faster, and it is refused with
 * INVALID_STATE. What was read is put in the place of what is older only.
 */
public final class OperatorHolds {

  private final HoldRepository repository;
  private final TimeSource time;
  private final HealthMonitor health;
  private final EventStream events;
  private final Supplier<RoutingSnapshot> inForce;
  private final Consumer<UnaryOperator<RoutingSnapshot>> edit;
  private final Object suspending = new Object();

  /**
   * @param inForce what routing goes by now
   * @param edit puts another snapshot in force
   */
  public OperatorHolds(
      HoldRepository repository,
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
    take(repository.held());
  }

  private void take(HeldByOperators read) {
    edit.accept(now -> now.held(read));
    suspendChecks();
  }

  private void suspendChecks() {
    synchronized (suspending) {
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
  }

  /**
   * Lifts what has run out, and nothing that was extended elsewhere meanwhile; called about once a
   * second.
   */
  public void expire() {
    Instant now = time.now();
    RoutingSnapshot seen = snapshot();
    boolean found = false;
    for (ManualState held : seen.manual().values()) {
      if (held.isExpired(now)) {
        found = true;
        tell(
            repository.delete(held),
            new OperatorEvents.Released(now, held.provider(), held.kind(), true));
      }
    }
    for (SwitchHold hold : seen.holds().values()) {
      if (hold.isExpired(now)) {
        found = true;
        tell(repository.delete(hold), new OperatorEvents.SwitchReleased(now, hold, true));
      }
    }
    for (ForcedCircuit forced : seen.forced().values()) {
      if (forced.isExpired(now)) {
        found = true;
        tell(repository.delete(forced), new OperatorEvents.CircuitReleased(now, forced, true));
      }
    }
    Activation activation = seen.activation();
    if (activation != null && activation.isExpired(now)) {
      found = true;
      tell(
          repository.delete(activation),
          new OperatorEvents.Automatic(now, activation.provider(), true));
    }
    if (found) {
      refresh();
    }
  }

  private void tell(boolean lifted, Event event) {
    if (lifted) {
      events.publish(event);
    }
  }

  /** Stops, or allows, a provider's traffic. */
  public AfterCommit set(ManualState manual) {
    snapshot().require(manual.provider());
    ManualState before = snapshot().manual().get(manual.provider());
    return changed(
        repository.save(manual, before == null ? 0 : before.version()),
        manual.provider(),
        new OperatorEvents.Held(manual));
  }

  /** Lifts what was done to a provider, if anything was. */
  public AfterCommit lift(String provider) {
    snapshot().require(provider);
    ManualState held = snapshot().manual().get(provider);
    return held == null
        ? AfterCommit.NOTHING
        : changed(
            repository.delete(held),
            provider,
            new OperatorEvents.Released(time.now(), provider, held.kind(), false));
  }

  /** Makes a provider active for all traffic. */
  public AfterCommit activate(Activation activation) {
    snapshot().require(activation.provider());
    Activation before = snapshot().activation();
    return changed(
        repository.save(activation, before == null ? 0 : before.version()),
        "The active provider",
        new OperatorEvents.Activated(activation));
  }

  /** Returns all traffic to automatic, if anything was active. */
  public AfterCommit deactivate() {
    Activation active = snapshot().activation();
    return active == null
        ? AfterCommit.NOTHING
        : changed(
            repository.delete(active),
            "The active provider",
            new OperatorEvents.Automatic(time.now(), active.provider(), false));
  }

  /** Holds a switch on one of its members; whoever calls has checked both. */
  public AfterCommit hold(SwitchHold hold) {
    SwitchHold before = snapshot().holds().get(hold.at());
    return changed(
        repository.save(hold, before == null ? 0 : before.version()),
        hold.at(),
        new OperatorEvents.SwitchThrown(hold));
  }

  /** Returns a switch to automatic, if it was held. */
  public AfterCommit release(String at) {
    @Nullable SwitchHold held = snapshot().holds().get(at);
    return held == null
        ? AfterCommit.NOTHING
        : changed(
            repository.delete(held),
            at,
            new OperatorEvents.SwitchReleased(time.now(), held, false));
  }

  /** Forces a circuit open or closed. */
  public AfterCommit force(ForcedCircuit forced) {
    ForcedCircuit before = snapshot().forced().get(forced.name());
    return changed(
        repository.save(forced, before == null ? 0 : before.version()),
        "The circuit of " + forced.name(),
        new OperatorEvents.CircuitForced(forced));
  }

  /** Returns a circuit to automatic, if it was forced. */
  public AfterCommit unforce(String name) {
    @Nullable ForcedCircuit forced = snapshot().forced().get(name);
    return forced == null
        ? AfterCommit.NOTHING
        : changed(
            repository.delete(forced),
            "The circuit of " + name,
            new OperatorEvents.CircuitReleased(time.now(), forced, false));
  }

  /** Read in the transaction that wrote it, so that nothing has to be read to put it in force. */
  private AfterCommit changed(boolean written, String what, Event event) {
    if (!written) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          what + " was changed by somebody else just now; look at it again and repeat",
          Map.of("changed", what));
    }
    HeldByOperators after = repository.held();
    return () -> {
      take(after);
      events.publish(event);
    };
  }
}
