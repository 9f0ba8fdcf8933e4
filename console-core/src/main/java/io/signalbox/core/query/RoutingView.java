package io.signalbox.core.query;

import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.TrackNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routing as it stands.
 *
 * @param shares expected share of new unpinned work by provider, 0 to 1
 * @param held everything an operator holds, by weight
 * @param tree the routing tree as it stands
 * @param circuits of every provider and strategy that has one, forced ones included
 * @param holds switches held by an operator
 * @param fields every setting that can be changed while running, by strategy
 * @param nextPicks the coming picks of the rotation; empty where the policy does not rotate
 */
public record RoutingView(
    RoutingSettings settings,
    Map<String, Double> weights,
    Map<String, Double> shares,
    List<String> nextPicks,
    @Nullable Activation activation,
    List<Held> held,
    TrackNode tree,
    List<CircuitView> circuits,
    List<SwitchHold> holds,
    List<RoutingSetting> fields) {}
