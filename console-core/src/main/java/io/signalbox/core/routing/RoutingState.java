package io.signalbox.core.routing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RoutingSnapshot} made ready for choosing: positions by name, weights in force. Immutable
 * but for a shortcut.
 */
final class RoutingState {

  static final RoutingState EMPTY =
      new RoutingState(
          new RoutingSnapshot(List.of(), RoutingSettings.DEFAULT, Map.of(), null), List.of());

  final RoutingSnapshot snapshot;
  final List<ProviderHandle> handles;
  final double[] weights;
  private final Map<String, Integer> positions;

  /**
   * The wheel last turned under this state. Only a shortcut: any thread may put another one, and
   * policy and weights do not change while a state lives.
   */
  volatile Rotations.@Nullable Wheel wheel;

  /**
   * @param handles as many as the snapshot has providers, in the same order
   */
  RoutingState(RoutingSnapshot snapshot, List<ProviderHandle> handles) {
    this.snapshot = snapshot;
    this.handles = List.copyOf(handles);
    this.positions = new HashMap<>();
    this.weights = new double[snapshot.providers().size()];
    for (int i = 0; i < weights.length; i++) {
      ProviderRegistration provider = snapshot.providers().get(i);
      positions.put(provider.name(), i);
      weights[i] = snapshot.settings().weights().getOrDefault(provider.name(), provider.weight());
    }
  }

  /** -1 where there is none of the name. */
  int position(String name) {
    return positions.getOrDefault(name, -1);
  }

  ProviderRegistration provider(int position) {
    return snapshot.providers().get(position);
  }

  int size() {
    return weights.length;
  }

  List<String> names() {
    return snapshot.providers().stream().map(ProviderRegistration::name).toList();
  }

  /** What a hand did to a provider and is still in force. */
  @Nullable ManualState manual(int position, Instant now) {
    if (snapshot.manual().isEmpty()) {
      return null;
    }
    ManualState state = snapshot.manual().get(provider(position).name());
    return state == null || state.isExpired(now) ? null : state;
  }

  @Nullable Activation activation(Instant now) {
    Activation activation = snapshot.activation();
    return activation == null || activation.isExpired(now) ? null : activation;
  }

  /** The same with other weights laid over, for previews. */
  RoutingState reweighted(Map<String, Double> over) {
    Map<String, Double> merged = new HashMap<>(snapshot.settings().weights());
    merged.putAll(over);
    return with(snapshot.settings().withWeights(merged));
  }

  RoutingState with(RoutingSettings settings) {
    return new RoutingState(
        new RoutingSnapshot(
            snapshot.providers(), settings, snapshot.manual(), snapshot.activation()),
        handles);
  }

  RoutingState with(Map<String, ManualState> manual, @Nullable Activation activation) {
    return new RoutingState(
        new RoutingSnapshot(snapshot.providers(), snapshot.settings(), manual, activation),
        handles);
  }

  RoutingState with(List<ProviderRegistration> providers, List<ProviderHandle> newHandles) {
    return new RoutingState(
        new RoutingSnapshot(
            providers, snapshot.settings(), snapshot.manual(), snapshot.activation()),
        newHandles);
  }
}
