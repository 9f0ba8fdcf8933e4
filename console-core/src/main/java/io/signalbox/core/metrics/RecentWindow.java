package io.signalbox.core.metrics;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of every provider over the minute that runs and the four before: the same whether
 * they come from memory or from the stored minutes. Brought up to date again and again; only what
 * was counted meanwhile is read. For one thread at a time.
 *
 * <p>All rates are over the same time, so that those of several providers add up to that of all:
 * from the first whole minute in which anything was measured, in steps of five seconds.
 */
public final class RecentWindow {

  /** How long it is. */
  public static final Duration LENGTH = Duration.ofMinutes(5);

  static final int MINUTES = 5;
  private static final int STEP_SECONDS = 5;

  /** A rate over less of a minute than this says little where the one before can be had. */
  private static final int ENOUGH_SECONDS = 10;

  private final TimeSource time;
  private final Source source;
  private Map<String, Counted> providers = Map.of();
  private Tally all = new Tally();
  private WindowMetrics totals = WindowMetrics.NONE;
  private long others;
  private long reads;
  // The second since 1970.
  private long updated;

  /** Where counts come from. */
  interface Source {

    /**
     * Brings everything up to date.
     *
     * @param first the first of the {@link #MINUTES}
     */
    void begin(Collection<String> providers, long first);

    /**
     * Differs from before where other processes have counted anything that {@link #changes} and
     * {@link #minute} know from now on; may block.
     */
    long others();

    /** Differs from before where a provider has counted anything. */
    long changes(String provider);

    /** One provider's counts of one minute; null for none. */
    @Nullable Tally minute(String provider, long minute);
  }

  /** What one provider counted, by minute and in sum. */
  private static final class Counted {
    private final long changes;
    private final long first;
    private final Tally tally = new Tally();
    private final long[] operations = new long[MINUTES];
    private WindowMetrics figures = WindowMetrics.NONE;
    private Over over = Over.NOTHING;

    Counted(long changes, long first) {
      this.changes = changes;
      this.first = first;
    }
  }

  /**
   * What rates are over.
   *
   * @param from how many of the minutes are left out
   */
  private record Over(int from, long seconds) {
    static final Over NOTHING = new Over(0, 0);
  }

  RecentWindow(TimeSource time, Source source) {
    this.time = time;
    this.source = source;
  }

  /** Brings the figures of these providers, and of no others, up to date; may block. */
  public void update(Collection<String> names) {
    Instant now = time.now();
    long first = Math.floorDiv(now.getEpochSecond(), 60L) - MINUTES + 1;
    source.begin(names, first);
    others = source.others();
    Map<String, Counted> next = HashMap.newHashMap(names.size());
    long[] operations = new long[MINUTES];
    boolean news = names.size() != providers.size();
    for (String name : names) {
      Counted known = providers.get(name);
      long changes = source.changes(name);
      Counted newest =
          known != null && known.changes == changes && known.first == first
              ? known
              : read(name, changes, first);
      news |= newest != known;
      next.put(name, newest);
      for (int i = 0; i < MINUTES; i++) {
        operations[i] += newest.operations[i];
      }
    }
    if (news) {
      all = new Tally();
      next.values().forEach(each -> all.add(each.tally, 1));
    }
    providers = next;
    updated = now.getEpochSecond();
    Over over = over(operations, first, now);
    next.values().forEach(each -> figure(each, over));
    totals = figures(all, operations, over);
  }

  private Counted read(String name, long changes, long first) {
    reads++;
    Counted counted = new Counted(changes, first);
    for (int i = 0; i < MINUTES; i++) {
      Tally minute = source.minute(name, first + i);
      if (minute != null) {
        counted.tally.add(minute, 1);
        counted.operations[i] = minute.operations();
      }
    }
    return counted;
  }

  /** In the first minute anything was measured it was measured from some second on. */
  private static Over over(long[] operations, long first, Instant now) {
    int measured = 0;
    while (measured < MINUTES && operations[measured] == 0) {
      measured++;
    }
    if (measured == MINUTES) {
      return Over.NOTHING;
    }
    long passed = now.getEpochSecond() - (first + measured) * 60;
    boolean whole = measured == 0 || passed < 60 + ENOUGH_SECONDS;
    int from = whole ? measured : measured + 1;
    long seconds = now.getEpochSecond() - (first + from) * 60;
    return new Over(
        from, seconds < STEP_SECONDS ? Math.max(1, seconds) : seconds - seconds % STEP_SECONDS);
  }

  private static void figure(Counted counted, Over over) {
    if (!counted.over.equals(over)) {
      counted.over = over;
      counted.figures = figures(counted.tally, counted.operations, over);
    }
  }

  private static WindowMetrics figures(Tally tally, long[] operations, Over over) {
    long counted = Arrays.stream(operations, over.from(), MINUTES).sum();
    return tally.figures(over.seconds() == 0 ? 0 : (double) counted / over.seconds());
  }

  /** One provider's figures; {@link WindowMetrics#NONE} where it is not known. */
  public WindowMetrics of(String provider) {
    Counted counted = providers.get(provider);
    return counted == null ? WindowMetrics.NONE : counted.figures;
  }

  /** The figures of all of them together. */
  public WindowMetrics totals() {
    return totals;
  }

  /** Whether other processes have counted anything since; may block. */
  public boolean isBehind() {
    return source.others() != others;
  }

  /** Whether time alone has changed a figure: nothing was counted where it cannot. */
  public boolean isOver() {
    Instant now = time.now();
    return totals.operations() > 0 && now.getEpochSecond() / STEP_SECONDS != updated / STEP_SECONDS;
  }

  /** How often the counts of a provider were read so far. */
  public long reads() {
    return reads;
  }
}
