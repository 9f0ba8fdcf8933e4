package io.signalbox.core.store;

import io.signalbox.core.metrics.MetricsBucket;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;
import java.util.List;

final class SqliteMetrics implements MetricsRepository {

  private final Database database;

  SqliteMetrics(Database database) {
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
            .list(row ->
                new MetricsBucket(
                    row.getString("provider"),
                    ProviderOperationType.valueOf(row.getString("operation")),
                    Columns.instant(row, "minute"),
                    row.getBytes("tally"))));
  }

  @Override
  public void deleteBefore(Instant minute) {
    database.run(
        session -> session.execute("DELETE FROM metrics WHERE minute < ?", Columns.micros(minute)));
  }
}
