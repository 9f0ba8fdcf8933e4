package io.signalbox.core.store;

import io.signalbox.core.routing.Activation;
import io.signalbox.core.routing.ManualState;
import io.signalbox.core.routing.RoutingStateRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SqliteRouting implements RoutingStateRepository {

  private final Database database;

  SqliteRouting(Database database) {
    this.database = database;
  }

  @Override
  public List<ManualState> manualStates() {
    return database.read(session ->
        session
            .select("SELECT * FROM manual_states ORDER BY provider")
            .list(row ->
                new ManualState(
                    row.getString("provider"),
                    ManualState.Kind.valueOf(row.getString("kind")),
                    row.getString("who"),
                    row.getString("why"),
                    Columns.instant(row, "since"),
                    Columns.instantOrNull(row, "until"))));
  }

  @Override
  public void saveManualState(ManualState state) {
    database.run(session ->
        session.execute(
            "INSERT OR REPLACE INTO manual_states (provider, kind, who, why, since, until)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            state.provider(),
            state.kind().name(),
            state.who(),
            state.why(),
            Columns.micros(state.since()),
            Columns.microsOrNull(state.until())));
  }

  @Override
  public void deleteManualState(String provider) {
    database.run(
        session -> session.execute("DELETE FROM manual_states WHERE provider = ?", provider));
  }

  @Override
  public Optional<Activation> activation() {
    return database.read(session ->
        session
            .select("SELECT * FROM activation")
            .first(row ->
                new Activation(
                    row.getString("provider"),
                    row.getString("who"),
                    row.getString("why"),
                    Columns.instant(row, "since"),
                    Columns.instantOrNull(row, "until"))));
  }

  @Override
  public void saveActivation(Activation activation) {
    database.run(session ->
        session.execute(
            "INSERT OR REPLACE INTO activation (one, provider, who, why, since, until)"
                + " VALUES (1, ?, ?, ?, ?, ?)",
            activation.provider(),
            activation.who(),
            activation.why(),
            Columns.micros(activation.since()),
            Columns.microsOrNull(activation.until())));
  }

  @Override
  public void deleteActivation() {
    database.run(session -> session.execute("DELETE FROM activation"));
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

  private static long advance(Session session, String rotation, long by) {
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
  public void appendDecision(Instant at, String traceId, String json) {
    database.run(session ->
        session.execute(
            "INSERT INTO decisions (at, trace_id, json) VALUES (?, ?, ?)",
            Columns.micros(at),
            traceId,
            json));
  }

  @Override
  public List<StoredDecision> decisions(Instant since, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM decisions WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?",
                Columns.micros(since),
                Limits.check(limit))
            .list(row ->
                new StoredDecision(
                    Columns.instant(row, "at"), row.getString("trace_id"), row.getString("json"))));
  }

  /** Keeps the newest decisions only. */
  void keepNewestDecisions(int most) {
    database.run(session ->
        session.execute(
            "DELETE FROM decisions WHERE id <= (SELECT max(id) FROM decisions) - ?", most));
  }
}
