package io.signalbox.core.routing.preview;

import io.signalbox.core.routing.choosing.RoutingState;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.tree.FailoverSwitch;
import io.signalbox.core.routing.tree.TreeNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How circuits stand, those that are forced without a guard among them. */
final class CircuitViews {

  private final RoutingState state;
  private volatile @Nullable Map<String, Circuit> chained;

  CircuitViews(RoutingState state) {
    this.state = state;
  }

  Optional<CircuitView> of(String name) {
    ForcedCircuit forced = state.snapshot().forced(name, state.table().runtime().time().now());
    Circuit circuit = guarding(name);
    if (circuit != null) {
      return Optional.of(circuit.view(true, forced));
    }
    if (forced == null) {
      return Optional.empty();
    }
    return Optional.of(
        new CircuitView(
            name,
            forced.open() ? CircuitView.State.FORCED_OPEN : CircuitView.State.FORCED_CLOSED,
            false,
            0,
            0,
            Double.NaN,
            0,
            0,
            null,
            null,
            forced.since(),
            null,
            0,
            0,
            forced));
  }

  private @Nullable Circuit guarding(String name) {
    int position = state.table().position(name);
    if (position >= 0 && state.table().guard(position) != null) {
      return state.table().guard(position);
    }
    return chained().get(name);
  }

  /** By the member whose line a chain guards. Two threads may look at once; either finds it. */
  private Map<String, Circuit> chained() {
    Map<String, Circuit> known = chained;
    if (known == null) {
      known = new HashMap<>();
      for (TreeNode node : state.tree().nodes().values()) {
        if (node instanceof FailoverSwitch chain) {
          for (TreeNode member : chain.members()) {
            Circuit circuit = chain.circuitOf(member.name());
            if (circuit != null) {
              known.putIfAbsent(member.name(), circuit);
            }
          }
        }
      }
      chained = known;
    }
    return known;
  }

  /** Of every provider and strategy that has one. */
  List<CircuitView> all() {
    Set<String> names = new LinkedHashSet<>(state.table().names());
    names.addAll(state.tree().nodes().keySet());
    return names.stream().map(this::of).flatMap(Optional::stream).toList();
  }
}
