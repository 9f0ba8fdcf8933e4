package io.signalbox.core.store.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.file.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * Brings a store to the newest schema. SQLite's {@code user_version} repeats Flyway's newest
 * version, so that opening a store that is up to date costs one pragma and loads no migration
 * engine; a one-shot verb would otherwise spend most of its start on that.
 *
 * <p>The file is put into WAL mode here and stays in it. SQLite waits for nobody when two
 * connections change the mode at once, so that only who holds the file lock does.
 */
public final class Schema {

  /** The number of the newest file {@code V<n>__*.sql}. */
  public static final int NEWEST = 16;

  /**
   * What {@code user_version} says from before the first change of a migration until all of it is
   * done: too new for every program, so that none writes into a store that is half of each, whoever
   * was killed; who knows the number goes on where that one stopped.
   */
  public static final int BETWEEN = 1_000_000;

  private Schema() {}

  /**
   * @return the connection that found the store up to date, to be used on and closed: where it was
   *     the only one, closing it would have SQLite take the shared files of WAL away, for the next
   *     to make them again; null where the store was made or changed
   * @throws io.signalbox.core.error.SignalboxException STORE_UNAVAILABLE when the store is newer
   *     than this program or cannot be migrated
   */
  public static @Nullable Connection migrate(Path file, DataSource source, boolean readOnly) {
    Connection connection = connection(file, source);
    boolean upToDate = false;
    try {
      Found seen = look(file, connection);
      int found = seen.version();
      if (found > NEWEST && found != BETWEEN) {
        throw newer(file, found);
      }
      upToDate = found == NEWEST && (seen.wal() || readOnly);
      if (upToDate) {
        return connection;
      }
      if (readOnly) {
        throw StoreFailures.unavailable(
            file,
            found == BETWEEN
                ? "is being brought to a newer schema version"
                : "has schema version " + found + ", older than this program's " + NEWEST,
            "open it once for writing to bring it up to date");
      }
    } finally {
      if (!upToDate) {
        close(connection);
      }
    }
    bringUpToDateAlone(file, source);
    return null;
  }

  private static void bringUpToDateAlone(Path file, DataSource source) {
    // Several processes may make one store at once, and Flyway takes no lock of its own on SQLite.
    // A file lock is the process's, so threads queue at the monitor first.
    try {
      synchronized (Schema.class) {
        PrivateFiles.makeFile(lockFile(file));
        try (FileChannel channel = FileChannel.open(lockFile(file), CREATE, WRITE);
            FileLock held = channel.lock()) {
          if (held.isValid()) {
            bringUpToDate(file, source);
          }
        }
      }
    } catch (IOException e) {
      throw StoreFailures.unavailable(
          file,
          "cannot be made or brought to schema version " + NEWEST + " (" + e + ")",
          "make its folder writable for this user",
          e);
    }
  }

  /**
   * Refuses to write into a store that a newer program has migrated while this one had it open.
   * Called within each write transaction, so nobody migrates between the look and the commit.
   */
  public static void refuseNewer(Path file, SqlSession session) {
    long found = session.select("PRAGMA user_version").number().orElse(0L);
    if (found > NEWEST) {
      throw newer(file, found);
    }
  }

  private static SignalboxException newer(Path file, long found) {
    return StoreFailures.unavailable(
        file,
        "has schema version " + found + ", newer than this program's " + NEWEST,
        "nothing was written; use the newer Signalbox that wrote it, or set storage.path"
            + " elsewhere");
  }

  private static Path lockFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".migrate");
  }

  private static void bringUpToDate(Path file, DataSource source) {
    Found found = look(file, source);
    if (!found.wal()) {
      useWal(file, source);
    }
    if (found.version() < NEWEST || found.version() == BETWEEN) {
      migrateLocked(file, source);
    }
  }

  private static void useWal(Path file, DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
    } catch (SQLException e) {
      throw StoreFailures.translate(file, new IllegalStateException(e));
    }
  }

  private static void migrateLocked(Path file, DataSource source) {
    try {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA user_version = " + BETWEEN);
        RowSums.remove(connection);
      }
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:io/signalbox/core/store")
          .loggers("slf4j")
          // In one transaction: all of it or nothing, and the disk is waited for once.
          .group(true)
          .placeholderReplacement(false)
          .load()
          .migrate();
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        RowSums.register(connection);
        connection.setAutoCommit(false);
        RowSums.install(connection);
        statement.execute("PRAGMA user_version = " + NEWEST);
        connection.commit();
      }
    } catch (FlywayException e) {
      RuntimeException translated = StoreFailures.translate(file, e);
      throw translated != e
          ? translated
          : StoreFailures.unavailable(
              file,
              "could not be brought to schema version " + NEWEST + " (" + e.getMessage() + ")",
              "keep a copy of it and restore a backup",
              e);
    } catch (SQLException e) {
      throw StoreFailures.translate(file, new IllegalStateException(e));
    }
  }

  public static boolean isOlder(Path file, DataSource source) {
    int version = look(file, source).version();
    return version < NEWEST || version == BETWEEN;
  }

  private record Found(int version, boolean wal) {}

  private static Found look(Path file, DataSource source) {
    Connection connection = connection(file, source);
    try {
      return look(file, connection);
    } finally {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It has read alone, and there is nothing to lose.
    }
  }

  /** Reads alone, so that whoever makes the store meanwhile is only waited for. */
  private static Found look(Path file, Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT user_version, journal_mode"
                    + " FROM pragma_user_version, pragma_journal_mode")) {
      return row.next()
          ? new Found(row.getInt(1), row.getString(2).equals("wal"))
          : new Found(0, false);
    } catch (SQLException e) {
      throw StoreFailures.translate(file, new IllegalStateException(e));
    }
  }

  private static Connection connection(Path file, DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLiteException e) {
      throw StoreFailures.translate(file, new IllegalStateException(e));
    } catch (SQLException e) {
      // Not SQLite's word: its library, which is unpacked when it is first used, is not there.
      throw StoreFailures.unavailable(
          file,
          "cannot be opened (" + (e.getCause() == null ? e : e.getCause()).getMessage() + ")",
          "make room for SQLite's library in the temporary folder "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }
}
