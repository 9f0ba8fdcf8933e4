package io.signalbox.core.store;

import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowSums;
import io.signalbox.core.store.database.StoreFailures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for what is not as it was written. */
final class StoreCheck {

  private static final int MAX_TOLD = 5;
  private static final String OPEN =
      "request_id IN (SELECT request_id FROM requests WHERE finished_at IS NULL)";

  private static final String ANY_OPEN = "SELECT 1 FROM requests WHERE finished_at IS NULL LIMIT 1";

  private StoreCheck() {}

  /**
   * What a program acts on by itself: the open requests with their attempts and machines.
   *
   * @throws io.signalbox.core.error.SignalboxException STORE_UNAVAILABLE naming the rows
   */
  static void openRequests(Path file, Database database) {
    List<String> wrong =
        database.read(session -> {
          List<String> found = new ArrayList<>();
          if (session.select(ANY_OPEN).number().isEmpty()) {
            return found;
          }
          for (String table : List.of("requests", "attempts", "machines", "return_machines")) {
            String where =
                table.equals("return_machines")
                    ? OPEN.replace("request_id IN", "return_id IN")
                    : OPEN;
            found.addAll(RowSums.wrong(session, table, where, MAX_TOLD));
          }
          return found;
        });
    if (!wrong.isEmpty()) {
      throw StoreFailures.unavailable(
          file,
          "is damaged: not as it was written is " + String.join(", ", wrong),
          "keep a copy of it and restore a backup");
    }
  }

  /** Everything: sums of rows, SQLite's own check of pages and indexes, and references. */
  static List<String> all(Database database) {
    return database.readApart(session -> {
      List<String> found = new ArrayList<>();
      for (String table : RowSums.TABLES) {
        found.addAll(RowSums.wrong(session, table, "1", MAX_TOLD));
      }
      if (!RowSums.isHistoryAsWritten(session)) {
        found.add("a row of table flyway_schema_history");
      }
      session.select("PRAGMA integrity_check(" + MAX_TOLD + ")").texts().stream()
          .filter(line -> !line.equals("ok"))
          .forEach(found::add);
      session
          .select("PRAGMA foreign_key_check")
          .list(row ->
              "a row of table " + row.getString(1) + " refers to nothing in " + row.getString(3))
          .stream()
          .limit(MAX_TOLD)
          .forEach(found::add);
      return found;
    });
  }
}
