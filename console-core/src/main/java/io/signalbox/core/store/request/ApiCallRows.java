package io.signalbox.core.store.request;

import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Calls of clouds' APIs to rows and back. */
public final class ApiCallRows {

  /** Of one request; the oldest give way. */
  static final int MOST = 100;

  private ApiCallRows() {}

  static void append(SqlSession session, List<RequestCall> calls) {
    Set<String> requests = new LinkedHashSet<>();
    for (RequestCall each : calls) {
      ApiCall call = each.call();
      requests.add(each.requestId());
      // A request that is deleted already takes no more.
      session.execute(
          """
          INSERT INTO api_calls (request_id, attempt, provider, action, region, at, micros, reference,
            code, message, retries)
          SELECT request_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM requests WHERE request_id = ?
          """,
          each.attempt(),
          each.provider(),
          Columns.words(call.action()),
          Columns.words(call.region()),
          Columns.micros(call.at()),
          call.took().toNanos() / 1_000,
          Columns.words(call.reference()),
          Columns.words(call.code()),
          Columns.words(call.message()),
          call.retries(),
          each.requestId());
    }
    for (String request : requests) {
      session.execute(
          """
          DELETE FROM api_calls WHERE request_id = ? AND id <= (SELECT id FROM api_calls
            WHERE request_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)
          """,
          request,
          request,
          MOST);
    }
  }

  static List<RequestCall> of(SqlSession session, String requestId) {
    return session
        .select("SELECT * FROM api_calls WHERE request_id = ? ORDER BY id", requestId)
        .list(ApiCallRows::call);
  }

  private static RequestCall call(ResultSet row) throws SQLException {
    return new RequestCall(
        row.getString("request_id"),
        row.getInt("attempt"),
        row.getString("provider"),
        new ApiCall(
            row.getString("action"),
            row.getString("region"),
            Columns.instant(row, "at"),
            Duration.of(row.getLong("micros"), ChronoUnit.MICROS),
            row.getString("reference"),
            row.getString("code"),
            row.getString("message"),
            row.getInt("retries")));
  }
}
