package io.signalbox.core.routing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything a choice reads, immutable. */
public record RoutingSnapshot(
    List<ProviderRegistration> providers,
    RoutingSettings settings,
    Map<String, ManualState> manual,
    @Nullable Activation activation) {

  public RoutingSnapshot {
    providers = List.copyOf(providers);
    manual = Map.copyOf(manual);
  }
}
