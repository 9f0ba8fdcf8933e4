package io.signalbox.core.store.request;

import io.signalbox.core.request.OpenRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.RunningMachines;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.request.WorkAtAGlance.Troubled;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.RowLimits;
import io.signalbox.core.store.database.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What there is to do, from the indexes of what is open, running and troubled alone. */
public final class OpenWorkRows {

  private static final String OPEN =
      "SELECT r.*, CASE r.kind WHEN 'ACQUIRE'"
          + " THEN (SELECT count(*) FROM machines m"
          + " WHERE m.request_id = r.request_id AND m.state = 'RUNNING')"
          + " ELSE (SELECT count(*) FROM return_machines b JOIN machines m ON m.id = b.machine"
          + " WHERE b.return_id = r.request_id AND m.state IN "
          + MachineRows.GONE
          + ") END AS reached"
          + " FROM requests r WHERE r.finished_at IS NULL"
          + " ORDER BY r.created_at DESC, r.request_id DESC LIMIT ?";

  private static final String LATE =
      "SELECT * FROM requests WHERE finished_at IS NULL AND deadline < ?"
          + " ORDER BY created_at DESC, request_id DESC LIMIT ?";

  // As the index says it, or it is not used.
  private static final String ENDED_BADLY =
      "SELECT * FROM requests WHERE state IN ('PARTIAL', 'FAILED', 'TIMEOUT')"
          + " AND finished_at >= ? ORDER BY finished_at DESC, request_id DESC LIMIT ?";

  private static final String COUNT_OPEN =
      "SELECT count(*) FROM requests WHERE finished_at IS NULL";

  private static final String COUNT_RUNNING =
      "SELECT count(*) FROM machines WHERE state = 'RUNNING'";

  // From the index of what runs alone, but for the templates.
  private static final String RUNNING =
      "SELECT m.provider, r.template_id, count(*) AS running"
          + " FROM machines m JOIN requests r ON r.request_id = m.request_id"
          + " WHERE m.state = 'RUNNING' GROUP BY m.provider, r.template_id"
          + " ORDER BY m.provider, r.template_id";

  private OpenWorkRows() {}

  /** Everything that a glance reads, for who looks at how it is read. */
  public static List<String> statements() {
    return List.of(OPEN, LATE, ENDED_BADLY, COUNT_OPEN, COUNT_RUNNING, RUNNING);
  }

  static WorkAtAGlance glance(SqlSession session, Instant now, Instant endedSince, int limit) {
    RowLimits.check(limit);
    List<Troubled> troubled =
        new ArrayList<>(
            session.select(LATE, Columns.micros(now), limit).list(row -> troubled(row)));
    session
        .select(ENDED_BADLY, Columns.micros(endedSince), limit)
        .list(row -> troubled(row))
        .forEach(troubled::add);
    return new WorkAtAGlance(
        count(session, COUNT_OPEN),
        session.select(OPEN, limit).list(row -> open(row)),
        count(session, COUNT_RUNNING),
        troubled);
  }

  static List<RunningMachines> running(SqlSession session) {
    return session
        .select(RUNNING)
        .list(row ->
            new RunningMachines(
                row.getString("provider"), row.getString("template_id"), row.getInt("running")));
  }

  private static int count(SqlSession session, String sql) {
    return Math.toIntExact(session.select(sql).number().orElse(0L));
  }

  private static OpenRequest open(ResultSet row) throws SQLException {
    return new OpenRequest(
        row.getString("request_id"),
        RequestKind.valueOf(row.getString("kind")),
        RequestState.valueOf(row.getString("state")),
        row.getString("template_id"),
        row.getInt("requested"),
        row.getInt("reached"),
        row.getString("provider"),
        row.getString("actor"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "deadline"),
        row.getString("message"),
        row.getString("cancel_by") != null);
  }

  private static Troubled troubled(ResultSet row) throws SQLException {
    return new Troubled(
        row.getString("request_id"),
        RequestState.valueOf(row.getString("state")),
        row.getString("message"),
        Columns.instant(row, "updated_at"));
  }
}
