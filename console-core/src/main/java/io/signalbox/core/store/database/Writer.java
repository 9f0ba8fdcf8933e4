package io.signalbox.core.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The write transactions of one process. Callers queue for the one connection, and whoever comes to
 * it takes those along who wait by then: one transaction, each caller's work within a savepoint of
 * its own, one commit that is forced to disk for all. Nobody waits for others to come, so a caller
 * that is alone has a transaction of its own, at once. Every call returns after its commit.
 * Thread-safe.
 */
public final class Writer implements AutoCloseable {

  /** So that the write lock is given to other processes now and then. */
  static final int MAX_JOINED = 128;

  private final Path file;
  private final Lane lane;
  private final Queue<QueuedWrite<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();
  // Which file it was when it was opened; null where the system does not tell.
  private final @Nullable Object opened;
  private volatile long edition;

  public Writer(Path file, Lane lane) {
    this.file = file;
    this.opened = keyOf(file);
    this.lane = lane;
  }

  public <T> T write(Function<SqlSession, T> work) {
    QueuedWrite<T> own = new QueuedWrite<>(file, work);
    waiting.add(own);
    if (Thread.currentThread().isVirtual()) {
      try {
        lane.start(() -> lead(own));
      } catch (RuntimeException | Error e) {
        withdraw(own, e);
      }
    } else {
      lead(own);
    }
    return own.result();
  }

  /** Works until this caller's work is done; does nothing when another has taken it along. */
  private void lead(QueuedWrite<?> own) {
    try {
      while (!own.isOver()) {
        lane.here(session -> {
          if (!own.isOver()) {
            round(session);
          }
          return own;
        });
      }
    } catch (RuntimeException | Error e) {
      withdraw(own, e);
    }
  }

  /** A caller that cannot lead ends with {@code failure}, unless another takes it along. */
  private void withdraw(QueuedWrite<?> own, Throwable failure) {
    if (waiting.remove(own)) {
      own.endLost(failure);
    }
  }

  /**
   * One transaction. Whoever was taken along ends with it, even when there is no memory left to say
   * why: nothing between the taking and the ends needs any.
   */
  private void round(SqlSession session) {
    // Whoever waits now will have waited for another process as long as the first of them.
    int present = waiting.size();
    try {
      begin(session);
    } catch (RuntimeException | Error e) {
      end(take(present), false, e);
      return;
    }
    List<QueuedWrite<?>> joined = List.of();
    boolean committed = false;
    @Nullable Throwable failure = null;
    try {
      joined = take(Math.min(waiting.size(), MAX_JOINED));
      long before = session.changes();
      for (QueuedWrite<?> each : joined) {
        each.run(session, joined.size() > 1);
      }
      boolean changed = session.changes() != before;
      session.execute("COMMIT");
      committed = true;
      transactions.addAndGet(joined.size());
      if (changed) {
        commits.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      try {
        if (!committed) {
          session.rollback();
        }
      } finally {
        end(joined, committed, failure);
      }
    }
  }

  private static void end(
      List<QueuedWrite<?>> joined, boolean committed, @Nullable Throwable failure) {
    for (int i = 0; i < joined.size(); i++) {
      if (committed) {
        joined.get(i).endWritten();
      } else {
        joined.get(i).endLost(failure);
      }
    }
  }

  private void begin(SqlSession session) {
    session.execute("BEGIN IMMEDIATE");
    boolean mine = false;
    try {
      Schema.refuseNewer(file, session);
      refuseReplaced();
      mine = true;
    } finally {
      if (!mine) {
        session.rollback();
      }
    }
  }

  /** What is written into a file that is not there any more is on no disk once this ends. */
  private void refuseReplaced() {
    if (opened != null && !opened.equals(keyOf(file))) {
      throw StoreFailures.unavailable(
          file,
          "was moved, deleted or replaced while it was open",
          "nothing was written; put it back, or start again");
    }
  }

  private static @Nullable Object keyOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private List<QueuedWrite<?>> take(int max) {
    List<QueuedWrite<?>> taken = new ArrayList<>(max);
    while (taken.size() < max) {
      QueuedWrite<?> next = waiting.poll();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  /**
   * Differs once another process has committed; what it was when the connection was free last,
   * rather than waiting behind a write that may wait for another process.
   */
  public long edition() {
    if (!lane.isBusy()) {
      edition = lane.call(SqlSession::edition);
    }
    return edition;
  }

  public StoreStatistics statistics() {
    return new StoreStatistics(transactions.get(), commits.get());
  }

  /** How many callers wait for the connection. */
  public int waiting() {
    return waiting.size();
  }

  /** Ends what was handed over; whoever comes later is refused. */
  @Override
  public void close() {
    lane.close();
  }
}
