package io.signalbox.core.store.database;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One caller's work in a write transaction, and how it ended. Run and ended by whoever leads; the
 * caller waits for the end.
 */
public final class QueuedWrite<T> {

  private final Path file;
  private final Function<SqlSession, T> work;
  private final CountDownLatch over = new CountDownLatch(1);
  // Written before "over" falls, read after it.
  private @Nullable T value;
  private @Nullable Throwable failure;
  private @Nullable Throwable lostBy;
  private boolean written;

  QueuedWrite(Path file, Function<SqlSession, T> work) {
    this.file = file;
    this.work = work;
  }

  /**
   * Does the work. Its failure is kept for its caller; among others it undoes this work alone.
   *
   * @throws RuntimeException or Error when the whole transaction is lost by it: it was alone, or
   *     SQLite itself has rolled back all (a full disk)
   */
  void run(SqlSession session, boolean amongOthers) {
    if (amongOthers) {
      session.execute("SAVEPOINT work");
    }
    try {
      value = work.apply(session);
      if (amongOthers) {
        session.execute("RELEASE work");
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      if (!amongOthers) {
        throw e;
      }
      try {
        session.execute("ROLLBACK TO work");
        session.execute("RELEASE work");
      } catch (SqlSession.SqlFailure gone) {
        e.addSuppressed(gone);
        throw e;
      }
    }
  }

  /** The transaction is on disk: this work with it, unless that failed by itself. */
  void endWritten() {
    written = true;
    over.countDown();
  }

  /**
   * Nothing of the transaction was written.
   *
   * @param cause null where not even that could be kept
   */
  void endLost(@Nullable Throwable cause) {
    lostBy = cause;
    over.countDown();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits for the end, whatever interrupts: leaving early would not tell what was written. */
  @SuppressWarnings("NullAway") // the value is null only where T is
  T result() {
    boolean interrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    switch (failure) {
      case null -> {
        if (!written) {
          throw lost();
        }
        return value;
      }
      case RuntimeException e -> throw StoreFailures.translate(file, e);
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** What a caller is told whose own work did not fail. */
  private RuntimeException lost() {
    Throwable cause = lostBy;
    if (cause instanceof RuntimeException e
        && StoreFailures.translate(file, e) instanceof SignalboxException told
        && told.code() == ErrorCode.STORE_UNAVAILABLE) {
      return told;
    }
    SignalboxException told =
        StoreFailures.unavailable(file, "could not commit", "nothing was written; try again");
    if (cause != null) {
      told.initCause(cause);
    }
    return told;
  }
}
