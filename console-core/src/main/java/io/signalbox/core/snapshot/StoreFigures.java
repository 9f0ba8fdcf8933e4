package io.signalbox.core.snapshot;

import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows, read again only where it may have changed: at once when somebody here says
 * so, within a second when another process wrote, and now and then because time passes. For one
 * thread at a time, but for {@link #mark}.
 */
public final class StoreFigures {

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** Requests become late, and old, by themselves. */
  private static final long OLD_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<StoreRead> store;
  private final LongSupplier edition;
  private final TimeSource time;
  private final AtomicBoolean marked = new AtomicBoolean();
  private @Nullable StoreRead known;
  private long knownEdition;
  private long readAt;
  private long lookedAt;
  // Since when it cannot be read; null while it can.
  private @Nullable Instant failingSince;

  /**
   * @param store reads it; blocks
   * @param edition differs once anybody, in any process, has written; blocks
   */
  public StoreFigures(Supplier<StoreRead> store, LongSupplier edition, TimeSource time) {
    this.store = store;
    this.edition = edition;
    this.time = time;
  }

  /** Something here has changed it. Thread-safe; returns at once. */
  void mark() {
    marked.set(true);
  }

  /**
   * What it says now.
   *
   * @throws SignalboxException STORE_UNAVAILABLE
   */
  StoreRead read() {
    marked.set(false);
    // Before reading: what is written in between is read again.
    long now = edition.getAsLong();
    StoreRead fresh = store.get();
    knownEdition = now;
    readAt = time.nanos();
    lookedAt = readAt;
    failingSince = null;
    StoreRead before = known;
    StoreRead kept = before != null && fresh.equals(before) ? before : fresh;
    known = kept;
    return kept;
  }

  /**
   * What it said last, read again where it may have changed; where it cannot be read, that with a
   * problem more. The first reading throws.
   */
  StoreRead recent() {
    StoreRead before = known;
    if (before == null) {
      return read();
    }
    if (!isDue()) {
      return before;
    }
    try {
      return read();
    } catch (SignalboxException e) {
      return failed(before, e);
    }
  }

  private boolean isDue() {
    long now = time.nanos();
    if (marked.get() || now - readAt >= OLD_NANOS) {
      return true;
    }
    if (now - lookedAt < LOOK_NANOS) {
      return false;
    }
    lookedAt = now;
    try {
      return edition.getAsLong() != knownEdition;
    } catch (SignalboxException e) {
      // Reading says what is wrong.
      return true;
    }
  }

  private StoreRead failed(StoreRead before, SignalboxException failure) {
    Instant since = failingSince;
    lookedAt = time.nanos();
    readAt = lookedAt;
    marked.set(false);
    if (since != null) {
      return before;
    }
    failingSince = time.now();
    List<BackgroundProblem> problems = new ArrayList<>(before.background());
    problems.addFirst(
        new BackgroundProblem(
            "store",
            "The store cannot be read: requests and machines are those of before",
            failure.getMessage(),
            time.now()));
    StoreRead stale =
        new StoreRead(
            before.work(),
            before.cost(),
            before.overrides(),
            before.moved(),
            problems,
            before.alerts(),
            before.found());
    known = stale;
    return stale;
  }
}
