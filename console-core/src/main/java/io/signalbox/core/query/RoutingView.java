package io.signalbox.core.query;

import io.signalbox.core.routing.Activation;
import io.signalbox.core.routing.ManualState;
import io.signalbox.core.routing.RoutingSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routing as it stands.
 *
 * @param shares expected share of new unpinned work by provider, 0 to 1
 * @param nextPicks the coming picks of the rotation; empty where the policy does not rotate
 */
public record RoutingView(
    RoutingSettings settings,
    Map<String, Double> weights,
    Map<String, Double> shares,
    List<String> nextPicks,
    @Nullable Activation activation,
    List<ManualState> manual) {}
