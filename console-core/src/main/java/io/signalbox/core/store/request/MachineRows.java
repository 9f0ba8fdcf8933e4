package io.signalbox.core.store.request;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Machines to rows and back. */
public final class MachineRows {

  public static final String GONE = "('TERMINATED', 'RETURNED', 'FAILED')";

  private MachineRows() {}

  /** Reads the rows of one query. */
  static SqlSession.RowReader<Machine> reader() {
    Tags tags = new Tags();
    return row -> machine(row, tags);
  }

  private static Machine machine(ResultSet row, Tags tags) throws SQLException {
    return new Machine(
        row.getString("machine_id"),
        row.getString("name"),
        row.getString("request_id"),
        row.getString("return_id"),
        row.getString("provider"),
        MachineState.valueOf(row.getString("state")),
        row.getString("private_address"),
        row.getString("public_address"),
        Columns.instantOrNull(row, "launched_at"),
        row.getString("host_id"),
        row.getString("instance_type"),
        row.getString("price_type"),
        row.getInt("units"),
        tags.read(row.getString("tags")),
        row.getBoolean("late"),
        row.getString("reason"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }

  /** The machines a request got, or those a return gives back, in the order in which they came. */
  static List<Machine> of(SqlSession session, String requestId) {
    return List.copyOf(
        session
            .select(
                """
                SELECT * FROM machines WHERE request_id = ?
                UNION ALL
                SELECT m.* FROM return_machines r JOIN machines m ON m.id = r.machine
                  WHERE r.return_id = ?
                ORDER BY id
                """,
                requestId,
                requestId)
            .list(reader()));
  }

  /** Inserts or updates them. */
  static void save(SqlSession session, List<Machine> machines) {
    Tags tags = new Tags();
    for (Machine machine : machines) {
      save(session, machine, tags.written(machine.tags()));
    }
  }

  private static void save(SqlSession session, Machine machine, String tags) {
    session.execute(
        """
        INSERT INTO machines (provider, machine_id, name, request_id, return_id, state,
          private_address, public_address, launched_at, host_id, instance_type, price_type, units,
          tags, late, reason, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (provider, machine_id) DO UPDATE SET name = excluded.name,
          return_id = excluded.return_id, state = excluded.state,
          private_address = excluded.private_address, public_address = excluded.public_address,
          launched_at = excluded.launched_at, host_id = excluded.host_id, tags = excluded.tags,
          late = excluded.late, reason = excluded.reason, updated_at = excluded.updated_at
        """,
        machine.provider(),
        machine.machineId(),
        machine.name(),
        machine.requestId(),
        machine.returnId(),
        machine.state().name(),
        machine.privateAddress(),
        machine.publicAddress(),
        Columns.microsOrNull(machine.launchedAt()),
        machine.hostId(),
        machine.instanceType(),
        machine.priceType(),
        machine.units(),
        tags,
        machine.late(),
        machine.reason(),
        Columns.micros(machine.createdAt()),
        Columns.micros(machine.updatedAt()));
  }

  /** Has a return point to machines of other requests; they are stored. */
  static void giveBack(SqlSession session, String returnId, List<Machine> machines) {
    Map<String, List<String>> ids =
        machines.stream()
            .collect(
                Collectors.groupingBy(
                    Machine::provider,
                    LinkedHashMap::new,
                    Collectors.mapping(Machine::machineId, Collectors.toList())));
    ids.forEach((provider, named) ->
        session.execute(
            """
            INSERT OR IGNORE INTO return_machines (return_id, machine)
            SELECT ?, m.id FROM json_each(?) named
              CROSS JOIN machines m ON m.provider = ? AND m.machine_id = named.value
            """,
            returnId,
            Columns.json(named),
            provider));
  }

  /**
   * Machines of one launch carry the same tags, and stand side by side: what was read or written
   * last is not read or written again.
   */
  private static final class Tags {
    private String text = "{}";
    private Map<String, String> tags = Map.of();

    Map<String, String> read(String stored) {
      if (!stored.equals(text)) {
        tags = Map.copyOf(Columns.texts(stored));
        text = stored;
      }
      return tags;
    }

    String written(Map<String, String> of) {
      if (!of.equals(tags)) {
        text = Columns.json(of);
        tags = of;
      }
      return text;
    }
  }
}
