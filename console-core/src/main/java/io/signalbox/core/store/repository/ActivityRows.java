package io.signalbox.core.store.repository;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.event.Event.Lane;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.store.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of the tables of {@link ActivityTable} as entries. Stateless. */
final class ActivityRows {

  private ActivityRows() {}

  private static ActivityKey key(Source source, ResultSet row) throws SQLException {
    return new ActivityKey(Columns.instant(row, "at"), source, row.getLong("id"));
  }

  static ActivityEntry act(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new ActivityEntry(
        key(Source.ACT, row),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        "",
        switch (outcome) {
          case AuditEntry.DONE -> Severity.GOOD;
          case AuditEntry.SO_ALREADY -> Severity.INFO;
          default -> Severity.ERROR;
        },
        outcome,
        row.getString("reason"),
        row.getString("trace_id"),
        Columns.object(row.getString("before")),
        Columns.object(row.getString("after")),
        row.getLong("undoes"),
        row.getLong("undone_by"));
  }

  static ActivityEntry event(ResultSet row) throws SQLException {
    Lane lane = Lane.valueOf(row.getString("lane"));
    return entry(
        key(Source.EVENT, row),
        ActivityTable.process(lane),
        lane.name(),
        row.getString("subject"),
        "",
        Severity.valueOf(row.getString("severity")),
        row.getString("text"),
        "",
        row.getString("trace_id"),
        Map.of());
  }

  static ActivityEntry decision(ResultSet row) throws SQLException {
    String winner = row.getString("winner");
    String error = row.getString("error");
    int count = row.getInt("count");
    String subject = text(row, "subject");
    return entry(
        key(Source.DECISION, row),
        row.getString("actor"),
        text(row, "operation"),
        count > 1 ? subject + " × " + count : subject,
        winner == null ? "" : winner,
        winner == null ? Severity.ERROR : Severity.GOOD,
        winner == null ? (error == null ? "" : error) : "sent to " + winner,
        text(row, "reason"),
        row.getString("trace_id"),
        Map.of());
  }

  static ActivityEntry failure(ResultSet row) throws SQLException {
    String code = row.getString("code");
    return entry(
        key(Source.FAILURE, row),
        row.getString("actor"),
        row.getString("operation"),
        row.getString("provider"),
        row.getString("provider"),
        Severity.ERROR,
        code.isEmpty() ? row.getString("failure_class") : code,
        row.getString("message"),
        row.getString("trace_id"),
        Map.of());
  }

  static ActivityEntry call(ResultSet row) throws SQLException {
    String code = row.getString("code");
    Map<String, Object> known = new LinkedHashMap<>();
    known.put("duration_ms", row.getLong("micros") / 1_000);
    known.put("retries", row.getInt("retries"));
    known.put("reference", row.getString("reference"));
    known.put("region", row.getString("region"));
    known.values().removeIf(""::equals);
    return entry(
        key(Source.CALL, row),
        row.getString("actor"),
        row.getString("action"),
        row.getString("request_id"),
        row.getString("provider"),
        code.isEmpty() ? Severity.GOOD : Severity.ERROR,
        code.isEmpty() ? row.getLong("micros") / 1_000 + " ms" : code,
        row.getString("message"),
        row.getString("trace_id"),
        known);
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  private static ActivityEntry entry(
      ActivityKey key,
      String who,
      String what,
      String subject,
      String provider,
      Severity outcome,
      String result,
      String reason,
      String traceId,
      Map<String, Object> known) {
    return new ActivityEntry(
        key, who, what, subject, provider, outcome, result, reason, traceId, Map.of(), known, 0, 0);
  }
}
