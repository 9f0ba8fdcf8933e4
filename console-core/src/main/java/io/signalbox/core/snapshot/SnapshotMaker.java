package io.signalbox.core.snapshot;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Makes snapshots. Thread-safe: one is made at a time; blocks on the store. */
public final class SnapshotMaker {

  /** How long a request that ended badly stays an alert. */
  private static final Duration RECENT = Duration.ofMinutes(15);

  private final ProviderViews views;
  private final ProviderContext context;
  private final ProviderMetrics metrics;
  private final RequestRepository requests;
  private final Alerts alerts;
  private final Supplier<Configuration> configuration;
  private final IntSupplier overrides;
  private final TimeSource time;
  private final Runnable beforeHealth;
  // Guarded by this.
  private long number;

  /**
   * @param overrides how many settings are overridden
   * @param beforeHealth runs before health is told: a short-lived process checks what nobody has
   *     checked yet
   */
  public SnapshotMaker(
      ProviderViews views,
      ProviderContext context,
      ProviderMetrics metrics,
      RequestRepository requests,
      Alerts alerts,
      Supplier<Configuration> configuration,
      IntSupplier overrides,
      TimeSource time,
      Runnable beforeHealth) {
    this.views = views;
    this.context = context;
    this.metrics = metrics;
    this.requests = requests;
    this.alerts = alerts;
    this.configuration = configuration;
    this.overrides = overrides;
    this.time = time;
    this.beforeHealth = beforeHealth;
  }

  /** Makes one; blocks. */
  public synchronized ConsoleSnapshot make() {
    beforeHealth.run();
    Instant now = time.now();
    Configuration current = configuration.get();
    List<ProviderView> providers = views.all(ConsoleSnapshot.WINDOW);
    WindowMetrics totals =
        metrics.total(
            providers.stream().map(ProviderView::name).toList(),
            views.measured(ConsoleSnapshot.WINDOW));
    WorkAtAGlance work = requests.glance(now, now.minus(RECENT), ConsoleSnapshot.OPEN_REQUESTS);
    Traffic traffic = context.traffic();
    RoutingSnapshot routing = traffic.snapshot();
    return new ConsoleSnapshot(
        ++number,
        now,
        current.environment(),
        current.version(),
        totals,
        providers.stream().mapToInt(ProviderView::inFlight).sum(),
        providers,
        Tracks.root(traffic, totals.operationsPerSecond(), now),
        routing.activation(now),
        totals.operationsPerSecond(),
        alerts.find(providers, work),
        Held.of(routing, now),
        work.open(),
        work.newest(),
        work.machinesRunning(),
        overrides.getAsInt());
  }
}
