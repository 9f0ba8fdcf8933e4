package io.signalbox.core.routing.candidate;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.balancing.AdaptiveWeights;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.balancing.Rotations;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.Circuits;
import io.signalbox.core.routing.selection.Plugins;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * What routing remembers while settings and providers come and go: rotations, circuits, adaptive
 * weights, sessions; and what it reads from. Thread-safe.
 */
public final class RoutingRuntime {

  private final TimeSource time;
  private final WallClock wall;
  private final ProviderMetrics metrics;
  private final HealthMonitor health;
  private final EventStream events;
  private final Rotations rotations;
  private final Circuits circuits;
  private final Sessions sessions = new Sessions();
  private final DoubleSupplier chance;
  private final Plugins plugins;

  private final boolean choosesInMemory;

  private final Map<String, Instant> recovering = new ConcurrentHashMap<>();

  private final Map<String, AdaptiveWeights> adaptive = new ConcurrentHashMap<>();

  public RoutingRuntime(
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

  public TimeSource time() {
    return time;
  }

  public WallClock wall() {
    return wall;
  }

  public ProviderMetrics metrics() {
    return metrics;
  }

  public HealthMonitor health() {
    return health;
  }

  public EventStream events() {
    return events;
  }

  public Rotations rotations() {
    return rotations;
  }

  public Circuits circuits() {
    return circuits;
  }

  public Sessions sessions() {
    return sessions;
  }

  public DoubleSupplier chance() {
    return chance;
  }

  public Plugins plugins() {
    return plugins;
  }

  /** Whether choosing takes no time worth measuring, plug-ins aside. */
  public boolean choosesInMemory() {
    return choosesInMemory;
  }

  /**
   * When members of health-based chains, as {@code switch/member}, were last seen unhealthy; absent
   * once they have been healthy for the dwell time.
   */
  public Map<String, Instant> recovering() {
    return recovering;
  }

  public AdaptiveWeights adaptive(String balancer) {
    return adaptive.computeIfAbsent(balancer, name -> new AdaptiveWeights());
  }
}
