package io.signalbox.core.metrics;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Everything measured about providers: one-second buckets for 15 min in memory, one-minute buckets
 * for 24 h in the store.
 *
 * <p>Thread-safe; counting makes no object, and its lock is held for nanoseconds, by who reads a
 * window for microseconds. Memory follows the calls: a provider without any takes none for its
 * figures, one with two calls a second less than {@value #BYTES_AT_TWO_A_SECOND} bytes, and the
 * busiest imaginable {@value #MAX_BYTES_PER_PROVIDER}; what it has stored of the last half hour is
 * about 6,000 more for each kind of operation. Latencies are read back with an error of at most
 * 12.5 %. {@link #recent} and {@link #byOperation} are of all processes, those of others within
 * about two seconds; what is told by the second ({@link #series}, {@link #window}) is of this
 * process alone while it comes from memory. A window longer than 15 min reads the store and may
 * block; it has what was counted until {@link #keptBehind} was written last, about a second ago.
 */
public final class ProviderMetrics {

  /** The most a provider's counters take: calls of every kind and latency in every second. */
  public static final long MAX_BYTES_PER_PROVIDER = 400_000;

  /** What 15 min of two calls a second take at most, all of one kind of operation. */
  public static final long BYTES_AT_TWO_A_SECOND = 20_000;

  private final TimeSource time;
  private final MetricsRepository repository;
  private final Map<String, ProviderCounters> providers = new ConcurrentHashMap<>();
  private final UnstoredMinutes unstored;
  private final OtherProcesses others;
  private final RecentErrors errors;
  private final SecondClock clock;
  private final Figures figures;
  private volatile boolean collecting = true;

  public ProviderMetrics(TimeSource time, MetricsRepository repository) {
    this.time = time;
    this.repository = repository;
    WrittenMinutes own = new WrittenMinutes();
    this.unstored = new UnstoredMinutes(repository, own, this::collect);
    this.others = new OtherProcesses(time, repository, own);
    this.errors = new RecentErrors(repository);
    this.clock = new SecondClock(time);
    this.figures = new Figures(time, clock, repository, providers, others);
  }

  /** Switches counting on or off; calls in flight are counted always. */
  public void setCollecting(boolean collect) {
    collecting = collect;
  }

  /** Counts the calls of one provider, without looking for it each time. Thread-safe. */
  public final class Recorder {
    private final String provider;
    private final ProviderCounters counters;

    private Recorder(String provider, ProviderCounters counters) {
      this.provider = provider;
      this.counters = counters;
    }

    /** The lock a call is counted under, for whoever counts more of the same call. */
    public Object lock() {
      return counters;
    }

    /** Calls under way that somebody counts anyway are not counted here again. */
    public void addInFlightSource(IntSupplier calls) {
      counters.addInFlightSource(calls);
    }

    /** No more calls are under way there. */
    public void removeInFlightSource(IntSupplier calls) {
      counters.removeInFlightSource(calls);
    }

    /**
     * Counts a call that has ended, for a caller that holds the {@link #lock} and tells by itself
     * how many are in flight. One that we stopped ourselves says nothing and is not counted.
     *
     * @param endedNanos {@link TimeSource#nanos} when the call ended
     */
    public void count(
        ProviderOperationType type,
        ProviderResult result,
        long begunNanos,
        long endedNanos,
        String traceId) {
      if (!counters.isWatched()) {
        counters.watchFrom(clock.at(begunNanos));
      }
      if (!collecting || isCancelled(result)) {
        return;
      }
      counters.count(clock.at(endedNanos), type, result, endedNanos - begunNanos);
      if (result instanceof ProviderResult.Failure failure) {
        errors.add(
            new RecentError(
                provider,
                time.now(),
                type,
                failure.failure().failureClass(),
                failure.failure().code(),
                failure.failure().message(),
                traceId));
      }
    }
  }

  private static boolean isCancelled(ProviderResult result) {
    return result instanceof ProviderResult.Failure(ProviderFailure failure)
        && failure.isCancelled();
  }

  /** The recorder of one provider, good until that is {@link #forget forgotten}. */
  public Recorder recorder(String provider) {
    return new Recorder(provider, counters(provider));
  }

  /** Marks a call as begun; the provider's in-flight count grows by one. */
  public void begin(String provider) {
    ProviderCounters counters = counters(provider);
    if (!counters.isWatched()) {
      counters.watchFrom(clock.now());
    }
    counters.inFlight.incrementAndGet();
  }

  /**
   * Marks a call as ended, and tells when: monotonic nanoseconds; in flight shrinks by one and the
   * outcome is counted. Follows each {@link #begin} once.
   *
   * @param begunNanos {@link TimeSource#nanos} when the call began; the end is now
   */
  public long end(
      String provider,
      ProviderOperationType type,
      ProviderResult result,
      long begunNanos,
      String traceId) {
    long ended = time.nanos();
    counters(provider).inFlight.decrementAndGet();
    Recorder recorder = recorder(provider);
    synchronized (recorder.lock()) {
      recorder.count(type, result, begunNanos, ended, traceId);
    }
    return ended;
  }

  /** Calls under way now. */
  public int inFlight(String provider) {
    ProviderCounters counters = providers.get(provider);
    return counters == null ? 0 : counters.inFlight();
  }

  /** Up to 15 min from memory, longer ones from the stored minutes. */
  public WindowMetrics window(String provider, Duration window) {
    return total(List.of(provider), window);
  }

  /** The figures of several providers together, as {@link #window} measures each. */
  public WindowMetrics total(Collection<String> together, Duration window) {
    return figures.total(together, window);
  }

  /**
   * Figures of every provider over the last five minutes, of all processes. Bringing them up to
   * date may block: on the store where another process has written.
   *
   * @param stored whether they come from the store alone, as a process needs it that was started
   *     for one answer; else what this process counted comes from its memory, at once
   */
  public RecentWindow recent(boolean stored) {
    return new RecentWindow(
        time, stored ? new StoredMinutes(repository) : new CountedMinutes(providers, others));
  }

  /** How many calls of a provider were counted so far. */
  public long counted(String provider) {
    ProviderCounters counters = providers.get(provider);
    return counters == null ? 0 : counters.counted();
  }

  /**
   * One provider's figures by operation, of all processes; operations without any are absent. May
   * block.
   *
   * @param window in whole minutes, begun ones included, the running one the last; 15 min from
   *     memory and what others have stored, longer ones from the store
   * @param stored as of {@link #recent}
   */
  public Map<ProviderOperationType, WindowMetrics> byOperation(
      String provider, Duration window, boolean stored) {
    return figures.byOperation(provider, window, stored);
  }

  /**
   * Points from {@code from} to {@code to} by provider. Steps of a minute and more read the stored
   * minutes of all processes, all at once, unless all of them lie in the last 15 min, which are of
   * this process's own calls; what was not watched is NaN.
   */
  public Map<String, List<SeriesPoint>> series(
      Collection<String> names, Instant from, Instant to, Duration step) {
    return figures.series(names, from, to, step);
  }

  /**
   * The figures of the five minutes before each whole minute that ends after {@code from} and not
   * after {@code to}, by provider, of all processes, as they were stored; blocks. Where a provider
   * measured nothing in five minutes its figures are {@link WindowMetrics#NONE}.
   */
  public Map<String, List<WindowAt>> windows(Instant from, Instant to) {
    return SlidingWindows.of(repository, from, to);
  }

  /** The last errors of a provider in all processes, newest first, at most 50; blocks. */
  public List<RecentError> recentErrors(String provider, int limit) {
    return errors.list(provider, limit);
  }

  /** What reaches the store a little later: minutes of counts, and errors. */
  public List<KeptBehind> keptBehind() {
    return List.of(unstored, errors);
  }

  /** Adds what was counted to the minute that is now. */
  private void collect() {
    clock.synchronize();
    providers.forEach(this::collect);
  }

  private void collect(String provider, ProviderCounters counters) {
    Instant minute = time.now().truncatedTo(ChronoUnit.MINUTES);
    for (ProviderOperationType type : ProviderOperationType.values()) {
      Tally counted = counters.drain(type);
      if (counted != null) {
        unstored.add(provider, type, minute, counted);
      }
    }
  }

  /** Bounds memory: forgets a provider that is no longer configured. */
  public void forget(String provider) {
    ProviderCounters gone = providers.remove(provider);
    if (gone != null) {
      collect(provider, gone);
    }
  }

  /** Bytes that the counts of a provider take now. */
  long bytes(String provider) {
    ProviderCounters counters = providers.get(provider);
    return counters == null ? 0 : counters.bytes();
  }

  private ProviderCounters counters(String provider) {
    ProviderCounters counters = providers.get(provider);
    return counters != null
        ? counters
        : providers.computeIfAbsent(provider, name -> new ProviderCounters());
  }
}
