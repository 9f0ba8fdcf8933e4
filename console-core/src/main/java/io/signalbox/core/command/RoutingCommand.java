package io.signalbox.core.command;

import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.SelectionPolicy;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done to routing as a whole. */
public sealed interface RoutingCommand extends Command<RoutingView> {

  @Override
  default String subject() {
    return "routing";
  }

  /**
   * Sends traffic without pin or preference to one provider; with {@code at}, holds that switch (a
   * failover strategy) on one of its members. A reason is required.
   *
   * @param at the switch; null for all traffic
   */
  record Activate(String provider, String reason, @Nullable Instant until, @Nullable String at)
      implements RoutingCommand {
    @Override
    public String subject() {
      return provider;
    }
  }

  /**
   * Lifts the activation, or with {@code at} the hold on that switch. INVALID_STATE if there is
   * none.
   */
  record ReturnToAutomatic(String reason, @Nullable String at) implements RoutingCommand {}

  /**
   * Forces a circuit open (no new work, checks go on) or closed (work goes through whatever its
   * failures and health), or returns it to automatic. Forcing needs a reason; LAST_WAY_OUT as for
   * drain.
   *
   * @param name a provider, or a strategy that is a member of a chain
   */
  record ForceCircuit(String name, CircuitForce force, String reason, @Nullable Instant until)
      implements RoutingCommand {
    @Override
    public String subject() {
      return name;
    }
  }

  /** What an operator does to a circuit. */
  enum CircuitForce {
    OPEN,
    CLOSED,
    AUTO
  }

  /**
   * Applies settings of routing as one change: all of them or none. Keys are those of {@code
   * RoutingView.fields}; a null value takes an override back. INVALID_INPUT names the key, what was
   * found and what is allowed.
   */
  record ChangeSettings(Map<String, @Nullable Object> settings, String reason)
      implements RoutingCommand {}

  /** Takes back a change of settings. INVALID_INPUT for an id that is none. */
  record RevertSettings(long id, String reason) implements RoutingCommand {}

  record SetPolicy(SelectionPolicy policy, String reason) implements RoutingCommand {}

  /** Overrides weights; those not named stay. ALL_WEIGHTS_ZERO is refused unless forced. */
  record SetWeights(Map<String, Double> weights, String reason) implements RoutingCommand {}
}
