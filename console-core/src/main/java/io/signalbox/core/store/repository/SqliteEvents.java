package io.signalbox.core.store.repository;

import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventRepository;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import java.time.Instant;
import java.util.List;

public final class SqliteEvents implements EventRepository {

  private final Database database;

  public SqliteEvents(Database database) {
    this.database = database;
  }

  @Override
  public void append(List<StoredEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    database.run(session ->
        events.forEach(event ->
            session.execute(
                "INSERT INTO events (at, lane, severity, subject, text, trace_id)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                Columns.micros(event.at()),
                event.lane().name(),
                event.severity().name(),
                Columns.words(event.subject()),
                Columns.words(event.text()),
                event.traceId())));
  }

  @Override
  public List<StoredEvent> list(Instant since, int limit) {
    return database
        .read(session ->
            session
                .select(
                    "SELECT * FROM events WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?",
                    Columns.micros(since),
                    RowLimits.check(limit))
                .list(row ->
                    new StoredEvent(
                        Columns.instant(row, "at"),
                        Event.Lane.valueOf(row.getString("lane")),
                        Event.Severity.valueOf(row.getString("severity")),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("trace_id"))))
        .reversed();
  }
}
