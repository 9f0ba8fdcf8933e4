package io.signalbox.core.store.request;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.CompositionRules;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and their attempts to rows and back. */
public final class RequestRows {

  private RequestRows() {}

  static MachineRequest request(ResultSet row, List<Attempt> attempts, List<Machine> machines)
      throws SQLException {
    return new MachineRequest(
        row.getString("request_id"),
        RequestKind.valueOf(row.getString("kind")),
        RequestState.valueOf(row.getString("state")),
        row.getString("template_id"),
        row.getInt("requested"),
        row.getString("preference"),
        row.getString("idempotency_key"),
        row.getString("actor"),
        row.getString("trace_id"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"),
        Columns.instant(row, "deadline"),
        Columns.instantOrNull(row, "finished_at"),
        row.getString("message"),
        attempts,
        machines);
  }

  static void save(SqlSession session, MachineRequest request) {
    session.execute(
        """
        INSERT INTO requests (request_id, kind, state, template_id, requested, provider, preference,
          idempotency_key, actor, trace_id, created_at, updated_at, deadline, finished_at, message)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (request_id) DO UPDATE SET state = excluded.state, provider = excluded.provider,
          updated_at = excluded.updated_at, deadline = excluded.deadline,
          finished_at = excluded.finished_at, message = excluded.message
        """,
        request.requestId(),
        request.kind().name(),
        request.state().name(),
        request.templateId(),
        request.requested(),
        String.join(", ", request.machinesAt()),
        request.preference(),
        request.idempotencyKey(),
        request.actor(),
        request.traceId(),
        Columns.micros(request.createdAt()),
        Columns.micros(request.updatedAt()),
        Columns.micros(request.deadline()),
        Columns.microsOrNull(request.finishedAt()),
        request.message());
  }

  /** Deletes a request with all that belongs to it. */
  public static void delete(SqlSession session, String requestId) {
    session.execute("DELETE FROM return_machines WHERE return_id = ?", requestId);
    for (String table :
        List.of("api_calls", "timeline", "attempts", "request_keys", "machines", "requests")) {
      session.execute("DELETE FROM " + table + " WHERE request_id = ?", requestId);
    }
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getInt("number"),
        row.getString("provider"),
        row.getInt("count"),
        row.getString("key"),
        row.getString("reason"),
        row.getString("decision"),
        Attempt.Outcome.valueOf(row.getString("outcome")),
        row.getString("resource_id"),
        row.getInt("to_come"),
        row.getString("code"),
        row.getString("message"),
        row.getInt("sendings"),
        Columns.instantOrNull(row, "retry_at"),
        Columns.instant(row, "started_at"),
        Columns.instantOrNull(row, "ended_at"),
        Attempt.Standing.valueOf(row.getString("standing")),
        CompositionRules.read(row.getString("rules")),
        EstimateText.read(row.getString("estimate")));
  }

  /**
   * @param launch what it sends; null leaves what is stored
   */
  static void save(
      SqlSession session, String requestId, Attempt attempt, @Nullable LaunchSpec launch) {
    session.execute(
        """
        INSERT INTO attempts (request_id, number, provider, count, key, reason, decision, outcome,
          resource_id, to_come, code, message, sendings, retry_at, started_at, ended_at, standing,
          rules, estimate, launch)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (request_id, number) DO UPDATE SET outcome = excluded.outcome,
          resource_id = excluded.resource_id, to_come = excluded.to_come,
          sendings = excluded.sendings, retry_at = excluded.retry_at, code = excluded.code, message = excluded.message,
          ended_at = excluded.ended_at, standing = excluded.standing,
          launch = coalesce(excluded.launch, launch)
        """,
        requestId,
        attempt.number(),
        attempt.provider(),
        attempt.count(),
        attempt.key(),
        attempt.reason(),
        attempt.decision(),
        attempt.outcome().name(),
        attempt.resourceId(),
        attempt.toCome(),
        attempt.code(),
        attempt.message(),
        attempt.sendings(),
        Columns.microsOrNull(attempt.retryAt()),
        Columns.micros(attempt.startedAt()),
        Columns.microsOrNull(attempt.endedAt()),
        attempt.standing().name(),
        CompositionRules.write(attempt.rules()),
        EstimateText.write(attempt.estimate()),
        launch == null
            ? null
            : Columns.json(Map.of("template", launch.templateId(), "values", launch.values())));
  }

  static LaunchSpec launch(String json) {
    Map<String, ?> stored = Columns.object(json);
    Map<String, Object> values = new LinkedHashMap<>();
    if (stored.get("values") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> values.put(String.valueOf(name), value));
    }
    return new LaunchSpec(String.valueOf(stored.get("template")), values);
  }
}
