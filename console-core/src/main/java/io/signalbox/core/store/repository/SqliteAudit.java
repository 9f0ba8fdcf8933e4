package io.signalbox.core.store.repository;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import java.time.Instant;
import java.util.List;

public final class SqliteAudit implements AuditRepository {

  private final Database database;

  public SqliteAudit(Database database) {
    this.database = database;
  }

  @Override
  public void append(AuditEntry entry) {
    database.run(session ->
        session.execute(
            """
            INSERT INTO audit (at, actor, action, subject, outcome, reason, trace_id, "before", "after")
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            Columns.micros(entry.at()),
            entry.actor(),
            entry.action(),
            Columns.words(entry.subject()),
            entry.outcome(),
            Columns.words(entry.reason()),
            entry.traceId(),
            Columns.shownJson(entry.before()),
            Columns.shownJson(entry.after())));
  }

  @Override
  public List<AuditEntry> list(Instant since, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM audit WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?",
                Columns.micros(since),
                RowLimits.check(limit))
            .list(row ->
                new AuditEntry(
                    row.getLong("id"),
                    Columns.instant(row, "at"),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("outcome"),
                    row.getString("reason"),
                    row.getString("trace_id"),
                    Columns.object(row.getString("before")),
                    Columns.object(row.getString("after")))));
  }
}
