package io.signalbox.core.store;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.error.BlockingCall;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Connections, threads and transactions of one SQLite file.
 *
 * <p>All SQLite calls run on this class's own platform threads, one for writes and two for reads: a
 * native wait on a virtual thread would pin its carrier, and there may be only two. Callers,
 * virtual or not, park until their work is done. One write thread also means that writes of one
 * process queue in order here instead of polling each other's lock. Each thread keeps one
 * connection, so there is no pool to wait for. Thread-safe.
 */
final class Database implements UnitOfWork, AutoCloseable {

  private static final int READERS = 2;

  private final Path file;
  private final DataSource source;
  private final ExecutorService writer;
  private final ExecutorService readers;
  private final ThreadLocal<@Nullable Session> connected = new ThreadLocal<>();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  // The open transaction of a store thread; absent on every other thread.
  private final ThreadLocal<@Nullable Session> current = new ThreadLocal<>();

  Database(Path file, StoreOptions options) {
    this.file = file;
    this.source = dataSource(file, options);
    this.writer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("store-write").factory());
    this.readers =
        Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().daemon().name("store-read-", 1).factory());
  }

  /** WAL and FULL: a commit that returned survives a power cut. */
  static DataSource dataSource(Path file, StoreOptions options) {
    SQLiteConfig config = new SQLiteConfig();
    if (options.readOnly()) {
      config.setReadOnly(true);
    } else {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    }
    config.setSynchronous(
        options.durable() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(Math.toIntExact(options.busyLimit().toMillis()));
    config.enforceForeignKeys(true);
    if (options.maxPages() > 0) {
      config.setMaxPageCount(Math.toIntExact(options.maxPages()));
    }
    SQLiteDataSource source = new SQLiteDataSource(config);
    String mode = options.readOnly() ? "?mode=ro" : "";
    source.setUrl("jdbc:sqlite:" + file.toUri().toString().replace("file:///", "file:/") + mode);
    return source;
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    return write(session -> work.get());
  }

  /** Runs {@code work} in a durable transaction, joining the caller's if there is one. */
  <T> T write(Function<Session, T> work) {
    Session joined = current.get();
    return joined != null
        ? work.apply(joined)
        : onThread(writer, () -> transaction("BEGIN IMMEDIATE", work));
  }

  void run(Consumer<Session> work) {
    this.<Boolean>write(session -> {
      work.accept(session);
      return Boolean.TRUE;
    });
  }

  /** Runs {@code work} on one consistent state, or within the caller's transaction. */
  <T> T read(Function<Session, T> work) {
    Session joined = current.get();
    return joined != null
        ? work.apply(joined)
        : onThread(readers, () -> transaction("BEGIN DEFERRED", work));
  }

  private <T> T transaction(String begin, Function<Session, T> work) {
    try {
      Session session = session();
      session.execute(begin);
      current.set(session);
      boolean done = false;
      try {
        T result = work.apply(session);
        session.execute("COMMIT");
        done = true;
        return result;
      } finally {
        current.remove();
        if (!done) {
          rollback(session);
        }
      }
    } catch (RuntimeException e) {
      throw StoreFailures.translate(file, e);
    }
  }

  private Session session() {
    Session session = connected.get();
    if (session == null) {
      session = new Session(source);
      sessions.add(session);
      connected.set(session);
    }
    return session;
  }

  /** A connection that cannot even roll back is given up; the next work opens another. */
  private void rollback(Session session) {
    try {
      session.execute("ROLLBACK");
    } catch (Session.SqlFailure e) {
      connected.remove();
      sessions.remove(session);
      session.close();
    }
  }

  private <T> T onThread(ExecutorService threads, Callable<T> work) {
    BlockingCall.check("store");
    Future<T> future;
    try {
      future = threads.submit(work);
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

  private static RuntimeException rethrown(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException e -> e;
      case Error e -> {
        throw e;
      }
      case null, default -> new IllegalStateException(failure.getCause());
    };
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
    sessions.forEach(Session::close);
  }
}
