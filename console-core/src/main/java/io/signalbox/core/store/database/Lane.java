package io.signalbox.core.store.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection, used by one caller at a time in the order they came. A virtual thread hands its
 * work to the lane's own platform thread and parks, since a wait in native code would pin its
 * carrier; a platform thread works itself and saves two switches. Thread-safe.
 */
public final class Lane implements AutoCloseable {

  private final Path file;
  private final DataSource source;
  private final ExecutorService thread;
  private final ReentrantLock lock = new ReentrantLock(true);
  // Guarded by lock.
  private @Nullable SqlSession session;
  private boolean closed;

  public Lane(Path file, DataSource source, String name) {
    this(file, source, name, null);
  }

  /**
   * @param opened a connection that is open already, to be used and closed; null for none
   */
  public Lane(Path file, DataSource source, String name, @Nullable Connection opened) {
    this.session = opened == null ? null : new SqlSession(opened);
    this.file = file;
    this.source = source;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  public <T> T call(Function<SqlSession, T> work) {
    return Thread.currentThread().isVirtual() ? handOver(work) : here(work);
  }

  /** Runs {@code work} on the calling thread, which must be a platform thread. */
  public <T> T here(Function<SqlSession, T> work) {
    lock.lock();
    try {
      if (closed) {
        throw StoreFailures.closed(file);
      }
      SqlSession open = session;
      if (open == null) {
        open = new SqlSession(source);
        session = open;
      }
      return work.apply(open);
    } catch (RuntimeException e) {
      throw StoreFailures.translate(file, e);
    } finally {
      SqlSession used = session;
      if (used != null && used.isBroken()) {
        // The next caller opens another.
        used.close();
        session = null;
      }
      lock.unlock();
    }
  }

  private <T> T handOver(Function<SqlSession, T> work) {
    Future<T> future;
    try {
      future = thread.submit(() -> here(work));
    } catch (RejectedExecutionException e) {
      throw StoreFailures.closed(file);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          // The work is bounded by the busy limit; leaving early would not tell what it did.
          interrupted = true;
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Has the lane's own thread run {@code work}, after what was handed over before. */
  public void start(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      throw StoreFailures.closed(file);
    }
  }

  private static RuntimeException rethrown(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException e -> e;
      case Error e -> {
        throw e;
      }
      case null, default -> new IllegalStateException(failure.getCause());
    };
  }

  /** Whether somebody uses the connection now. */
  public boolean isBusy() {
    return lock.isLocked();
  }

  /** Waits for work that was handed over, then closes the connection. */
  @Override
  public void close() {
    thread.close();
    lock.lock();
    try {
      closed = true;
      if (session != null) {
        session.close();
        session = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
