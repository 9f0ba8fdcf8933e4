package io.signalbox.core.health;

import io.signalbox.core.audit.AfterCommit;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one judge of each provider's health. Judging never blocks: what was found out is {@link
 * #keptBehind kept behind}, checks run on the given executor.
 *
 * <p>Thread-safe. Of several processes on one store the one that holds the monitoring lease calls
 * {@link #tick}; the others call {@link #refresh}. All of them judge by the work they do, and the
 * newer finding is in force everywhere, whoever made it.
 */
public final class HealthMonitor {

  /** How long history is kept. */
  public static final Duration HISTORY = Duration.ofDays(8);

  private final TimeSource time;
  // Since when nothing is known of a provider that nobody watches.
  private final Instant begun;
  private final HealthRepository repository;
  private final ProviderMetrics metrics;
  private final HealthNews news;
  private final Executor checks;
  private final Map<String, Watch> watched = new ConcurrentHashMap<>();

  // Failures of their work count for their circuits.
  private volatile Set<String> guarded = Set.of();

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
    this.begun = time.now();
    this.repository = repository;
    this.metrics = metrics;
    this.news = new HealthNews(repository, events);
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
    WatchedProvider fresh = new WatchedProvider(provider, settings, now());
    repository.last(provider).ifPresent(stored -> fresh.restore(stored, now()));
    // Whoever reported it has told of it.
    fresh.reported(reports().get(provider), now());
    watched.put(provider, new Watch(fresh, check));
    nextEdition();
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
            provider, HealthState.UNKNOWN, begun, null, "", false, null, HealthView.MONITOR, 0)
        : watch.provider().view();
  }

  /** What a provider told of its quotas last; never remote, never blocks. */
  public List<ProviderQuota> quotas(String provider) {
    Watch watch = watched.get(provider);
    return watch == null ? List.of() : watch.provider().quotas();
  }

  /** Runs one check now, blocking, whatever the schedule; counts like any other check. */
  public HealthView checkNow(String provider) {
    BlockingCall.check("health check");
    Watch watch = watched.get(provider);
    if (watch != null) {
      check(watch);
    }
    return view(provider);
  }

  /**
   * Takes over what is newer, starts every check that is due and advances ejections; called about
   * once a second; blocks.
   */
  public void tick() {
    takeOver(news::tell);
    look();
  }

  /**
   * As {@link #tick}, by what this process knows alone: while the store cannot be asked each
   * process looks for itself.
   */
  public void look() {
    Instant now = now();
    for (Map.Entry<String, Watch> entry : watched.entrySet()) {
      Watch watch = entry.getValue();
      if (watch.provider().startCheck(now)) {
        checks.execute(() -> check(watch));
      }
      news.tell(watch.provider().tick(metrics.window(entry.getKey(), Duration.ofMinutes(5)), now));
      news.note(watch.provider());
    }
  }

  /**
   * Takes over what other processes found out, where it is newer; called about once a second by
   * those that do not hold the lease; blocks.
   */
  public void refresh() {
    takeOver(ended -> {});
  }

  /**
   * @param reportEnded what ends by itself is told once, by the process that monitors
   */
  private void takeOver(Consumer<Optional<HealthChanged>> reportEnded) {
    Instant read = now();
    for (StoredHealth stored : repository.last()) {
      Watch watch = watched.get(stored.provider());
      if (watch != null) {
        watch.provider().restore(stored, read);
      }
    }
    Instant now = now();
    Map<String, HealthReport> reports = reports();
    watched.forEach((name, watch) -> {
      HealthReport report = reports.get(name);
      boolean over = report == null && watch.provider().isReportOver(now);
      Optional<HealthChanged> changed = watch.provider().reported(report, now);
      if (over) {
        reportEnded.accept(changed);
      }
    });
  }

  private void check(Watch watch) {
    boolean ended = false;
    try {
      news.tell(watch.provider().checked(status(watch), now()));
      ended = true;
    } finally {
      if (!ended) {
        // Out of memory, say: the next check must not wait for the end of this one.
        watch.provider().abandonCheck(now());
      }
    }
    news.note(watch.provider());
  }

  private ProviderHealthStatus status(Watch watch) {
    try {
      return watch.check().get();
    } catch (RuntimeException e) {
      return ProviderHealthStatus.unhealthy("The check failed: " + e, time.now());
    }
  }

  /**
   * Says for which providers a circuit counts failures of work, so that a count here does not take
   * them out before it opens; checks judge them as ever.
   */
  public void setGuarded(Set<String> providers) {
    guarded = Set.copyOf(providers);
  }

  /** Tells the result of real work (not of checks), for passive judgement. */
  public void observe(String provider, ProviderResult result) {
    observe(watched.get(provider), result);
  }

  private void observe(@Nullable Watch watch, ProviderResult result) {
    if (watch != null && watch.provider().hasNewsIn(result)) {
      news.tell(
          watch.provider().observed(result, guarded.contains(watch.provider().name()), now()));
      news.note(watch.provider());
    }
  }

  /**
   * Stores health told from outside; once that is on disk it beats the monitor both ways until it
   * expires.
   */
  public AfterCommit report(HealthReport report) {
    repository.saveReport(report);
    return () -> reported(report.provider(), report);
  }

  /** Takes an external report back before it expires. */
  public AfterCommit withdrawReport(String provider) {
    repository.deleteReport(provider);
    return () -> reported(provider, null);
  }

  private void reported(String provider, @Nullable HealthReport report) {
    Watch watch = watched.get(provider);
    if (watch != null) {
      news.tell(watch.provider().reported(report, now()));
    }
  }

  /** Suspends active checks (maintenance, disabled) or resumes them. */
  public void setChecksSuspended(String provider, boolean suspended) {
    Watch watch = watched.get(provider);
    if (watch != null) {
      watch.provider().suspend(suspended, now());
    }
  }

  /** Oldest first; blocks. */
  public List<HealthChange> history(String provider, Instant from, Instant to) {
    return news.history(provider, from, to);
  }

  /** What reaches the store a little later: where each provider stands, and changes. */
  public List<KeptBehind> keptBehind() {
    return news.keptBehind(this::now);
  }

  private Map<String, HealthReport> reports() {
    Instant now = now();
    Map<String, HealthReport> reports = new HashMap<>();
    for (HealthReport report : repository.reports()) {
      if (now.isBefore(report.until())) {
        reports.put(report.provider(), report);
      }
    }
    return reports;
  }

  /** As exact as the store keeps it, so that its copy of a finding is no newer one. */
  private Instant now() {
    return time.now().truncatedTo(ChronoUnit.MICROS);
  }
}
