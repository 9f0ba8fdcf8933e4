package io.signalbox.core.store.repository;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

public final class SqliteAudit implements AuditRepository {

  private final Database database;

  public SqliteAudit(Database database) {
    this.database = database;
  }

  @Override
  public long append(AuditEntry entry) {
    return database.write(session ->
        session
            .select(
                """
                INSERT INTO audit
                  (at, actor, action, subject, outcome, reason, trace_id, "before", "after", undoes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id
                """,
                Columns.micros(entry.at()),
                entry.actor(),
                entry.action(),
                Columns.words(entry.subject()),
                entry.outcome(),
                Columns.words(entry.reason()),
                entry.traceId(),
                Columns.shownJson(entry.before()),
                Columns.shownJson(entry.after()),
                entry.undoes())
            .number()
            .orElseThrow());
  }

  @Override
  public List<AuditEntry> list(Instant since, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM audit WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?",
                Columns.micros(since),
                RowLimits.check(limit))
            .list(SqliteAudit::entry));
  }

  @Override
  public Optional<AuditEntry> find(long id) {
    return database.read(session ->
        session.select("SELECT * FROM audit WHERE id = ?", id).first(SqliteAudit::entry));
  }

  @Override
  public List<AuditEntry> done(Set<String> actions, long after, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM audit WHERE id > ? AND outcome = ?"
                    + " AND action IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ?",
                after,
                AuditEntry.DONE,
                Columns.json(List.copyOf(actions)),
                RowLimits.check(limit))
            .list(SqliteAudit::entry));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Columns.instant(row, "at"),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("outcome"),
        row.getString("reason"),
        row.getString("trace_id"),
        Columns.object(row.getString("before")),
        Columns.object(row.getString("after")),
        row.getLong("undoes"));
  }
}
