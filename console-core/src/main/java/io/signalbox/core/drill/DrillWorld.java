package io.signalbox.core.drill;

import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.composition.BranchRunner;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Stand-ins under the configured routing, with a monitor, counters and circuits of their own:
 * nothing of it is shared with what it stands for. Thread-safe as far as its parts are.
 */
final class DrillWorld implements AutoCloseable {

  private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);

  final TimeSource time;
  final DrillPlan plan;
  final EventStream events = new EventStream();
  final ProviderMetrics metrics;
  final HealthMonitor health;
  final ProviderContext context;
  private final StandIns factory;
  private final List<GuardedProvider> standIns = new ArrayList<>();

  /**
   * @param clouds makes simulated clouds
   * @param gateway leads to them
   * @param folder where the clouds keep their ledgers; deleted by whoever made it
   * @param checks runs health checks
   * @param called is told of each call that is no health check
   */
  DrillWorld(
      DrillPlan plan,
      ProviderFactory clouds,
      Gateway gateway,
      Path folder,
      TimeSource time,
      BranchRunner branchRunner,
      Executor checks,
      long seed,
      Consumer<String> called) {
    this.plan = plan;
    this.factory = new StandIns(clouds, called);
    this.time = time;
    NoStore nothing = new NoStore();
    this.metrics = new ProviderMetrics(time, nothing);
    this.health = new HealthMonitor(time, nothing, metrics, events, checks);
    this.context =
        new RoutingEngine(
            time,
            metrics,
            health,
            nothing,
            new MemoryPicks(nothing),
            events,
            new Random(seed)::nextDouble,
            Plugins.installed(),
            branchRunner);
    for (DrillPlan.StandInPlan each : plan.providers()) {
      GuardedProvider provider =
          standIn(
              gateway,
              new ProviderEnvironment(
                  each.name(), each.type(), config(each, Map.of()), time, folder, seed));
      standIns.add(provider);
      context.register(
          new ProviderRegistration(
              each.name(),
              each.type(),
              "stand-in (" + each.type() + ")",
              provider,
              "",
              true,
              each.priority(),
              each.weight(),
              provider.capabilities(),
              each.labels()));
    }
    context.setSettings(plan.routing());
    for (DrillPlan.StandInPlan each : plan.providers()) {
      health.watch(each.name(), each.health(), () -> context.checkHealth(each.name(), CHECK_LIMIT));
    }
  }

  private GuardedProvider standIn(Gateway gateway, ProviderEnvironment environment) {
    return switch (gateway.create(factory, environment)) {
      case Gateway.Creation.Ready(GuardedProvider provider) -> provider;
      case Gateway.Creation.Failed(ProviderFailure failure) ->
          throw new IllegalStateException(failure.message());
    };
  }

  /** Lays knobs over a stand-in's own; none turns everything back. */
  void overlay(int position, Map<String, Object> knobs) {
    standIns.get(position).update(factory, config(plan.providers().get(position), knobs));
  }

  private ProviderConfig config(DrillPlan.StandInPlan plan, Map<String, Object> knobs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ConfigField field : factory.configFields()) {
      Object fallback = field.defaultValue();
      if (fallback != null) {
        values.put(field.name(), fallback);
      }
    }
    values.put("latency.kind", "lognormal");
    values.put("latency.sigma", 0.3);
    values.put("latency.mean_ms", plan.latencyMillis());
    values.putAll(knobs);
    return new ProviderConfig(values);
  }

  AutoCloseable onEvent(Consumer<Event> listener) {
    return events.subscribe(listener);
  }

  List<String> names() {
    return plan.providers().stream().map(DrillPlan.StandInPlan::name).toList();
  }

  @Override
  public void close() {
    context.close();
  }
}
