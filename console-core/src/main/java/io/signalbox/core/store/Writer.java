package io.signalbox.core.store;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The write transactions of one process. Callers queue for the one connection, and whoever comes to
 * it takes those along who wait by then: one transaction, each caller's work within a savepoint of
 * its own, one commit that is forced to disk for all. Nobody waits for others to come, so a caller
 * that is alone has a transaction of its own, at once. Every call returns after its commit.
 * Thread-safe.
 */
final class Writer implements AutoCloseable {

  /** So that the write lock is given to other processes now and then. */
  static final int MOST_JOINED = 128;

  private final Path file;
  private final Lane lane;
  private final Queue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong transactions = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();

  Writer(Path file, Lane lane) {
    this.file = file;
    this.lane = lane;
  }

  <T> T write(Function<Session, T> work) {
    Turn<T> turn = new Turn<>(file, work);
    waiting.add(turn);
    if (Thread.currentThread().isVirtual()) {
      try {
        lane.start(() -> lead(turn));
      } catch (RuntimeException e) {
        withdraw(turn, e);
      }
    } else {
      lead(turn);
    }
    return turn.result();
  }

  /** Works until this caller had its turn; does nothing when another has taken it along. */
  private void lead(Turn<?> turn) {
    if (turn.isOver()) {
      return;
    }
    try {
      lane.here(session -> {
        while (!turn.isOver()) {
          round(session);
        }
        return turn;
      });
    } catch (RuntimeException | Error e) {
      withdraw(turn, e);
    }
  }

  /** A caller that cannot lead ends with {@code failure}, unless another takes it along. */
  private void withdraw(Turn<?> turn, Throwable failure) {
    if (waiting.remove(turn)) {
      turn.lost(failure);
      turn.end();
    }
  }

  private void round(Session session) {
    // Whoever waits now will have waited for another process as long as the first of them.
    int present = waiting.size();
    try {
      begin(session);
    } catch (RuntimeException | Error e) {
      List<Turn<?>> refused = take(present);
      refused.forEach(turn -> turn.lost(e));
      refused.forEach(Turn::end);
      return;
    }
    List<Turn<?>> joined = take(Math.min(waiting.size(), MOST_JOINED));
    boolean committed = false;
    try {
      long before = session.changes();
      for (Turn<?> turn : joined) {
        turn.run(session, joined.size() > 1);
      }
      boolean changed = session.changes() != before;
      session.execute("COMMIT");
      committed = true;
      transactions.addAndGet(joined.size());
      if (changed) {
        commits.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      // Each has its own failure or shares this one: of none was anything written.
      joined.forEach(turn -> turn.lost(joined.size() > 1 ? common(e) : e));
    } finally {
      if (!committed) {
        session.rollback();
      }
      joined.forEach(Turn::end);
    }
  }

  /** What a caller is told whose own work succeeded. */
  private RuntimeException common(Throwable cause) {
    return cause instanceof RuntimeException e
            && StoreFailures.translate(file, e) instanceof SignalboxException told
            && told.code() == ErrorCode.STORE_UNAVAILABLE
        ? told
        : StoreFailures.unavailable(
            file, "could not commit", "nothing was written; try again", cause);
  }

  private void begin(Session session) {
    session.execute("BEGIN IMMEDIATE");
    boolean mine = false;
    try {
      Schema.refuseNewer(file, session);
      mine = true;
    } finally {
      if (!mine) {
        session.rollback();
      }
    }
  }

  private List<Turn<?>> take(int most) {
    List<Turn<?>> taken = new ArrayList<>();
    Turn<?> next;
    while (taken.size() < most && (next = waiting.poll()) != null) {
      taken.add(next);
    }
    return taken;
  }

  StoreStatistics statistics() {
    return new StoreStatistics(transactions.get(), commits.get());
  }

  /** How many callers wait for the connection. */
  int waiting() {
    return waiting.size();
  }

  /** Ends what was handed over; whoever comes later is refused. */
  @Override
  public void close() {
    lane.close();
  }
}
