package io.signalbox.core.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.sqlite.Function;

/**
 * A checksum in each row of what cannot be measured again: requests with what belongs to them, the
 * audit, what operators decided and the identity. SQLite checks the structure of its pages and not
 * what stands in them, so that a flipped bit in a count, an id or a state is read as if it had been
 * written.
 *
 * <p>Triggers keep the sums, whoever writes; they call a function that every connection of this
 * program has, so that no other program can write these rows. They are made from the columns there
 * are, anew at each migration.
 */
public final class RowSums {

  private static final String COLUMN = "row_sum";

  /** Every table that is covered. */
  public static final List<String> TABLES =
      List.of(
          "requests",
          "attempts",
          "machines",
          "return_machines",
          "request_keys",
          "timeline",
          "audit",
          "operator_holds",
          "overrides",
          "meta");

  /** Where the sum over the history of migrations stands, which Flyway alone writes. */
  private static final String HISTORY = "schema.history_sum";

  /** All that the next migration goes by, not when the earlier ones ran and who ran them. */
  private static final String HISTORY_SUM =
      "SELECT "
          + COLUMN
          + "(group_concat(one)) FROM (SELECT "
          + Stream.of(
                  "installed_rank",
                  "version",
                  "description",
                  "type",
                  "script",
                  "checksum",
                  "success")
              .map(column -> "quote(" + column + ")")
              .collect(Collectors.joining(" || "))
          + " AS one FROM flyway_schema_history ORDER BY installed_rank)";

  private RowSums() {}

  /** Gives a connection the function of the triggers. */
  public static void register(Connection connection) throws SQLException {
    Function.create(connection, COLUMN, new Sum(), 1, Function.FLAG_DETERMINISTIC);
  }

  /** CRC-32C of the one argument's bytes. */
  private static final class Sum extends Function {
    @Override
    protected void xFunc() throws SQLException {
      CRC32C sum = new CRC32C();
      byte[] bytes = value_blob(0);
      sum.update(bytes == null ? new byte[0] : bytes);
      result(sum.getValue());
    }
  }

  /** Takes the triggers away, so that a migration may change the tables. */
  public static void remove(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("DROP TRIGGER IF EXISTS " + table + "_sum_insert");
        statement.execute("DROP TRIGGER IF EXISTS " + table + "_sum_update");
      }
    }
  }

  /** Makes the sums of all rows, and the triggers that keep them. */
  public static void install(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        Columns columns = columns(statement, table);
        if (!columns.summed()) {
          statement.execute("ALTER TABLE " + table + " ADD COLUMN " + COLUMN + " INTEGER");
        }
        statement.execute("UPDATE " + table + " SET " + COLUMN + " = " + sum(columns.others(), ""));
        String set =
            " ON "
                + table
                + " BEGIN UPDATE "
                + table
                + " SET "
                + COLUMN
                + " = "
                + sum(columns.others(), "new.")
                + " WHERE "
                + columns.key().stream()
                    .map(key -> key + " = new." + key)
                    .collect(Collectors.joining(" AND "))
                + "; END";
        statement.execute("CREATE TRIGGER " + table + "_sum_insert AFTER INSERT" + set);
        statement.execute(
            "CREATE TRIGGER "
                + table
                + "_sum_update AFTER UPDATE OF "
                + String.join(", ", columns.others())
                + set);
      }
      statement.execute(
          "INSERT OR REPLACE INTO meta (name, value) VALUES ('%s', (%s))"
              .formatted(HISTORY, HISTORY_SUM));
    }
  }

  /** Whether the history of migrations is as the last one left it. */
  public static boolean isHistoryAsWritten(SqlSession session) {
    return session
        .select("SELECT 1 FROM meta WHERE name = ? AND value = (" + HISTORY_SUM + ")", HISTORY)
        .number()
        .isPresent();
  }

  /**
   * Which rows are not as they were written, named by their keys.
   *
   * @param where narrows the rows; "1" for all
   * @param max of one table
   */
  public static List<String> wrong(SqlSession session, String table, String where, int max) {
    Columns columns =
        columns(
            session.select("SELECT * FROM pragma_table_info('" + table + "')").list(Column::of));
    String key =
        columns.key().stream()
            .map(each -> "quote(" + each + ")")
            .collect(Collectors.joining(" || ' ' || "));
    return session
        .select(
            "SELECT "
                + key
                + " FROM "
                + table
                + " WHERE "
                + COLUMN
                + " IS NOT "
                + sum(columns.others(), "")
                + " AND "
                + where
                + " LIMIT "
                + max)
        .list(row -> "row " + row.getString(1) + " of table " + table);
  }

  private static String sum(List<String> columns, String prefix) {
    return columns.stream()
        .map(column -> "quote(" + prefix + column + ")")
        .collect(Collectors.joining(" || ", COLUMN + "(", ")"));
  }

  private record Columns(List<String> key, List<String> others, boolean summed) {}

  private record Column(String name, boolean key) {
    static Column of(ResultSet row) throws SQLException {
      return new Column('"' + row.getString("name") + '"', row.getInt("pk") > 0);
    }
  }

  private static Columns columns(Statement statement, String table) throws SQLException {
    List<Column> found = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery("SELECT * FROM pragma_table_info('" + table + "')")) {
      while (rows.next()) {
        found.add(Column.of(rows));
      }
    }
    return columns(found);
  }

  private static Columns columns(List<Column> found) {
    String own = '"' + COLUMN + '"';
    return new Columns(
        found.stream().filter(Column::key).map(Column::name).toList(),
        found.stream().map(Column::name).filter(name -> !name.equals(own)).toList(),
        found.stream().map(Column::name).anyMatch(own::equals));
  }
}
