package io.signalbox.core.store.request;

import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.SqlSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many requests at once, with their attempts and machines. */
public final class RequestsTogether {

  private RequestsTogether() {}

  /** Requests in this order, read by three queries however many there are. */
  static List<MachineRequest> read(SqlSession session, List<String> ids) {
    String asked = Columns.json(ids);
    Map<String, List<Attempt>> attempts = new HashMap<>();
    session
        .select(
            "SELECT * FROM attempts WHERE request_id IN (SELECT value FROM json_each(?))"
                + " ORDER BY request_id, number",
            asked)
        .list(row -> Map.entry(row.getString("request_id"), RequestRows.attempt(row)))
        .forEach(each -> add(attempts, each));
    Map<String, List<Machine>> machines = new HashMap<>();
    SqlSession.RowReader<Machine> reader = MachineRows.reader();
    session
        .select(
            """
            SELECT m.*, m.request_id AS owner FROM machines m
              WHERE m.request_id IN (SELECT value FROM json_each(?))
            UNION ALL
            SELECT m.*, r.return_id AS owner
              FROM return_machines r JOIN machines m ON m.id = r.machine
              WHERE r.return_id IN (SELECT value FROM json_each(?))
            ORDER BY id
            """,
            asked,
            asked)
        .list(row -> Map.entry(row.getString("owner"), reader.read(row)))
        .forEach(each -> add(machines, each));
    Map<String, MachineRequest> found = new HashMap<>();
    session
        .select(
            "SELECT * FROM requests WHERE request_id IN (SELECT value FROM json_each(?))", asked)
        .list(row -> {
          String id = row.getString("request_id");
          return RequestRows.request(
              row, attempts.getOrDefault(id, List.of()), machines.getOrDefault(id, List.of()));
        })
        .forEach(each -> found.put(each.requestId(), each));
    return ids.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static <T> void add(Map<String, List<T>> lists, Map.Entry<String, T> entry) {
    lists.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(entry.getValue());
  }
}
