package io.signalbox.core.store;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SqliteHealth implements HealthRepository {

  private final Database database;

  SqliteHealth(Database database) {
    this.database = database;
  }

  @Override
  public Optional<HealthView> last(String provider) {
    return database.read(session ->
        session
            .select("SELECT * FROM health_last WHERE provider = ?", provider)
            .first(row ->
                new HealthView(
                    row.getString("provider"),
                    HealthState.valueOf(row.getString("state")),
                    Columns.instant(row, "since"),
                    Columns.instantOrNull(row, "checked_at"),
                    row.getString("reason"),
                    row.getBoolean("ejected"),
                    Columns.instantOrNull(row, "back_at"),
                    row.getString("source"),
                    row.getInt("consecutive_failures"))));
  }

  @Override
  public void save(HealthView view) {
    database.run(session ->
        session.execute(
            """
            INSERT OR REPLACE INTO health_last (provider, state, since, checked_at, reason, ejected,
              back_at, source, consecutive_failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            view.provider(),
            view.state().name(),
            Columns.micros(view.since()),
            Columns.microsOrNull(view.checkedAt()),
            view.reason(),
            view.ejected(),
            Columns.microsOrNull(view.backAt()),
            view.source(),
            view.consecutiveFailures()));
  }

  @Override
  public void append(HealthChange change) {
    database.run(session ->
        session.execute(
            "INSERT INTO health_history (provider, at, from_state, to_state, reason, source)"
                + " VALUES (?, ?, ?, ?, ?, ?)",
            change.provider(),
            Columns.micros(change.at()),
            change.from().name(),
            change.to().name(),
            change.reason(),
            change.source()));
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
            .select("SELECT * FROM health_reports ORDER BY provider")
            .list(row ->
                new HealthReport(
                    row.getString("provider"),
                    row.getBoolean("healthy"),
                    row.getString("message"),
                    row.getString("source"),
                    Columns.instant(row, "until"))));
  }

  @Override
  public void saveReport(HealthReport report) {
    database.run(session ->
        session.execute(
            "INSERT OR REPLACE INTO health_reports (provider, healthy, message, source, until)"
                + " VALUES (?, ?, ?, ?, ?)",
            report.provider(),
            report.healthy(),
            report.message(),
            report.source(),
            Columns.micros(report.until())));
  }

  @Override
  public void deleteReport(String provider) {
    database.run(
        session -> session.execute("DELETE FROM health_reports WHERE provider = ?", provider));
  }
}
