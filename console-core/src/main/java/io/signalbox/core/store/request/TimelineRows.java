package io.signalbox.core.store.request;

import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.SqlSession;
import java.util.List;

/** The timeline of requests, a row for each entry. */
public final class TimelineRows {

  private TimelineRows() {}

  static void append(SqlSession session, String requestId, TimelineEntry entry) {
    session.execute(
        "INSERT INTO timeline (request_id, at, kind, good, title, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        requestId,
        Columns.micros(entry.at()),
        entry.kind(),
        entry.good(),
        Columns.words(entry.title()),
        Columns.words(entry.detail()));
  }

  /** Appends the entry, or puts it in the place of the one that there is about the same. */
  static void restate(SqlSession session, String requestId, String about, TimelineEntry entry) {
    session.execute(
        """
        INSERT INTO timeline (request_id, at, kind, good, title, detail, about)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (request_id, about) WHERE about <> '' DO UPDATE SET
          good = excluded.good, title = excluded.title, detail = excluded.detail
        """,
        requestId,
        Columns.micros(entry.at()),
        entry.kind(),
        entry.good(),
        Columns.words(entry.title()),
        Columns.words(entry.detail()),
        about);
  }

  static int length(SqlSession session, String requestId) {
    return session
        .select("SELECT count(*) FROM timeline WHERE request_id = ?", requestId)
        .number()
        .orElse(0L)
        .intValue();
  }

  static List<TimelineEntry> of(SqlSession session, String requestId) {
    return session
        .select("SELECT * FROM timeline WHERE request_id = ? ORDER BY id", requestId)
        .list(row ->
            new TimelineEntry(
                Columns.instant(row, "at"),
                row.getString("kind"),
                row.getBoolean("good"),
                row.getString("title"),
                row.getString("detail")));
  }
}
