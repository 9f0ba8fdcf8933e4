package io.signalbox.core.routing;

import io.signalbox.core.routing.failover.ForcedCircuit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a choice reads, immutable.
 *
 * @param manual by provider
 * @param activation all traffic held on one provider; null if not
 * @param holds by switch
 * @param forced circuits forced by an operator, by provider or strategy
 */
public record RoutingSnapshot(
    List<ProviderRegistration> providers,
    RoutingSettings settings,
    Map<String, ManualState> manual,
    @Nullable Activation activation,
    Map<String, SwitchHold> holds,
    Map<String, ForcedCircuit> forced) {

  public RoutingSnapshot {
    providers = List.copyOf(providers);
    manual = Map.copyOf(manual);
    holds = Map.copyOf(holds);
    forced = Map.copyOf(forced);
  }
}
