package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.OpenRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.store.database.RowSums;
import io.signalbox.core.store.request.OpenWorkRows;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** What there is to do, counted without looking at what is over. */
final class GlanceTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final Instant now = time.now();

  private MachineRequest request(
      String id, RequestState state, @Nullable Instant finished, Machine... machines) {
    return new MachineRequest(
        id,
        RequestKind.ACQUIRE,
        state,
        "web",
        3,
        null,
        "key-" + id,
        "field",
        "",
        now.minusSeconds(600),
        now.minusSeconds(30),
        now.minusSeconds(10),
        finished,
        "said so",
        List.of(),
        List.of(machines));
  }

  private Machine machine(String id, String request, MachineState state) {
    return new Machine(
        id,
        id,
        request,
        null,
        "east",
        state,
        null,
        null,
        null,
        "",
        "m5",
        "ondemand",
        1,
        Map.of(),
        false,
        "",
        now,
        now);
  }

  private WorkAtAGlance glance(Store store) {
    return store.requests().glance(now, now.minus(Duration.ofMinutes(15)), 200);
  }

  @Test
  void countsWhatIsOpenRunningLateAndEndedBadly() {
    try (Store store = Store.open(folder, time)) {
      store
          .requests()
          .save(
              request(
                  "late",
                  RequestState.ACQUIRING,
                  null,
                  machine("m1", "late", MachineState.RUNNING),
                  machine("m2", "late", MachineState.PENDING)));
      store.requests().save(request("bad", RequestState.FAILED, now.minusSeconds(60)));
      store.requests().save(request("old", RequestState.FAILED, now.minusSeconds(6_000)));
      store
          .requests()
          .save(
              request(
                  "good",
                  RequestState.COMPLETE,
                  now.minusSeconds(60),
                  machine("m3", "good", MachineState.RUNNING)));
      store.requests().requestCancel("late", "field");
      WorkAtAGlance found = glance(store);
      assertThat(found.open()).isEqualTo(1);
      assertThat(found.machinesRunning()).isEqualTo(2);
      assertThat(found.troubled())
          .extracting(WorkAtAGlance.Troubled::requestId)
          .containsExactly("late", "bad");
      OpenRequest late = found.newest().getFirst();
      assertThat(late.reached()).isEqualTo(1);
      assertThat(late.requested()).isEqualTo(3);
      assertThat(late.cancelling()).isTrue();
    }
  }

  @Test
  void aHundredThousandRequestsThatAreOverAreNotRead() throws SQLException {
    try (Store store = Store.open(folder, time);
        Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE))) {
      store
          .requests()
          .save(
              request(
                  "open",
                  RequestState.ACQUIRING,
                  null,
                  machine("m1", "open", MachineState.RUNNING)));
      RowSums.register(connection);
      over(connection, 0, 100);
      long few = steps(connection);
      over(connection, 100, 100_000);
      assertThat(few).isPositive();
      assertThat(steps(connection)).as("steps of SQLite, whatever is over").isEqualTo(few);
    }
  }

  /** Requests that ended well, each with a machine that was given back. */
  private static void over(Connection connection, int from, int to) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      copy(statement, "requests", "request_id", "finished_at = 1, state = 'COMPLETE'", from, to);
      copy(statement, "machines", "id", "state = 'RETURNED'", from, to);
      statement.execute("COMMIT");
    }
  }

  /** Copies of the one row that is open, changed, under ids of their own. */
  private static void copy(
      Statement statement, String table, String id, String changed, int from, int to)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT name FROM pragma_table_info('%s') WHERE name <> 'row_sum'".formatted(table))) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    String values =
        columns.stream()
            .map(each -> each.equals(id) ? "one.%s || '-' || n.i".formatted(id) : "one." + each)
            .collect(Collectors.joining(", "));
    statement.execute(
        "CREATE TEMP TABLE one AS SELECT * FROM %s WHERE %s IN ('open', 'm1')"
            .formatted(table, id));
    statement.execute("UPDATE temp.one SET " + changed);
    statement.execute(
        """
        INSERT INTO %s (%s)
        WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %d)
        SELECT %s FROM n, temp.one AS one
        """
            .formatted(table, String.join(", ", columns), from, to, values));
    statement.execute("DROP TABLE temp.one");
  }

  /** How many instructions of SQLite's machine everything takes that a glance reads. */
  private static long steps(Connection connection) throws SQLException {
    AtomicLong steps = new AtomicLong();
    for (String sql : OpenWorkRows.statements()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
          statement.setLong(i, 200);
        }
        ProgressHandler.setHandler(
            connection,
            1,
            new ProgressHandler() {
              @Override
              protected int progress() {
                steps.incrementAndGet();
                return 0;
              }
            });
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            rows.getString(1);
          }
        } finally {
          ProgressHandler.clearHandler(connection);
        }
      }
    }
    return steps.get();
  }

  @Test
  void theEditionTellsThatSomebodyWroteAndNothingElse() {
    try (Store store = Store.open(folder, time);
        Store other = Store.open(folder, time)) {
      long before = store.edition();
      assertThat(store.edition()).isEqualTo(before);
      other.requests().save(request("theirs", RequestState.PENDING, null));
      long after = store.edition();
      assertThat(after).isNotEqualTo(before);
      glance(store);
      assertThat(store.edition()).isEqualTo(after);
    }
  }
}
