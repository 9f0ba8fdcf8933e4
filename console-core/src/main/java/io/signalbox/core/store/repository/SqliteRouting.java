package io.signalbox.core.store.repository;

import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.failover.CircuitRecord;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HeldByOperators;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import io.signalbox.core.store.database.SqlSession;
import io.signalbox.core.store.repository.OperatorHoldRows.Hold;
import io.signalbox.core.store.repository.OperatorHoldRows.Kind;
import java.time.Instant;
import java.util.List;

public final class SqliteRouting implements RoutingStateRepository {

  private final Database database;
  private final OperatorHoldRows holds;

  public SqliteRouting(Database database) {
    this.database = database;
    this.holds = new OperatorHoldRows(database);
  }

  @Override
  public HeldByOperators held() {
    return holds.read();
  }

  @Override
  public boolean save(ManualState state, long replaces) {
    return holds.save(
        new Hold(
            Kind.PROVIDER,
            state.provider(),
            state.kind().name(),
            state.who(),
            state.why(),
            state.since(),
            state.until()),
        replaces);
  }

  @Override
  public boolean save(Activation activation, long replaces) {
    return holds.save(
        new Hold(
            Kind.ALL,
            "",
            activation.provider(),
            activation.who(),
            activation.why(),
            activation.since(),
            activation.until()),
        replaces);
  }

  @Override
  public boolean save(SwitchHold hold, long replaces) {
    return holds.save(
        new Hold(
            Kind.SWITCH,
            hold.at(),
            hold.member(),
            hold.who(),
            hold.why(),
            hold.since(),
            hold.until()),
        replaces);
  }

  @Override
  public boolean save(ForcedCircuit forced, long replaces) {
    return holds.save(
        new Hold(
            Kind.CIRCUIT,
            forced.name(),
            forced.open() ? OperatorHoldRows.OPEN : OperatorHoldRows.CLOSED,
            forced.who(),
            forced.why(),
            forced.since(),
            forced.until()),
        replaces);
  }

  @Override
  public boolean delete(ManualState seen) {
    return holds.delete(Kind.PROVIDER, seen.provider(), seen.version());
  }

  @Override
  public boolean delete(Activation seen) {
    return holds.delete(Kind.ALL, "", seen.version());
  }

  @Override
  public boolean delete(SwitchHold seen) {
    return holds.delete(Kind.SWITCH, seen.at(), seen.version());
  }

  @Override
  public boolean delete(ForcedCircuit seen) {
    return holds.delete(Kind.CIRCUIT, seen.name(), seen.version());
  }

  @Override
  public long nextPick(String rotation) {
    return database.write(session -> advance(session, rotation, 1)) - 1;
  }

  @Override
  public long peekPick(String rotation) {
    return database.read(session ->
        session.select("SELECT next FROM picks WHERE rotation = ?", rotation).number().orElse(0L));
  }

  @Override
  public void advancePick(String rotation, long by) {
    database.run(session -> advance(session, rotation, by));
  }

  private static long advance(SqlSession session, String rotation, long by) {
    return session
        .select(
            "INSERT INTO picks (rotation, next) VALUES (?, ?) ON CONFLICT (rotation)"
                + " DO UPDATE SET next = next + excluded.next RETURNING next",
            rotation,
            by)
        .number()
        .orElseThrow();
  }

  @Override
  public List<CircuitRecord> circuits() {
    return database.read(session ->
        session
            .select("SELECT * FROM circuits")
            .list(row ->
                new CircuitRecord(
                    row.getString("name"),
                    row.getBoolean("open"),
                    row.getInt("failures"),
                    Columns.instant(row, "since"),
                    Columns.instantOrNull(row, "next_trial"),
                    row.getString("reason"),
                    row.getLong("total"),
                    row.getLong("successful"),
                    Columns.instantOrNull(row, "last_failure"),
                    Columns.instantOrNull(row, "last_success"))));
  }

  /** What another process knows of a later change is not overwritten. */
  @Override
  public void saveCircuits(List<CircuitRecord> circuits, Instant now) {
    database.run(session -> {
      for (CircuitRecord each : circuits) {
        session.execute(
            """
            INSERT INTO circuits (name, open, failures, since, next_trial, reason,
              total, successful, last_failure, last_success) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET open = excluded.open, failures = excluded.failures,
              since = excluded.since, next_trial = excluded.next_trial, reason = excluded.reason,
              total = excluded.total, successful = excluded.successful,
              last_failure = excluded.last_failure, last_success = excluded.last_success
            WHERE excluded.since >= circuits.since OR circuits.since > ?
            """,
            each.name(),
            each.open() ? 1 : 0,
            each.failures(),
            Columns.micros(each.since()),
            Columns.microsOrNull(each.nextTrial()),
            each.reason(),
            each.total(),
            each.successful(),
            Columns.microsOrNull(each.lastFailure()),
            Columns.microsOrNull(each.lastSuccess()),
            Columns.micros(now));
      }
    });
  }

  @Override
  public List<Sessions.Remembered> sessions(Instant now) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM sessions WHERE until > ? ORDER BY until DESC LIMIT ?",
                Columns.micros(now),
                Sessions.MAX_SESSIONS)
            .list(row ->
                new Sessions.Remembered(
                    row.getString("session"),
                    row.getString("provider"),
                    Columns.instant(row, "until"))));
  }

  @Override
  public void saveSessions(List<Sessions.Remembered> sessions, Instant now) {
    database.run(session -> {
      for (Sessions.Remembered each : sessions) {
        session.execute(
            "INSERT OR REPLACE INTO sessions (session, provider, until) VALUES (?, ?, ?)",
            each.session(),
            each.provider(),
            Columns.micros(each.until()));
      }
      session.execute("DELETE FROM sessions WHERE until <= ?", Columns.micros(now));
    });
  }

  @Override
  public void appendDecisions(List<StoredDecision> decisions, int max) {
    database.run(session -> {
      for (StoredDecision each : decisions) {
        session.execute(
            "INSERT INTO decisions (at, trace_id, json) VALUES (?, ?, ?)",
            Columns.micros(each.at()),
            each.traceId(),
            each.json());
      }
      session.execute("DELETE FROM decisions WHERE id <= (SELECT max(id) FROM decisions) - ?", max);
    });
  }

  @Override
  public List<StoredDecision> decisionsOf(String traceId) {
    return database.read(session ->
        session
            .select("SELECT * FROM decisions WHERE trace_id = ? ORDER BY at, id", traceId)
            .list(row ->
                new StoredDecision(
                    Columns.instant(row, "at"), row.getString("trace_id"), row.getString("json"))));
  }

  @Override
  public List<StoredDecision> decisionsOfCreates(String traceId) {
    return database.read(session ->
        session
            .select(
                """
                SELECT min(a.started_at) AS at, r.trace_id, a.decision
                FROM requests r JOIN attempts a ON a.request_id = r.request_id
                WHERE r.trace_id = ? GROUP BY a.decision ORDER BY 1
                """,
                traceId)
            .list(row ->
                new StoredDecision(
                    Columns.instant(row, "at"),
                    row.getString("trace_id"),
                    row.getString("decision"))));
  }

  @Override
  public List<StoredDecision> decisions(Instant since, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM decisions WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?",
                Columns.micros(since),
                RowLimits.check(limit))
            .list(row ->
                new StoredDecision(
                    Columns.instant(row, "at"), row.getString("trace_id"), row.getString("json"))));
  }
}
