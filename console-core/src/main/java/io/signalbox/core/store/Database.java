package io.signalbox.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.error.BlockingCall;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Connections, threads and transactions of one SQLite file.
 *
 * <p>All SQLite calls run on this class's own platform threads, one for writes and two for reads: a
 * native wait on a virtual thread would pin its carrier, and there may be only two. Callers,
 * virtual or not, park until their work is done. One write thread also means that writes of one
 * process queue in order here instead of polling each other's lock. Thread-safe.
 */
final class Database implements UnitOfWork, AutoCloseable {

  private static final int READERS = 2;

  private final Path file;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ExecutorService writer;
  private final ExecutorService readers;
  // The open transaction of a store thread; absent on every other thread.
  private final ThreadLocal<@Nullable Handle> current = new ThreadLocal<>();

  Database(Path file, StoreOptions options) {
    this.file = file;
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setDataSource(dataSource(file, options));
    config.setMaximumPoolSize(1 + READERS);
    config.setMinimumIdle(0);
    config.setReadOnly(options.readOnly());
    config.setInitializationFailTimeout(-1);
    // Fewer threads than connections: nobody ever waits for one.
    config.setConnectionTimeout(options.busyLimit().toMillis() + 3_000);
    this.pool = new HikariDataSource(config);
    this.jdbi = Jdbi.create(pool);
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
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
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
    return write(handle -> work.get());
  }

  /** Runs {@code work} in a durable transaction, joining the caller's if there is one. */
  <T> T write(Function<Handle, T> work) {
    Handle joined = current.get();
    return joined != null
        ? work.apply(joined)
        : onThread(writer, () -> transaction("BEGIN IMMEDIATE", work));
  }

  void run(Consumer<Handle> work) {
    this.<Boolean>write(handle -> {
      work.accept(handle);
      return Boolean.TRUE;
    });
  }

  /** Runs {@code work} on one consistent state, or within the caller's transaction. */
  <T> T read(Function<Handle, T> work) {
    Handle joined = current.get();
    return joined != null
        ? work.apply(joined)
        : onThread(readers, () -> transaction("BEGIN DEFERRED", work));
  }

  private <T> T transaction(String begin, Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      handle.execute(begin);
      current.set(handle);
      boolean done = false;
      try {
        T result = work.apply(handle);
        handle.execute("COMMIT");
        done = true;
        return result;
      } finally {
        current.remove();
        if (!done) {
          rollback(handle);
        }
      }
    } catch (RuntimeException e) {
      throw StoreFailures.translate(file, e);
    }
  }

  private static void rollback(Handle handle) {
    try {
      handle.execute("ROLLBACK");
    } catch (RuntimeException e) {
      // SQLite has rolled back by itself (disk full, I/O error): there is nothing left to undo.
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
    pool.close();
  }
}
