package io.signalbox.core.metrics;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What other processes have counted in the last {@value WrittenMinutes#MINUTES} minutes: what is
 * stored, less what this process has written. Brought up to date by {@link #look}, which reads the
 * store only after another process has written. Thread-safe; only looking blocks.
 */
final class OtherProcesses {

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final TimeSource time;
  private final MetricsRepository repository;
  private final WrittenMinutes own;
  private volatile All all = new All(0, Map.of());
  // All guarded by this.
  private boolean known;
  private long edition;
  private long readMinute;
  private long lookedAt;

  private record Slot(ProviderOperationType operation, long minute) {}

  /**
   * @param changes how often any of it has changed
   * @param providers whoever was in it once stays, so that its changes never go down
   */
  private record All(long changes, Map<String, Counted> providers) {
    Counted of(String provider) {
      return providers.getOrDefault(provider, Counted.NOTHING);
    }
  }

  /**
   * @param changes how often these counts have changed
   * @param minutes encoded tallies
   */
  private record Counted(long changes, Map<Slot, byte[]> minutes) {
    static final Counted NOTHING = new Counted(0, Map.of());
  }

  OtherProcesses(TimeSource time, MetricsRepository repository, WrittenMinutes own) {
    this.time = time;
    this.repository = repository;
    this.own = own;
    this.lookedAt = time.nanos() - LOOK_NANOS;
  }

  /**
   * Looks, once a second at most, whether another process has written, and reads what. Where the
   * store cannot be read all stays as it was.
   */
  synchronized void look() {
    long now = time.nanos();
    if (now - lookedAt < LOOK_NANOS) {
      return;
    }
    try {
      if (!isUpToDate()) {
        // This process writes just now: the next to ask looks again.
        return;
      }
    } catch (SignalboxException e) {
      // Whoever shows what is stored says what is wrong.
    }
    lookedAt = now;
  }

  /** False where this process was writing while the store was read. */
  private boolean isUpToDate() {
    // Before reading: what is written in between is read again.
    long newest = repository.othersEdition();
    if (known && newest == edition) {
      return true;
    }
    OptionalLong before = own.edition();
    if (before.isEmpty()) {
      return false;
    }
    long minute = Math.floorDiv(time.now().getEpochSecond(), 60L);
    long oldest = minute - WrittenMinutes.MINUTES + 1;
    // Others add to the minute that runs, or late to one of the few before.
    long first =
        known && minute >= readMinute
            ? Math.max(oldest, readMinute - RecentWindow.MINUTES + 1)
            : oldest;
    List<MetricsBucket> stored =
        repository.list(start(first), start(minute + WrittenMinutes.MINUTES));
    Optional<List<MetricsBucket>> others = own.ofOthers(stored, before.getAsLong());
    if (others.isEmpty()) {
      return false;
    }
    take(others.get(), oldest, first);
    known = true;
    edition = newest;
    readMinute = minute;
    return true;
  }

  private static Instant start(long minute) {
    return Instant.ofEpochSecond(minute * 60);
  }

  /**
   * @param oldest the first minute that is kept
   * @param first the first that was read
   */
  private void take(List<MetricsBucket> read, long oldest, long first) {
    All old = all;
    Map<String, Map<Slot, byte[]>> fresh = new HashMap<>();
    old.providers().keySet().forEach(each -> fresh.put(each, new HashMap<>()));
    for (MetricsBucket bucket : read) {
      fresh
          .computeIfAbsent(bucket.provider(), each -> new HashMap<>())
          .put(new Slot(bucket.operation(), bucket.minute().getEpochSecond() / 60), bucket.tally());
    }
    Map<String, Counted> next = HashMap.newHashMap(fresh.size());
    boolean news = false;
    for (Map.Entry<String, Map<Slot, byte[]>> each : fresh.entrySet()) {
      Counted before = old.of(each.getKey());
      Map<Slot, byte[]> minutes = each.getValue();
      before
          .minutes()
          .forEach((slot, tally) -> {
            if (oldest <= slot.minute() && slot.minute() < first) {
              minutes.put(slot, tally);
            }
          });
      boolean changed = !isSame(before.minutes(), minutes);
      news |= changed;
      next.put(each.getKey(), changed ? new Counted(before.changes() + 1, minutes) : before);
    }
    if (news) {
      all = new All(old.changes() + 1, next);
    }
  }

  private static boolean isSame(Map<Slot, byte[]> one, Map<Slot, byte[]> other) {
    return one.size() == other.size()
        && one.entrySet().stream()
            .allMatch(each -> Arrays.equals(each.getValue(), other.get(each.getKey())));
  }

  /** Differs from before where the counts of any provider have changed. */
  long changes() {
    return all.changes();
  }

  /** How often one provider's counts have changed. */
  long changes(String provider) {
    return all.of(provider).changes();
  }

  /** Adds one operation's minutes with {@code from <= minute < to}. */
  void addMinutes(String provider, ProviderOperationType type, Tally tally, long from, long to) {
    Map<Slot, byte[]> minutes = all.of(provider).minutes();
    if (minutes.isEmpty()) {
      return;
    }
    for (long minute = from; minute < to; minute++) {
      byte[] counted = minutes.get(new Slot(type, minute));
      if (counted != null) {
        tally.addEncoded(counted);
      }
    }
  }
}
