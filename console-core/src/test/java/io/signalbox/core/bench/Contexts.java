package io.signalbox.core.bench;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.testing.MemoryRepositories;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Routing as a process has it, but for a store and for the thread of its own that each call has
 * there: healthy providers under given settings.
 */
final class Contexts {

  private Contexts() {}

  /** The first provider has weight 5, the others 1. */
  static ProviderContext of(RoutingSettings settings, List<? extends ProviderStrategy> providers) {
    var time = TimeSource.system();
    var gateway = Gateway.inline(time, UnaryOperator.identity());
    var kept = new MemoryRepositories();
    var events = new EventStream();
    var metrics = new ProviderMetrics(time, kept);
    var health = new HealthMonitor(time, kept, metrics, events, Runnable::run);
    var context =
        new RoutingEngine(
            time,
            metrics,
            health,
            kept,
            new MemoryPicks(kept),
            events,
            () -> 0.5,
            Plugins.installed());
    var position = 0;
    for (ProviderStrategy provider : providers) {
      var name = provider.name();
      context.register(
          new ProviderRegistration(
              name,
              provider.type(),
              provider.type(),
              gateway.guard(provider),
              "",
              true,
              position,
              position++ == 0 ? 5.0 : 1.0,
              provider.capabilities(),
              Map.of()));
      health.watch(
          name,
          HealthSettings.DEFAULT,
          () -> ProviderHealthStatus.healthy("Well", time.now(), Duration.ZERO));
      health.checkNow(name);
    }
    context.setSettings(settings);
    return context;
  }

  static List<NoOpProvider> threeNoOps() {
    return List.of(new NoOpProvider("a"), new NoOpProvider("b"), new NoOpProvider("c"));
  }

  /** A tree of which the first strategy is the root. */
  static RoutingSettings tree(StrategyNode... strategies) {
    Map<String, StrategyNode> byName = new LinkedHashMap<>();
    for (StrategyNode each : strategies) {
      byName.put(each.name(), each);
    }
    return RoutingSettings.DEFAULT.withTree(new RoutingTree(strategies[0].name(), byName));
  }

  /** A read that is in time for as long as a benchmark runs. */
  static ProviderOperation read() {
    return new ProviderOperation.GetInstanceStatus(
        List.of("m-1"),
        OperationContext.of("bench", TimeSource.system().now().plus(Duration.ofHours(1))));
  }
}
