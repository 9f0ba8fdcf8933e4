package io.signalbox.core.store.database;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.error.BlockingCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Transactions of one SQLite file, one writer and a lane or two for reads. One writer also means
 * that the writes of a process queue in order here instead of polling each other's lock, and share
 * their commits. Thread-safe.
 */
public final class Database implements UnitOfWork, AutoCloseable {

  private final Path file;
  private final DataSource source;
  private final Writer writer;
  private final List<Lane> readers;
  private final AtomicInteger reads = new AtomicInteger();
  // The open transaction of this thread, which further calls join.
  private final ThreadLocal<@Nullable SqlSession> current = new ThreadLocal<>();

  public Database(Path file, StoreOptions options) {
    this(file, options, null);
  }

  /**
   * @param opened a connection that is open already, to be used and closed; null for none
   */
  public Database(Path file, StoreOptions options, @Nullable Connection opened) {
    this.file = file;
    this.source = dataSource(file, options);
    this.writer = new Writer(file, new Lane(file, source, "store-write"));
    this.readers = new ArrayList<>();
    for (int i = 1; i <= options.readers(); i++) {
      readers.add(new Lane(file, source, "store-read-" + i, i == 1 ? opened : null));
    }
  }

  /**
   * FULL: a commit that returned survives a power cut. WAL is the file's own, see {@link Schema}.
   */
  public static DataSource dataSource(Path file, StoreOptions options) {
    SQLiteConfig config = new SQLiteConfig();
    if (options.readOnly()) {
      config.setReadOnly(true);
    }
    config.setSynchronous(
        options.durable() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    // Nobody asks for the keys of new rows; to have them costs a query for each.
    config.setGetGeneratedKeys(false);
    // Else each savepoint of a joined transaction makes a file of its own in the temporary folder.
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
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
  public <T> T write(Function<SqlSession, T> work) {
    BlockingCall.check("store");
    SqlSession joined = current.get();
    return joined != null ? work.apply(joined) : writer.write(session -> within(session, work));
  }

  public void run(Consumer<SqlSession> work) {
    this.<Boolean>write(session -> {
      work.accept(session);
      return Boolean.TRUE;
    });
  }

  /** Runs {@code work} on one consistent state, or within the caller's transaction. */
  public <T> T read(Function<SqlSession, T> work) {
    BlockingCall.check("store");
    SqlSession joined = current.get();
    if (joined != null) {
      return work.apply(joined);
    }
    Lane lane = readers.get(Math.floorMod(reads.getAndIncrement(), readers.size()));
    return reading(lane, work);
  }

  /**
   * What one connection says of the commits of all others; of no other connection, whose number is
   * its own.
   */
  public long edition() {
    BlockingCall.check("store");
    return readers.getFirst().call(SqlSession::edition);
  }

  /** What the connection that writes says of the commits of other processes alone. */
  public long othersEdition() {
    BlockingCall.check("store");
    return writer.edition();
  }

  /** As {@link #read}, on a connection of its own, for what takes long. */
  public <T> T readApart(Function<SqlSession, T> work) {
    BlockingCall.check("store");
    try (Lane lane = new Lane(file, source, "store-check")) {
      return reading(lane, work);
    }
  }

  private <T> T reading(Lane lane, Function<SqlSession, T> work) {
    return lane.call(session -> {
      session.execute("BEGIN DEFERRED");
      boolean done = false;
      try {
        T result = within(session, work);
        session.execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          session.rollback();
        }
      }
    });
  }

  private <T> T within(SqlSession session, Function<SqlSession, T> work) {
    current.set(session);
    try {
      return work.apply(session);
    } finally {
      current.remove();
    }
  }

  public StoreStatistics statistics() {
    return writer.statistics();
  }

  /** How many write transactions wait for the connection. */
  public int waitingWrites() {
    return writer.waiting();
  }

  /** Waits for work that has begun. */
  @Override
  public void close() {
    writer.close();
    readers.forEach(Lane::close);
  }
}
