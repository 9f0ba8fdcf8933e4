package io.signalbox.core.store.request;

import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds requests. What is only listed by time walks the index of it; a text reads all rows. */
final class RequestSearchRows {

  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;

  /** What a text is looked for in. */
  private static final List<String> TEXTS =
      List.of("request_id", "template_id", "provider", "actor", "message", "trace_id");

  private final StringBuilder where = new StringBuilder("created_at >= ?");
  private final List<@Nullable Object> values = new ArrayList<>();

  private RequestSearchRows(RequestSearch search) {
    values.add(Columns.micros(search.since()));
    if (!search.states().isEmpty()) {
      where.append(" AND state IN (SELECT value FROM json_each(?))");
      values.add(Columns.json(search.states().stream().map(RequestState::name).toList()));
    }
    if (!search.provider().isEmpty()) {
      where.append(
          " AND (instr(', ' || provider || ',', ', ' || ? || ',') > 0 OR preference = ?"
              + " OR EXISTS (SELECT 1 FROM attempts a WHERE a.request_id = requests.request_id"
              + " AND a.provider = ?))");
      values.addAll(List.of(search.provider(), search.provider(), search.provider()));
    }
    if (!search.text().isEmpty()) {
      String like = "%" + search.text().replaceAll("([\\\\%_])", "\\\\$1") + "%";
      List<String> any = new ArrayList<>();
      for (String each : TEXTS) {
        any.add(each + " LIKE ? ESCAPE '\\'");
        values.add(like);
      }
      any.add(
          "request_id IN (SELECT m.request_id FROM machines m WHERE m.machine_id = ? OR m.name ="
              + " ?)");
      values.addAll(List.of(search.text(), search.text()));
      where.append(" AND (").append(String.join(" OR ", any)).append(")");
    }
  }

  /** Ids, newest first. */
  static List<String> ids(SqlSession session, RequestSearch search, int limit) {
    RequestSearchRows rows = new RequestSearchRows(search);
    rows.values.add(limit);
    return session
        .select(
            "SELECT request_id FROM requests WHERE "
                + rows.where
                + " ORDER BY created_at DESC, request_id LIMIT ?",
            rows.values.toArray())
        .texts();
  }

  static List<RequestSearch.Day> days(SqlSession session, RequestSearch search) {
    RequestSearchRows rows = new RequestSearchRows(search);
    return session
        .select(
            "SELECT created_at / "
                + DAY_MICROS
                + " AS day, state, count(*) AS many FROM requests WHERE "
                + rows.where
                + " GROUP BY 1, 2 ORDER BY 1, 2",
            rows.values.toArray())
        .list(row ->
            new RequestSearch.Day(
                Instant.EPOCH.plus(Duration.ofDays(row.getLong("day"))),
                RequestState.valueOf(row.getString("state")),
                row.getInt("many")));
  }

  static int all(SqlSession session) {
    return session.select("SELECT count(*) FROM requests").number().orElse(0L).intValue();
  }
}
