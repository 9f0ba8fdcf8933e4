package io.signalbox.core.store.repository;

import io.signalbox.core.metrics.MetricsBucket;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

public final class SqliteMetrics implements MetricsRepository {

  private final Database database;

  public SqliteMetrics(Database database) {
    this.database = database;
  }

  /** Reads, merges and writes within one transaction, so that no process loses another's counts. */
  @Override
  public void add(List<MetricsBucket> buckets) {
    if (buckets.isEmpty()) {
      return;
    }
    database.run(session -> {
      for (MetricsBucket bucket : buckets) {
        long minute = Columns.micros(bucket.minute());
        byte[] tally =
            session
                .select(
                    "SELECT tally FROM metrics WHERE provider = ? AND minute = ? AND operation = ?",
                    bucket.provider(),
                    minute,
                    bucket.operation().name())
                .first(row -> row.getBytes(1))
                .map(stored -> MetricsBucket.merge(stored, bucket.tally()))
                .orElse(bucket.tally());
        session.execute(
            "INSERT OR REPLACE INTO metrics (provider, minute, operation, tally)"
                + " VALUES (?, ?, ?, ?)",
            bucket.provider(),
            minute,
            bucket.operation().name(),
            tally);
      }
    });
  }

  @Override
  public List<MetricsBucket> list(String provider, Instant from, Instant to) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM metrics WHERE provider = ? AND minute >= ? AND minute < ?"
                    + " ORDER BY minute, operation",
                provider,
                Columns.micros(from),
                Columns.micros(to))
            .list(SqliteMetrics::bucket));
  }

  @Override
  public List<MetricsBucket> list(Instant from, Instant to) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM metrics WHERE minute >= ? AND minute < ?"
                    + " ORDER BY minute, provider, operation",
                Columns.micros(from),
                Columns.micros(to))
            .list(SqliteMetrics::bucket));
  }

  @Override
  public long othersEdition() {
    return database.othersEdition();
  }

  private static MetricsBucket bucket(ResultSet row) throws SQLException {
    return new MetricsBucket(
        row.getString("provider"),
        ProviderOperationType.valueOf(row.getString("operation")),
        Columns.instant(row, "minute"),
        row.getBytes("tally"));
  }

  @Override
  public void addErrors(String provider, List<RecentError> errors, int max) {
    database.run(session -> {
      for (RecentError error : errors) {
        session.execute(
            "INSERT INTO provider_errors (provider, at, operation, failure_class, code, message,"
                + " trace_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
            provider,
            Columns.micros(error.at()),
            error.operation().name(),
            error.failureClass().name(),
            error.code(),
            error.message(),
            error.traceId());
      }
      session.execute(
          """
          DELETE FROM provider_errors WHERE provider = ? AND id <= (SELECT id FROM provider_errors
            WHERE provider = ? ORDER BY at DESC, id DESC LIMIT 1 OFFSET ?)
          """,
          provider,
          provider,
          max);
    });
  }

  @Override
  public List<RecentError> errors(String provider, int limit) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM provider_errors WHERE provider = ? ORDER BY at DESC, id DESC"
                    + " LIMIT ?",
                provider,
                RowLimits.check(limit))
            .list(row ->
                new RecentError(
                    row.getString("provider"),
                    Columns.instant(row, "at"),
                    ProviderOperationType.valueOf(row.getString("operation")),
                    FailureClass.valueOf(row.getString("failure_class")),
                    row.getString("code"),
                    row.getString("message"),
                    row.getString("trace_id"))));
  }
}
