package io.signalbox.core.store;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One caller's work in a write transaction, and how it ended. Run and ended by whoever leads; the
 * caller waits for the end.
 */
final class Turn<T> {

  private final Path file;
  private final Function<Session, T> work;
  private final CountDownLatch over = new CountDownLatch(1);
  // Written before "over" falls, read after it.
  private @Nullable T value;
  private @Nullable Throwable failure;

  Turn(Path file, Function<Session, T> work) {
    this.file = file;
    this.work = work;
  }

  /**
   * Does the work. Among others its failure undoes this work alone and is kept for its caller.
   *
   * @throws RuntimeException or Error when the whole transaction is lost by it: it was alone, or
   *     SQLite itself has rolled back all (a full disk)
   */
  void run(Session session, boolean amongOthers) {
    if (!amongOthers) {
      value = work.apply(session);
      return;
    }
    session.execute("SAVEPOINT turn");
    try {
      value = work.apply(session);
      session.execute("RELEASE turn");
    } catch (RuntimeException | Error e) {
      failure = e;
      try {
        session.execute("ROLLBACK TO turn");
        session.execute("RELEASE turn");
      } catch (Session.SqlFailure gone) {
        e.addSuppressed(gone);
        throw e;
      }
    }
  }

  /** Nothing of this work was written, because of {@code cause}, its own or another's. */
  void lost(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  void end() {
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
        return value;
      }
      case RuntimeException e -> throw StoreFailures.translate(file, e);
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
