package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.store.database.StoreStatistics;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes, what stays, and how large a store gets. */
class RetentionTest {

  private static final RetentionSettings DEFAULT = RetentionSettings.DEFAULT;

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();
  private Store store;
  private Database database;
  private Work work;

  @BeforeEach
  void open() {
    StoreOptions options = StoreOptions.DEFAULT.asTemporary();
    store = Store.open(MigratedStore.in(temp), time, options);
    database = new Database(temp.resolve(Store.FILE), options);
    work = new Work(database);
  }

  @AfterEach
  void close() {
    database.close();
    store.close();
  }

  @Test
  void ofTheCallsOfARequestTheNewestHundredAreKept() {
    work.request("req-1", time.now(), time.now(), true);
    List<RequestCall> calls = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      calls.add(call("req-1", i));
    }
    calls.add(call("req-gone", 0));
    store.requests().appendCalls(calls);
    assertThat(store.requests().calls("req-1")).isEqualTo(calls.subList(20, 120));
    assertThat(store.requests().calls("req-gone")).as("a request that is deleted").isEmpty();
  }

  private RequestCall call(String requestId, int number) {
    return new RequestCall(
        requestId,
        1,
        "p",
        new ApiCall(
            "ec2:RunInstances",
            time.now(),
            Duration.ofMillis(3),
            "id-" + number,
            "Throttling",
            "slow",
            2));
  }

  /**
   * A year of days, each a hundredth of a busy day: 6 requests of two machines, half of them
   * returned by hand and all gone by evening, 30 audit entries, events and decisions, ten minutes
   * of metrics, a session, circuit and rotation that nobody asks for again, and a lease left
   * behind.
   */
  @Test
  void aStoreOfAYearsWorkStaysBounded() throws Exception {
    long afterTwoMonths = 0;
    for (int day = 0; day < 365; day++) {
      work.day(time.now(), day);
      time.advance(Duration.ofHours(24));
      store.deleteExpired(DEFAULT);
      if (day == 60) {
        afterTwoMonths = Files.size(temp.resolve(Store.FILE));
      }
    }
    // 9 requests a day, a return among three: 30 days, and the day that is under way.
    assertThat(count("requests")).isBetween(30L * 9, 31L * 9);
    assertThat(count("machines")).isBetween(30L * 12, 31L * 12);
    assertThat(count("timeline")).isEqualTo(count("requests") * 8);
    assertThat(count("api_calls")).isEqualTo(count("requests"));
    assertThat(count("request_keys")).isBetween(30L * 6, 31L * 6);
    assertThat(count("return_machines")).isBetween(30L * 6, 31L * 6);
    assertThat(count("attempts")).isBetween(30L * 6, 31L * 6);
    assertThat(count("audit")).isBetween(364L * 30, 365L * 30);
    assertThat(count("events")).isLessThanOrEqualTo(30);
    assertThat(count("decisions")).isBetween(6L * 30, 7L * 30);
    assertThat(count("metrics")).isLessThanOrEqualTo(10);
    assertThat(count("health_history")).isLessThanOrEqualTo(9);
    assertThat(count("sessions")).isLessThanOrEqualTo(1);
    assertThat(count("circuits")).isBetween(29L, 31L);
    assertThat(count("health_last")).isBetween(29L, 31L);
    assertThat(count("leases")).isLessThanOrEqualTo(1);
    // Of all that stays a year there are audit entries alone; pages of the rest are used again.
    long audit =
        database
            .read(s ->
                s.select(
                        "SELECT sum(length(\"before\") + length(\"after\")"
                            + " + length(reason) + 200) FROM audit")
                    .number())
            .orElseThrow();
    assertThat(size()).isLessThan(afterTwoMonths + audit);
  }

  @Test
  void boundsByNumberHoldOnTheBusiestDayToo() {
    RetentionSettings few =
        new RetentionSettings(Duration.ofDays(30), 100, Duration.ofDays(365), 1_000);
    for (int day = 0; day < 5; day++) {
      for (int i = 0; i < 20; i++) {
        work.day(time.now(), day * 20 + i);
      }
      time.advance(Duration.ofHours(24).plusSeconds(1));
      store.deleteExpired(few);
    }
    assertThat(count("requests")).isLessThanOrEqualTo(101);
    assertThat(count("audit")).isEqualTo(1_000);
    database.run(s -> {
      for (int i = 0; i < 11_000; i++) {
        s.execute("INSERT INTO picks (rotation, next) VALUES (?, ?)", "x" + i, i / 10_999);
        s.execute(
            "INSERT INTO decisions (at, trace_id, json) VALUES (?, '', '{}')",
            Columns.micros(time.now()));
      }
    });
    time.advance(Duration.ofMinutes(5));
    store.deleteExpired(few);
    assertThat(count("picks")).isEqualTo(10_000);
    assertThat(count("decisions")).isEqualTo(5_000);
    assertThat(store.routing().peekPick("x10999")).isEqualTo(1);
  }

  @Test
  void whatIsOpenAliveOrUnderWayIsNeverDeleted() {
    Instant start = time.now();
    work.request("open", start, null);
    work.request("alive", start, start);
    work.machine("alive", 1, "RUNNING", start);
    work.request("unclear", start, start);
    work.machine("unclear", 2, "UNKNOWN", start);
    work.request("returning", start, start);
    work.machine("returning", 3, "TERMINATED", start);
    work.request("ret-open", start, null);
    work.returns("ret-open", 3);
    work.request("failed-return", start, start);
    work.returns("failed-return", 1);
    work.request("over", start, start);
    work.machine("over", 4, "RETURNED", start);
    work.request("watched", start, start);
    store.requests().watch("watched", start.plus(Duration.ofDays(400)));
    time.advance(Duration.ofDays(365));
    store.deleteExpired(new RetentionSettings(Duration.ofDays(1), 1, Duration.ofDays(1), 1));
    assertThat(ids())
        .containsExactlyInAnyOrder(
            "open", "alive", "unclear", "returning", "ret-open", "failed-return", "watched");
    work.end("ret-open", time.now());
    work.gone(1);
    time.advance(Duration.ofDays(2));
    store.deleteExpired(new RetentionSettings(Duration.ofDays(1), 1, Duration.ofDays(1), 1));
    assertThat(ids()).containsExactlyInAnyOrder("open", "unclear", "watched");
  }

  @Test
  void aKeyIsKnownForADayWhateverTheBounds() {
    RetentionSettings none = new RetentionSettings(Duration.ofDays(1), 1, Duration.ofDays(1), 1);
    for (int i = 0; i < 5; i++) {
      work.request("r" + i, time.now(), time.now());
    }
    time.advance(Duration.ofHours(23));
    store.deleteExpired(none);
    assertThat(store.requests().findByKey("key-r0")).isPresent();
    time.advance(Duration.ofHours(2));
    store.deleteExpired(none);
    assertThat(store.requests().findByKey("key-r0")).isEmpty();
  }

  @Test
  void aShortLivedProcessDeletesOnceAnHourAndWritesNothingOtherwise() {
    work.request("old", time.now(), time.now());
    time.advance(Duration.ofDays(40));
    store.deleteSomeExpired(DEFAULT);
    assertThat(ids()).isEmpty();
    work.request("older", Instant.EPOCH, Instant.EPOCH);
    time.advance(Duration.ofMinutes(59));
    StoreStatistics before = store.statistics();
    store.deleteSomeExpired(DEFAULT);
    assertThat(store.statistics()).isEqualTo(before);
    assertThat(ids()).containsExactly("older");
    time.advance(Duration.ofMinutes(1));
    store.deleteSomeExpired(DEFAULT);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aShortLivedProcessEndsAfterAFewTransactionsAndANewStoreIsNotDue() {
    StoreStatistics before = store.statistics();
    store.deleteSomeExpired(DEFAULT);
    assertThat(store.statistics()).isEqualTo(before);
    for (int i = 0; i < 1_000; i++) {
      work.request("r" + i, time.now(), time.now());
    }
    time.advance(Duration.ofDays(40));
    store.deleteSomeExpired(DEFAULT);
    assertThat(count("requests")).isEqualTo(1_000 - 4 * 50);
    assertThat(store.statistics().commits() - before.commits()).isEqualTo(5);
    // Another process of the background has the rest.
    try (Store other = Store.open(temp, time)) {
      time.advance(Duration.ofMinutes(5));
      other.deleteExpired(DEFAULT);
      assertThat(count("requests")).isZero();
    }
  }

  @Test
  void aClockThatWentBackDoesNotStopIt() {
    time.advance(Duration.ofDays(100));
    store.deleteExpired(DEFAULT);
    work.request("old", Instant.EPOCH, Instant.EPOCH);
    time.advance(Duration.ofDays(-50));
    store.deleteExpired(DEFAULT);
    assertThat(ids()).isEmpty();
  }

  private List<String> ids() {
    return database.read(s -> s.select("SELECT request_id FROM requests").texts());
  }

  private long count(String table) {
    return database.read(s -> s.select("SELECT count(*) FROM " + table).number()).orElseThrow();
  }

  private long size() throws Exception {
    database.read(s -> s.select("PRAGMA wal_checkpoint(TRUNCATE)").number());
    return Files.size(temp.resolve(Store.FILE));
  }

  /** Rows as a day leaves them. */
  private record Work(Database database) {

    void day(Instant at, int day) {
      long now = Columns.micros(at);
      database.run(s -> {
        for (int i = 0; i < 6; i++) {
          String id = "req-" + day + "-" + i;
          Instant ended = at.plusMillis(6L * day + i);
          request(id, ended, ended);
          int machine = (day * 6 + i) * 2;
          machine(id, machine, "RETURNED", at);
          machine(id, machine + 1, "TERMINATED", at);
          s.execute(
              "INSERT INTO attempts (request_id, number, provider, count, key, reason, decision,"
                  + " outcome, resource_id, code, message, started_at) VALUES (?, 1, 'p', 2, ?, ?,"
                  + " '', 'ACCEPTED', 'r', '', '', ?)",
              id,
              "a-" + id,
              "x".repeat(60),
              now);
          if (i % 2 == 0) {
            request("ret-" + day + "-" + i, ended, ended, false);
            returns("ret-" + day + "-" + i, machine);
            returns("ret-" + day + "-" + i, machine + 1);
          }
        }
        for (int i = 0; i < 30; i++) {
          s.execute(
              "INSERT INTO audit (at, actor, action, subject, outcome, reason, trace_id,"
                  + " \"before\", \"after\") VALUES (?, 'ana', 'SubmitRequest', ?, 'done', ?, 't',"
                  + " '{}', ?)",
              now,
              "req-" + day,
              "x".repeat(40),
              "{\"count\":" + "2".repeat(60) + "}");
          s.execute(
              "INSERT INTO decisions (at, trace_id, json) VALUES (?, 't', ?)",
              now,
              "x".repeat(1_500));
        }
        for (int i = 0; i < 30; i++) {
          s.execute(
              "INSERT INTO events (at, lane, severity, subject, text, trace_id)"
                  + " VALUES (?, 'HEALTH', 'INFO', 'p', ?, 't')",
              now,
              "x".repeat(80));
        }
        for (int i = 0; i < 10; i++) {
          s.execute(
              "INSERT INTO metrics (provider, minute, operation, tally) VALUES ('p', ?, 'O', ?)",
              now + i * 60_000_000L + day,
              new byte[300]);
        }
        s.execute(
            "INSERT INTO health_history (provider, at, from_state, to_state, reason, source)"
                + " VALUES ('p', ?, 'HEALTHY', 'UNHEALTHY', 'r', 's')",
            now);
        s.execute(
            "INSERT INTO health_last (provider, state, since, checked_at, reason, ejected, source,"
                + " consecutive_failures) VALUES (?, 'HEALTHY', ?, ?, '', 0, '', 0)",
            "p" + day,
            now,
            now);
        s.execute(
            "INSERT INTO sessions (session, provider, until) VALUES (?, 'p', ?)",
            "s" + day,
            now + 3_600_000_000L);
        s.execute(
            "INSERT INTO circuits (name, open, failures, since, reason, total, successful)"
                + " VALUES (?, 1, 3, ?, '', 3, 0)",
            "c" + day,
            now);
        s.execute("INSERT OR IGNORE INTO picks (rotation, next) VALUES (?, 1)", "r" + day);
        s.execute("INSERT INTO leases (name, owner, until) VALUES (?, 'o', ?)", "l" + day, now);
      });
    }

    void request(String id, Instant at, Instant finished) {
      request(id, at, finished, true);
    }

    private void request(String id, Instant at, Instant finished, boolean keyed) {
      long now = Columns.micros(at);
      database.run(s -> {
        s.execute(
            "INSERT INTO requests (request_id, kind, state, template_id, requested,"
                + " idempotency_key, actor, trace_id, created_at, updated_at, deadline,"
                + " finished_at, message) VALUES (?, ?, 'COMPLETE', 'web', 2, ?, 'ana', 't', ?, ?,"
                + " ?, ?, '2 of 2 machines running')",
            id,
            keyed ? "ACQUIRE" : "RETURN",
            "key-" + id,
            now,
            now,
            now,
            Columns.microsOrNull(finished));
        if (keyed) {
          s.execute(
              "INSERT INTO request_keys (key, request_id, digest) VALUES (?, ?, 'd')",
              "key-" + id,
              id);
        }
        s.execute(
            "INSERT INTO api_calls (request_id, attempt, provider, action, at, micros, reference,"
                + " code, message, retries) VALUES (?, 1, 'p', 'create', ?, 1, '', '', '', 0)",
            id,
            now);
        for (int i = 0; i < 8; i++) {
          s.execute(
              "INSERT INTO timeline (request_id, at, kind, good, title, detail)"
                  + " VALUES (?, ?, 'sent', 1, 'Sent', ?)",
              id,
              now,
              "x".repeat(60));
        }
      });
    }

    void machine(String request, int number, String state, Instant at) {
      long now = Columns.micros(at);
      database.run(s ->
          s.execute(
              "INSERT INTO machines (id, provider, machine_id, name, request_id, state, host_id,"
                  + " instance_type, price_type, units, tags, late, reason, created_at,"
                  + " updated_at) VALUES (?, 'p', ?, ?, ?, ?, '', 'm', '', 1, '{}', 0, '', ?, ?)",
              number + 1,
              "m" + number,
              "n" + number,
              request,
              state,
              now,
              now));
    }

    void returns(String returnId, int machine) {
      database.run(s ->
          s.execute(
              "INSERT INTO return_machines (return_id, machine) VALUES (?, ?)",
              returnId,
              machine + 1));
    }

    void end(String request, Instant at) {
      database.run(s ->
          s.execute(
              "UPDATE requests SET finished_at = ? WHERE request_id = ?",
              Columns.micros(at),
              request));
    }

    void gone(int machine) {
      database.run(
          s -> s.execute("UPDATE machines SET state = 'TERMINATED' WHERE id = ?", machine + 1));
    }
  }
}
