package io.signalbox.core.store.request;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineLookup;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RunningMachines;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.WorkAtAGlance;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import io.signalbox.core.store.database.SqlSession;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class SqliteRequests implements RequestRepository {

  private final Database database;
  private final MachinesRead machines = new MachinesRead();

  public SqliteRequests(Database database) {
    this.database = database;
  }

  @Override
  public Optional<MachineRequest> find(String requestId) {
    return database.read(session -> find(session, requestId));
  }

  private Optional<MachineRequest> find(SqlSession session, String requestId) {
    return session
        .select("SELECT * FROM requests WHERE request_id = ?", requestId)
        .first(row ->
            RequestRows.request(
                row,
                attempts(session, requestId),
                machines.of(session, requestId, row.getLong("machines_stamp"))));
  }

  private static List<Attempt> attempts(SqlSession session, String requestId) {
    return session
        .select("SELECT * FROM attempts WHERE request_id = ? ORDER BY number", requestId)
        .list(row -> RequestRows.attempt(row));
  }

  @Override
  public Optional<MachineRequest> findByKey(String idempotencyKey) {
    return database.read(session ->
        session
            .select("SELECT request_id FROM request_keys WHERE key = ?", idempotencyKey)
            .text()
            .flatMap(requestId -> find(session, requestId)));
  }

  @Override
  public List<MachineRequest> list(RequestSearch search, int limit) {
    int most = RowLimits.check(limit);
    return database.read(session -> newest(session, search, most));
  }

  private static List<MachineRequest> newest(SqlSession session, RequestSearch search, int limit) {
    return RequestsTogether.read(session, RequestSearchRows.ids(session, search, limit));
  }

  @Override
  public RequestSearch.Found find(RequestSearch search, int limit) {
    int most = RowLimits.check(limit);
    return database.read(session -> {
      List<RequestSearch.Day> days = RequestSearchRows.days(session, search);
      return new RequestSearch.Found(
          newest(session, search, most),
          days.stream().mapToInt(RequestSearch.Day::count).sum(),
          RequestSearchRows.all(session),
          days);
    });
  }

  @Override
  public List<String> openRequests() {
    return database.read(session ->
        session
            .select(
                "SELECT request_id FROM requests WHERE finished_at IS NULL"
                    + " ORDER BY created_at, request_id")
            .texts());
  }

  @Override
  public WorkAtAGlance glance(Instant now, Instant endedSince, int limit) {
    return database.read(session -> OpenWorkRows.glance(session, now, endedSince, limit));
  }

  @Override
  public List<RunningMachines> running() {
    return database.read(OpenWorkRows::running);
  }

  @Override
  public List<String> watchedRequests(Instant now) {
    return database.read(session ->
        session
            .select(
                "SELECT request_id FROM requests WHERE watch_until > ? ORDER BY watch_until",
                Columns.micros(now))
            .texts());
  }

  @Override
  public void watch(String requestId, Instant until) {
    database.run(session ->
        session.execute(
            "UPDATE requests SET watch_until = ? WHERE request_id = ?",
            Columns.micros(until),
            requestId));
  }

  @Override
  public void save(MachineRequest request, Map<Integer, LaunchSpec> launches) {
    database.run(session -> {
      List<Machine> changed = changed(session, request);
      RequestRows.save(session, request);
      request
          .attempts()
          .forEach(attempt ->
              RequestRows.save(
                  session, request.requestId(), attempt, launches.get(attempt.number())));
      if (!changed.isEmpty()) {
        save(session, request.requestId(), changed);
      }
    });
  }

  /** Those of its machines that are not stored just so; all, where nobody has read them lately. */
  private List<Machine> changed(SqlSession session, MachineRequest request) {
    if (request.machines().isEmpty()) {
      return List.of();
    }
    List<Machine> stored =
        session
            .select("SELECT machines_stamp FROM requests WHERE request_id = ?", request.requestId())
            .number()
            .map(stamp -> machines.known(request.requestId(), stamp))
            .orElse(List.of());
    if (stored.isEmpty()) {
      return request.machines();
    }
    Map<String, Machine> before = new HashMap<>();
    stored.forEach(each -> before.put(MachineLookup.reference(each), each));
    return request.machines().stream()
        .filter(each -> !each.equals(before.get(MachineLookup.reference(each))))
        .toList();
  }

  /** Stores machines, and gives every request that has one of them a new stamp. */
  private static void save(SqlSession session, String requestId, List<Machine> changed) {
    MachineRows.save(session, changed);
    MachineRows.giveBack(
        session,
        requestId,
        changed.stream().filter(each -> !each.requestId().equals(requestId)).toList());
    session.execute(
        """
        WITH owners (request_id) AS (
          SELECT ?1 UNION
          SELECT m.request_id FROM return_machines r JOIN machines m ON m.id = r.machine
            WHERE r.return_id = ?1)
        UPDATE requests SET machines_stamp = random() WHERE request_id IN (
          SELECT request_id FROM owners UNION
          SELECT r.return_id FROM owners CROSS JOIN machines m ON m.request_id = owners.request_id
            CROSS JOIN return_machines r ON r.machine = m.id)
        """,
        requestId);
  }

  @Override
  public void requestCancel(String requestId, String actor) {
    database.run(session ->
        session.execute(
            "UPDATE requests SET cancel_by = coalesce(cancel_by, ?) WHERE request_id = ?",
            actor,
            requestId));
  }

  @Override
  public Optional<String> cancelRequestedBy(String requestId) {
    return database.read(session ->
        session
            .select(
                "SELECT cancel_by FROM requests WHERE request_id = ? AND cancel_by IS NOT NULL",
                requestId)
            .text());
  }

  @Override
  public Optional<LaunchSpec> launch(String requestId, int attempt) {
    return database.read(session ->
        session
            .select(
                "SELECT launch FROM attempts WHERE request_id = ? AND number = ?"
                    + " AND launch IS NOT NULL",
                requestId,
                attempt)
            .text()
            .map(RequestRows::launch));
  }

  @Override
  public void deleteLaunches(String requestId) {
    database.run(session ->
        session.execute("UPDATE attempts SET launch = NULL WHERE request_id = ?", requestId));
  }

  @Override
  public Optional<String> contentOfKey(String idempotencyKey) {
    return database.read(session ->
        session.select("SELECT digest FROM request_keys WHERE key = ?", idempotencyKey).text());
  }

  @Override
  public void saveKey(String idempotencyKey, String requestId, String contentDigest) {
    database.run(session ->
        session.execute(
            "INSERT INTO request_keys (key, request_id, digest) VALUES (?, ?, ?)",
            idempotencyKey,
            requestId,
            contentDigest));
  }

  @Override
  public List<Machine> machinesCalled(Collection<String> idsOrNames) {
    return database.read(session -> {
      String called = Columns.json(idsOrNames);
      return session
          .select(
              """
              SELECT * FROM machines WHERE id IN (
                SELECT m.id FROM json_each(?1) called CROSS JOIN machines m
                  ON m.machine_id = called.value
                UNION
                SELECT m.id FROM json_each(?1) called CROSS JOIN machines m ON m.name = called.value)
              ORDER BY id DESC
              """,
              called)
          .list(MachineRows.reader());
    });
  }

  @Override
  public Map<String, String> requestsOf(String provider, Collection<String> machineIds) {
    return database.read(session -> {
      Map<String, String> requests = new HashMap<>();
      session
          .select(
              """
              SELECT m.machine_id, m.request_id FROM json_each(?) asked
                CROSS JOIN machines m ON m.provider = ? AND m.machine_id = asked.value
              """,
              Columns.json(machineIds),
              provider)
          .list(row -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(each -> requests.put(each.getKey(), each.getValue()));
      return requests;
    });
  }

  @Override
  public List<Machine> machines(@Nullable String requestId, boolean includeGone, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM machines WHERE (? IS NULL OR request_id = ?) AND (? OR state NOT IN "
                    + MachineRows.GONE
                    + ") ORDER BY id DESC LIMIT ?",
                requestId,
                requestId,
                includeGone,
                RowLimits.check(limit))
            .list(MachineRows.reader()));
  }

  @Override
  public List<Machine> machinesAt(String provider) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM machines WHERE provider = ? AND state NOT IN "
                    + MachineRows.GONE
                    + " ORDER BY id",
                provider)
            .list(MachineRows.reader()));
  }

  @Override
  public List<Machine> watchedMachines() {
    return database.read(session ->
        session
            .select(
                "SELECT m.* FROM machines m JOIN requests r ON r.request_id = m.request_id"
                    + " LEFT JOIN requests back ON back.request_id = m.return_id"
                    + " WHERE m.state NOT IN "
                    + MachineRows.GONE
                    + " AND r.kind = 'ACQUIRE' AND r.finished_at IS NOT NULL"
                    + " AND (back.request_id IS NULL OR back.finished_at IS NOT NULL)"
                    + " ORDER BY m.id")
            .list(MachineRows.reader()));
  }

  @Override
  public void saveMachine(Machine machine) {
    database.run(session -> save(session, machine.requestId(), List.of(machine)));
  }

  @Override
  public void appendTimeline(String requestId, TimelineEntry entry) {
    database.run(session -> TimelineRows.append(session, requestId, entry));
  }

  @Override
  public int timelineLength(String requestId) {
    return database.read(session -> TimelineRows.length(session, requestId));
  }

  @Override
  public void restateTimeline(String requestId, String about, TimelineEntry entry) {
    database.run(session -> TimelineRows.restate(session, requestId, about, entry));
  }

  @Override
  public List<TimelineEntry> timeline(String requestId) {
    return database.read(session -> TimelineRows.of(session, requestId));
  }

  @Override
  public void appendCalls(List<RequestCall> calls) {
    database.run(session -> ApiCallRows.append(session, calls));
  }

  @Override
  public List<RequestCall> calls(String requestId) {
    return database.read(session -> ApiCallRows.of(session, requestId));
  }
}
