package io.signalbox.core.store.repository;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.health.StoredHealth;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

public final class SqliteHealth implements HealthRepository {

  private final Database database;

  public SqliteHealth(Database database) {
    this.database = database;
  }

  @Override
  public Optional<StoredHealth> last(String provider) {
    return database.read(session ->
        session
            .select("SELECT * FROM health_last WHERE provider = ?", provider)
            .first(SqliteHealth::stored));
  }

  @Override
  public List<StoredHealth> last() {
    return database.read(
        session -> session.select("SELECT * FROM health_last").list(SqliteHealth::stored));
  }

  private static StoredHealth stored(ResultSet row) throws SQLException {
    long dwell = row.getLong("dwell");
    boolean everOut = !row.wasNull();
    return new StoredHealth(
        row.getString("provider"),
        HealthState.valueOf(row.getString("state")),
        Columns.instant(row, "since"),
        Columns.instant(row, "found_at"),
        Columns.instantOrNull(row, "checked_at"),
        row.getString("reason"),
        row.getBoolean("ejected"),
        Columns.instantOrNull(row, "back_at"),
        row.getInt("consecutive_failures"),
        row.getInt("good_checks"),
        everOut ? Duration.of(dwell, ChronoUnit.MICROS) : null,
        Columns.instantOrNull(row, "returned_at"),
        QuotaText.read(row.getString("quotas")));
  }

  @Override
  public void save(List<StoredHealth> newest, Instant now) {
    database.run(session -> {
      for (StoredHealth each : newest) {
        Duration dwell = each.dwell();
        session.execute(
            """
            INSERT INTO health_last (provider, state, since, found_at, checked_at, reason, ejected,
              back_at, source, consecutive_failures, good_checks, dwell, returned_at, quotas)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'monitor', ?, ?, ?, ?, ?)
            ON CONFLICT (provider) DO UPDATE SET state = excluded.state, since = excluded.since,
              found_at = excluded.found_at, checked_at = excluded.checked_at,
              reason = excluded.reason, ejected = excluded.ejected, back_at = excluded.back_at,
              source = excluded.source, consecutive_failures = excluded.consecutive_failures,
              good_checks = excluded.good_checks, dwell = excluded.dwell,
              returned_at = excluded.returned_at, quotas = excluded.quotas
            WHERE (excluded.since, excluded.found_at) >= (health_last.since, health_last.found_at)
              OR health_last.found_at > ?
            """,
            each.provider(),
            each.state().name(),
            Columns.micros(each.since()),
            Columns.micros(each.foundAt()),
            Columns.microsOrNull(each.checkedAt()),
            Columns.words(each.reason()),
            each.ejected(),
            Columns.microsOrNull(each.backAt()),
            each.failures(),
            each.goodChecks(),
            dwell == null ? null : dwell.toNanos() / 1_000,
            Columns.microsOrNull(each.returnedAt()),
            QuotaText.write(each.quotas()),
            Columns.micros(now));
      }
    });
  }

  @Override
  public void append(List<HealthChange> changes) {
    database.run(session -> {
      for (HealthChange change : changes) {
        session.execute(
            "INSERT INTO health_history (provider, at, from_state, to_state, reason, source)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            change.provider(),
            Columns.micros(change.at()),
            change.from().name(),
            change.to().name(),
            Columns.words(change.reason()),
            change.source());
      }
    });
  }

  @Override
  public List<HealthChange> history(String provider, Instant from, Instant to) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM health_history WHERE provider = ? AND at >= ? AND at < ?"
                    + " ORDER BY at, id",
                provider,
                Columns.micros(from),
                Columns.micros(to))
            .list(row ->
                new HealthChange(
                    row.getString("provider"),
                    Columns.instant(row, "at"),
                    HealthState.valueOf(row.getString("from_state")),
                    HealthState.valueOf(row.getString("to_state")),
                    row.getString("reason"),
                    row.getString("source"))));
  }

  @Override
  public List<HealthReport> reports() {
    return database.read(session ->
        session
            .select(
                "SELECT r.*, (SELECT CASE WHEN h.source = r.source AND h.to_state ="
                    + " CASE WHEN r.healthy THEN 'HEALTHY' ELSE 'UNHEALTHY' END THEN h.at END"
                    + " FROM health_history h WHERE h.provider = r.provider"
                    + " ORDER BY h.at DESC, h.id DESC LIMIT 1) AS since"
                    + " FROM health_reports r ORDER BY r.provider")
            .list(row ->
                new HealthReport(
                    row.getString("provider"),
                    row.getBoolean("healthy"),
                    row.getString("message"),
                    row.getString("source"),
                    Columns.instant(row, "until"),
                    Columns.instantOrNull(row, "since"))));
  }

  @Override
  public void saveReport(HealthReport report) {
    database.run(session ->
        session.execute(
            "INSERT OR REPLACE INTO health_reports (provider, healthy, message, source, until)"
                + " VALUES (?, ?, ?, ?, ?)",
            report.provider(),
            report.healthy(),
            Columns.words(report.message()),
            report.source(),
            Columns.micros(report.until())));
  }

  @Override
  public void deleteReport(String provider) {
    database.run(
        session -> session.execute("DELETE FROM health_reports WHERE provider = ?", provider));
  }
}
