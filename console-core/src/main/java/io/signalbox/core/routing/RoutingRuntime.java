package io.signalbox.core.routing;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.balancing.AdaptiveWeights;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.balancing.Rotations;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.Circuits;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * What routing remembers while settings and providers come and go: rotations, circuits, adaptive
 * weights, sessions; and what it reads from. Thread-safe.
 */
final class RoutingRuntime {

  final TimeSource time;
  final WallClock wall;
  final ProviderMetrics metrics;
  final HealthMonitor health;
  final EventStream events;
  final Rotations rotations;
  final Circuits circuits;
  final Sessions sessions = new Sessions();
  final DoubleSupplier chance;
  final Plugins plugins;

  /** Whether choosing takes no time worth measuring, plug-ins aside. */
  final boolean choosesInMemory;

  /**
   * When members of health-based chains, as {@code switch/member}, were last seen unhealthy; absent
   * once they have been healthy for the dwell time.
   */
  final Map<String, Instant> recovering = new ConcurrentHashMap<>();

  private final Map<String, AdaptiveWeights> adaptive = new ConcurrentHashMap<>();

  RoutingRuntime(
      TimeSource time,
      ProviderMetrics metrics,
      HealthMonitor health,
      EventStream events,
      PickSource picks,
      DoubleSupplier chance,
      Plugins plugins) {
    this.time = time;
    this.wall = new WallClock(time);
    this.metrics = metrics;
    this.health = health;
    this.events = events;
    this.rotations = new Rotations(picks);
    this.circuits = new Circuits(time, events);
    this.chance = chance;
    this.plugins = plugins;
    this.choosesInMemory = picks.isInMemory();
  }

  AdaptiveWeights adaptive(String balancer) {
    return adaptive.computeIfAbsent(balancer, name -> new AdaptiveWeights());
  }
}
