package io.signalbox.core.snapshot;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.routing.RoutingSnapshot;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes snapshots, each of what changed since the one before and the rest of that. Thread-safe: one
 * is made at a time; blocks on the store.
 */
public final class SnapshotMaker {

  private final ProviderViews views;
  private final StoreFigures store;
  private final Alerts alerts;
  private final Supplier<Configuration> configuration;
  private final Runnable beforeHealth;
  // All guarded by this.
  private final Tracks tracks = new Tracks();
  private List<Held> held = List.of();
  private long number;
  private @Nullable StoreRead shown;
  private List<ProviderView> shownProviders = List.of();
  // Somebody has looked at the providers since, and found them changed.
  private boolean behind;

  /**
   * @param beforeHealth runs before health is told: a short-lived process checks what nobody has
   *     checked yet
   */
  public SnapshotMaker(
      ProviderViews views,
      StoreFigures store,
      Alerts alerts,
      Supplier<Configuration> configuration,
      Runnable beforeHealth) {
    this.views = views;
    this.store = store;
    this.alerts = alerts;
    this.configuration = configuration;
    this.beforeHealth = beforeHealth;
  }

  /**
   * Makes one of everything as it is now.
   *
   * @throws io.signalbox.core.error.SignalboxException STORE_UNAVAILABLE
   */
  public synchronized ConsoleSnapshot make() {
    return make(store.read());
  }

  /** Makes one; the store is read only where it may have changed. */
  synchronized ConsoleSnapshot makeRecent() {
    return make(store.recent());
  }

  /** Whether one made now would differ from the one before, without making it. */
  synchronized boolean isDue() {
    return behind || store.recent() != shown || views.haveChanged();
  }

  /** Judges what is open without making a snapshot, for whoever has the duty and no screen. */
  public synchronized List<Alert> watch() {
    return alerts.find(looked(), store.recent());
  }

  private List<ProviderView> looked() {
    List<ProviderView> now = views.all();
    behind |= now != shownProviders;
    return now;
  }

  /** What is open now, as of {@link #make}, without the rest of it. */
  public synchronized List<Alert> alerts() {
    beforeHealth.run();
    return alerts.find(looked(), store.read());
  }

  /** Something was done here that the store knows. Returns at once. */
  void mark() {
    store.mark();
  }

  private ConsoleSnapshot make(StoreRead read) {
    beforeHealth.run();
    Configuration current = configuration.get();
    ProviderViews.Now now = views.now();
    RoutingSnapshot routing = now.traffic().snapshot();
    List<Held> holds = Held.of(routing, now.at());
    if (!holds.equals(held)) {
      held = holds;
    }
    shown = read;
    shownProviders = now.all();
    behind = false;
    return new ConsoleSnapshot(
        ++number,
        now.at(),
        current.environment(),
        current.version(),
        now.totals(),
        now.inFlight(),
        now.all(),
        tracks.root(now.traffic(), now.rates(), now.at()),
        routing.activation(now.at()),
        now.totals().operationsPerSecond(),
        alerts.find(now.all(), read),
        held,
        read.work().open(),
        read.work().newest(),
        read.work().machinesRunning(),
        read.cost(),
        read.overrides());
  }
}
