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

  /** Sends traffic without pin or preference to one provider. A reason is required. */
  record Activate(String provider, String reason, @Nullable Instant until)
      implements RoutingCommand {
    @Override
    public String subject() {
      return provider;
    }
  }

  /** Lifts the activation. */
  record ReturnToAutomatic(String reason) implements RoutingCommand {}

  record SetPolicy(SelectionPolicy policy, String reason) implements RoutingCommand {}

  /** Overrides weights; those not named stay. ALL_WEIGHTS_ZERO is refused unless forced. */
  record SetWeights(Map<String, Double> weights, String reason) implements RoutingCommand {}
}
