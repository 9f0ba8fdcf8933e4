package io.signalbox.core.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * One connection with its prepared statements, used by one thread at a time. Statements are
 * prepared once: the store's SQL is a few dozen fixed texts.
 */
public final class SqlSession implements AutoCloseable {

  private final Connection connection;
  // A statement in use is out of the map, so that a query inside a query never resets it.
  private final Map<String, PreparedStatement> idle = new HashMap<>();
  private boolean broken;

  public SqlSession(DataSource source) {
    this(connection(source));
  }

  /** Uses and closes a connection. */
  public SqlSession(Connection connection) {
    this.connection = connection;
    try {
      // Every transaction is begun and ended by a statement of ours. The driver would look after
      // each statement whether one is open, by trying to begin one.
      sqlite().getConnectionConfig().setAutoCommit(false);
      RowSums.register(connection);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static Connection connection(DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Carries what SQLite says to {@link StoreFailures}. */
  public static final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
      super(cause);
    }
  }

  /** Reads one row. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement; returns how many rows it changed. */
  public int execute(String sql, @Nullable Object... values) {
    return with(sql, values, PreparedStatement::executeUpdate);
  }

  /** Differs once any other connection has committed; another connection's number is its own. */
  public long edition() {
    return select("PRAGMA data_version").number().orElse(0L);
  }

  public Rows select(String sql, @Nullable Object... values) {
    return new Rows(sql, values);
  }

  /** What a query finds. */
  public final class Rows {
    private final String sql;
    private final @Nullable Object[] values;

    private Rows(String sql, @Nullable Object[] values) {
      this.sql = sql;
      this.values = values;
    }

    public <T> List<T> list(RowReader<T> reader) {
      return with(
          sql,
          values,
          statement -> {
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(reader.read(rows));
              }
            }
            return found;
          });
    }

    public <T> Optional<T> first(RowReader<T> reader) {
      return with(
          sql,
          values,
          statement -> {
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
            }
          });
    }

    public List<String> texts() {
      return list(row -> row.getString(1));
    }

    public Optional<String> text() {
      return first(row -> row.getString(1));
    }

    public Optional<Long> number() {
      return first(row -> row.getLong(1));
    }
  }

  /**
   * How many rows this connection has changed, triggers' among them; only differences mean much.
   */
  public long changes() {
    try {
      return sqlite().getDatabase().total_changes();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private SQLiteConnection sqlite() throws SQLException {
    return connection.unwrap(SQLiteConnection.class);
  }

  /** Undoes the open transaction; a connection that cannot is broken, and closing it undoes it. */
  public void rollback() {
    boolean undone = false;
    try {
      execute("ROLLBACK");
      undone = true;
    } catch (SqlFailure e) {
      // Closing the connection undoes it.
    } finally {
      broken |= !undone;
    }
  }

  public boolean isBroken() {
    return broken;
  }

  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private <T> T with(String sql, @Nullable Object[] values, Work<T> work) {
    try {
      PreparedStatement cached = idle.remove(sql);
      PreparedStatement statement = cached == null ? connection.prepareStatement(sql) : cached;
      boolean sound = false;
      try {
        for (int i = 0; i < values.length; i++) {
          bind(statement, i + 1, values[i]);
        }
        T result = work.on(statement);
        sound = true;
        return result;
      } finally {
        if (!sound || idle.putIfAbsent(sql, statement) != null) {
          statement.close();
        }
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setObject(index, null);
    } else if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof Long number) {
      statement.setLong(index, number);
    } else if (value instanceof Integer number) {
      statement.setInt(index, number);
    } else if (value instanceof Boolean flag) {
      statement.setInt(index, flag ? 1 : 0);
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else {
      throw new IllegalArgumentException("No column holds a " + value.getClass());
    }
  }

  @Override
  public void close() {
    try {
      for (PreparedStatement statement : idle.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      // What was committed is on disk; a connection that cannot be closed has nothing else to lose.
    }
  }
}
