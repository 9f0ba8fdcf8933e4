package io.signalbox.core.health;

import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides each provider's health. Judging never blocks: what is to be stored waits for {@link
 * #flush}, checks run on the given executor.
 *
 * <p>Thread-safe. Of several processes on one store the one that holds the monitoring lease calls
 * {@link #tick}; the others call {@link #refresh}.
 */
public final class HealthMonitor {

  /** How long history is kept. */
  public static final Duration HISTORY = Duration.ofDays(8);

  private final TimeSource time;
  private final HealthRepository repository;
  private final ProviderMetrics metrics;
  private final EventStream events;
  private final Executor checks;
  private final Map<String, Watch> watched = new ConcurrentHashMap<>();
  private final Queue<HealthChange> unstored = new ConcurrentLinkedQueue<>();

  // Grows with every change of what is watched.
  private volatile long edition;

  private record Watch(WatchedProvider provider, Supplier<ProviderHealthStatus> check) {}

  /** One provider to be asked about often, without looking for it each time. Thread-safe. */
  public final class ProviderHealth {
    private final String provider;
    private volatile Found found = new Found(-1, null);

    private record Found(long edition, @Nullable Watch watch) {}

    private ProviderHealth(String provider) {
      this.provider = provider;
    }

    private @Nullable Watch watch() {
      Found known = found;
      long newest = edition;
      if (known.edition() != newest) {
        known = new Found(newest, watched.get(provider));
        found = known;
      }
      return known.watch();
    }

    /** As {@link HealthMonitor#view}. */
    public HealthView view() {
      return HealthMonitor.this.view(provider, watch());
    }

    /** As {@link HealthMonitor#observe}. */
    public void observe(ProviderResult result) {
      HealthMonitor.this.observe(watch(), result);
    }
  }

  /**
   * @param checks runs active checks, which block until their deadline: virtual threads
   */
  public HealthMonitor(
      TimeSource time,
      HealthRepository repository,
      ProviderMetrics metrics,
      EventStream events,
      Executor checks) {
    this.time = time;
    this.repository = repository;
    this.metrics = metrics;
    this.events = events;
    this.checks = checks;
  }

  /**
   * Begins to judge a provider; its stored last state is in force at once. Watching again replaces
   * the settings.
   */
  public void watch(
      String provider, HealthSettings settings, Supplier<ProviderHealthStatus> check) {
    Watch known = watched.get(provider);
    if (known != null) {
      known.provider().settings(settings);
      watched.put(provider, new Watch(known.provider(), check));
      nextEdition();
      return;
    }
    WatchedProvider fresh = new WatchedProvider(provider, settings, time.now());
    repository.last(provider).ifPresent(fresh::restore);
    watched.put(provider, new Watch(fresh, check));
    nextEdition();
    refreshReports();
  }

  public void forget(String provider) {
    watched.remove(provider);
    nextEdition();
  }

  private synchronized void nextEdition() {
    edition++;
  }

  /** What is known of one provider, watched or not. */
  public ProviderHealth of(String provider) {
    return new ProviderHealth(provider);
  }

  /** Never remote, never blocks. UNKNOWN for a provider that is not watched. */
  public HealthView view(String provider) {
    return view(provider, watched.get(provider));
  }

  private HealthView view(String provider, @Nullable Watch watch) {
    return watch == null
        ? new HealthView(
            provider, HealthState.UNKNOWN, time.now(), null, "", false, null, "monitor", 0)
        : watch.provider().view();
  }

  /** Runs one check now, blocking, whatever the schedule; counts like any other check. */
  public HealthView checkNow(String provider) {
    BlockingCall.check("health check");
    Watch watch = watched.get(provider);
    if (watch != null) {
      check(watch);
      flush();
    }
    return view(provider);
  }

  /**
   * Starts every check that is due, advances ejections and stores what changed; called about once a
   * second.
   */
  public void tick() {
    Instant now = time.now();
    for (Map.Entry<String, Watch> entry : watched.entrySet()) {
      Watch watch = entry.getValue();
      if (watch.provider().startCheck(now)) {
        checks.execute(() -> check(watch));
      }
      tell(watch.provider().tick(metrics.window(entry.getKey(), Duration.ofMinutes(5)), now));
    }
    flush();
  }

  /**
   * Takes over what the monitoring process stored; called about once a second by those that do not
   * hold the lease.
   */
  public void refresh() {
    watched.forEach((name, watch) -> repository.last(name).ifPresent(watch.provider()::restore));
    refreshReports();
    flush();
  }

  private void check(Watch watch) {
    ProviderHealthStatus status;
    try {
      status = watch.check().get();
    } catch (RuntimeException e) {
      status = ProviderHealthStatus.unhealthy("The check failed: " + e, time.now());
    }
    tell(watch.provider().checked(status, time.now()));
  }

  /** Tells the result of real work (not of checks), for passive judgement. */
  public void observe(String provider, ProviderResult result) {
    observe(watched.get(provider), result);
  }

  private void observe(@Nullable Watch watch, ProviderResult result) {
    if (watch != null && watch.provider().hasNewsIn(result)) {
      tell(watch.provider().observed(result, time.now()));
    }
  }

  /** Stores health told from outside; it beats the monitor both ways until it expires. */
  public void report(HealthReport report) {
    repository.saveReport(report);
    Watch watch = watched.get(report.provider());
    if (watch != null) {
      tell(watch.provider().reported(report, time.now()));
    }
    flush();
  }

  /** Takes an external report back before it expires. */
  public void withdrawReport(String provider) {
    repository.deleteReport(provider);
    Watch watch = watched.get(provider);
    if (watch != null) {
      tell(watch.provider().reported(null, time.now()));
    }
    flush();
  }

  /** Suspends active checks (maintenance, disabled) or resumes them. */
  public void setChecksSuspended(String provider, boolean suspended) {
    Watch watch = watched.get(provider);
    if (watch != null) {
      watch.provider().suspend(suspended, time.now());
    }
  }

  /** Oldest first; blocks. */
  public List<HealthChange> history(String provider, Instant from, Instant to) {
    flush();
    return repository.history(provider, from, to);
  }

  /** Stores what changed since the last call; blocks. */
  public void flush() {
    java.util.Set<String> changed = new java.util.LinkedHashSet<>();
    @Nullable HealthChange change = unstored.poll();
    while (change != null) {
      repository.append(change);
      changed.add(change.provider());
      change = unstored.poll();
    }
    for (Map.Entry<String, Watch> entry : watched.entrySet()) {
      HealthView view = entry.getValue().provider().view();
      Instant checkedAt = view.checkedAt();
      boolean freshlyChecked = checkedAt != null && checkedAt.isAfter(time.now().minusSeconds(2));
      boolean own = view.source().equals("monitor");
      if (own && (freshlyChecked || changed.contains(entry.getKey()))) {
        repository.save(view);
      }
    }
  }

  private void refreshReports() {
    Map<String, HealthReport> reports = new ConcurrentHashMap<>();
    Instant now = time.now();
    for (HealthReport report : repository.reports()) {
      if (now.isBefore(report.until())) {
        reports.put(report.provider(), report);
      }
    }
    watched.forEach((name, watch) -> tell(watch.provider().reported(reports.get(name), now)));
  }

  private void tell(Optional<HealthChanged> changed) {
    changed.ifPresent(event -> {
      unstored.add(
          new HealthChange(
              event.provider(),
              event.at(),
              event.from(),
              event.to(),
              event.reason(),
              event.source()));
      events.publish(event);
    });
  }
}
