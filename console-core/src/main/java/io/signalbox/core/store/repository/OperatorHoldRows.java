package io.signalbox.core.store.repository;

import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HeldByOperators;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of what operators hold. One version counts the changes of all of them, so that whoever
 * has read knows which of two readings is the older, and whoever writes is refused where the hold
 * is another than he saw. Thread-safe.
 */
public final class OperatorHoldRows {

  static final String OPEN = "OPEN";
  static final String CLOSED = "CLOSED";

  private static final String VERSION = "holds_version";

  private final Database database;

  OperatorHoldRows(Database database) {
    this.database = database;
  }

  /** What is held. */
  enum Kind {
    /** A provider: its value is the state. */
    PROVIDER,
    /** A switch: its value is the member. */
    SWITCH,
    /** A circuit: its value is OPEN or CLOSED. */
    CIRCUIT,
    /** All traffic: its value is the provider that is active. */
    ALL
  }

  /**
   * @param name of what is held; empty for all traffic
   */
  record Hold(
      Kind kind,
      String name,
      String value,
      String who,
      String why,
      Instant since,
      @Nullable Instant until) {}

  HeldByOperators read() {
    return database.read(session -> {
      List<ManualState> manual = new ArrayList<>();
      List<Activation> active = new ArrayList<>();
      List<SwitchHold> switches = new ArrayList<>();
      List<ForcedCircuit> circuits = new ArrayList<>();
      session
          .select("SELECT * FROM operator_holds ORDER BY kind, name")
          .list(row -> {
            Hold hold = hold(row);
            long version = row.getLong("version");
            return switch (hold.kind()) {
              case PROVIDER -> manual.add(manual(hold, version));
              case SWITCH -> switches.add(held(hold, version));
              case CIRCUIT -> circuits.add(forced(hold, version));
              case ALL -> active.add(activation(hold, version));
            };
          });
      return new HeldByOperators(
          version(session),
          manual,
          active.isEmpty() ? null : active.getFirst(),
          switches,
          circuits);
    });
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        Kind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("value"),
        row.getString("who"),
        row.getString("why"),
        Columns.instant(row, "since"),
        Columns.instantOrNull(row, "until"));
  }

  private static ManualState manual(Hold hold, long version) {
    return new ManualState(
        hold.name(),
        ManualState.Kind.valueOf(hold.value()),
        hold.who(),
        hold.why(),
        hold.since(),
        hold.until(),
        version);
  }

  private static SwitchHold held(Hold hold, long version) {
    return new SwitchHold(
        hold.name(), hold.value(), hold.who(), hold.why(), hold.since(), hold.until(), version);
  }

  private static ForcedCircuit forced(Hold hold, long version) {
    return new ForcedCircuit(
        hold.name(),
        hold.value().equals(OPEN),
        hold.who(),
        hold.why(),
        hold.since(),
        hold.until(),
        version);
  }

  private static Activation activation(Hold hold, long version) {
    return new Activation(
        hold.value(), hold.who(), hold.why(), hold.since(), hold.until(), version);
  }

  /**
   * @param replaces the version of the hold that is there; 0 for none
   * @return false, and nothing is written, where another is there
   */
  boolean save(Hold hold, long replaces) {
    return database.write(session -> {
      Optional<Long> there =
          session
              .select(
                  "SELECT version FROM operator_holds WHERE kind = ? AND name = ?",
                  hold.kind().name(),
                  hold.name())
              .number();
      if (there.orElse(0L) != replaces) {
        return false;
      }
      session.execute(
          "INSERT OR REPLACE INTO operator_holds (kind, name, value, who, why, since, until,"
              + " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          hold.kind().name(),
          hold.name(),
          hold.value(),
          hold.who(),
          Columns.words(hold.why()),
          Columns.micros(hold.since()),
          Columns.microsOrNull(hold.until()),
          nextVersion(session));
      return true;
    });
  }

  /** False, and nothing is written, where the hold that is there is another, or none. */
  boolean delete(Kind kind, String name, long version) {
    return database.write(session -> {
      int deleted =
          session.execute(
              "DELETE FROM operator_holds WHERE kind = ? AND name = ? AND version = ?",
              kind.name(),
              name,
              version);
      if (deleted == 0) {
        return false;
      }
      nextVersion(session);
      return true;
    });
  }

  private static long version(SqlSession session) {
    return session
        .select("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?", VERSION)
        .number()
        .orElse(0L);
  }

  private static long nextVersion(SqlSession session) {
    return session
        .select(
            "INSERT INTO meta (name, value) VALUES (?, '1') ON CONFLICT (name)"
                + " DO UPDATE SET value = CAST(value AS INTEGER) + 1"
                + " RETURNING CAST(value AS INTEGER)",
            VERSION)
        .number()
        .orElseThrow();
  }
}
