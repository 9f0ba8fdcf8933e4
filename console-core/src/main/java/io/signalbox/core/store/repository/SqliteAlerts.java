package io.signalbox.core.store.repository;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public final class SqliteAlerts implements AlertRepository {

  private static final String JUDGED =
      "INSERT INTO alerts (rule, key, severity, kind, subject, title, detail, location, value,"
          + " since, cleared_at, judged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String REPLACED =
      " ON CONFLICT (rule, key) DO UPDATE SET severity = excluded.severity, kind = excluded.kind,"
          + " subject = excluded.subject, title = excluded.title, detail = excluded.detail,"
          + " location = excluded.location, value = excluded.value, since = excluded.since,"
          + " cleared_at = excluded.cleared_at, judged_at = excluded.judged_at"
          + " WHERE excluded.judged_at >= alerts.judged_at OR alerts.judged_at > ?";

  private static final String ADDED = " ON CONFLICT (rule, key) DO NOTHING";

  private final Database database;
  private final TimeSource time;

  public SqliteAlerts(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  @Override
  public List<Alert> list() {
    return database.read(session ->
        session
            .select(
                // However many were over in a day, what is open is among them.
                "SELECT * FROM alerts ORDER BY cleared_at IS NOT NULL, since DESC, rule, key"
                    + " LIMIT ?",
                RowLimits.MAX_ROWS)
            .list(SqliteAlerts::alert));
  }

  @Override
  public void save(List<Alert> judged) {
    database.run(session -> {
      long now = Columns.micros(time.now());
      for (Alert each : judged) {
        List<@Nullable Object> values = judged(each);
        values.add(now);
        session.execute(JUDGED + REPLACED, values.toArray());
      }
    });
  }

  private static List<@Nullable Object> judged(Alert alert) {
    List<@Nullable Object> values = new ArrayList<>();
    values.addAll(
        List.of(
            alert.rule(),
            alert.key(),
            alert.severity().name(),
            alert.kind(),
            alert.subject(),
            Columns.words(alert.title()),
            Columns.words(alert.detail()),
            alert.location(),
            alert.value(),
            Columns.micros(alert.since())));
    values.add(Columns.microsOrNull(alert.clearedAt()));
    values.add(Columns.micros(alert.at()));
    return values;
  }

  @Override
  public void acknowledge(Alert alert) {
    Alert.Mark acknowledged = alert.acknowledged();
    database.run(session -> {
      session.execute(JUDGED + ADDED, judged(alert).toArray());
      session.execute(
          "UPDATE alerts SET acknowledged_by = ?, acknowledged_at = ? WHERE rule = ? AND key = ?",
          acknowledged == null ? null : acknowledged.who(),
          acknowledged == null ? null : Columns.micros(acknowledged.at()),
          alert.rule(),
          alert.key());
    });
  }

  @Override
  public void mute(Alert alert) {
    Alert.Mark muted = alert.muted();
    database.run(session -> {
      session.execute(JUDGED + ADDED, judged(alert).toArray());
      session.execute(
          "UPDATE alerts SET muted_by = ?, muted_at = ?, muted_until = ?"
              + " WHERE rule = ? AND key = ?",
          muted == null ? null : muted.who(),
          muted == null ? null : Columns.micros(muted.at()),
          muted == null ? null : Columns.microsOrNull(muted.until()),
          alert.rule(),
          alert.key());
    });
  }

  @Override
  public void append(List<AlertChanged> changes) {
    database.run(session ->
        changes.forEach(each ->
            session.execute(
                "INSERT INTO alert_changes (at, rule, key, change, who) VALUES (?, ?, ?, ?, ?)",
                Columns.micros(each.at()),
                each.alert().rule(),
                each.alert().key(),
                each.change().name(),
                each.who())));
  }

  @Override
  public Map<String, Integer> fired(Instant since) {
    Map<String, Integer> counted = new LinkedHashMap<>();
    database
        .read(session ->
            session
                .select(
                    "SELECT rule, count(*) AS fired FROM alert_changes"
                        + " WHERE at >= ? AND change = 'FIRED' GROUP BY rule ORDER BY rule",
                    Columns.micros(since))
                .list(row -> Map.entry(row.getString("rule"), row.getInt("fired"))))
        .forEach(each -> counted.put(each.getKey(), each.getValue()));
    return counted;
  }

  @Override
  public void saveFound(Map<String, Integer> byProvider, Instant at) {
    database.run(session ->
        byProvider.forEach((provider, count) ->
            session.execute(
                "INSERT OR REPLACE INTO orphans_found (provider, count, at) VALUES (?, ?, ?)",
                provider,
                count,
                Columns.micros(at))));
  }

  @Override
  public List<Found> found() {
    return database.read(session ->
        session
            .select("SELECT * FROM orphans_found ORDER BY provider")
            .list(row ->
                new Found(
                    row.getString("provider"), row.getInt("count"), Columns.instant(row, "at"))));
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("rule"),
        row.getString("key"),
        AlertSeverity.valueOf(row.getString("severity")),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("title"),
        row.getString("detail"),
        row.getString("location"),
        row.getString("value"),
        Columns.instant(row, "since"),
        Columns.instantOrNull(row, "cleared_at"),
        Columns.instant(row, "judged_at"),
        mark(row, "acknowledged_by", "acknowledged_at", ""),
        mark(row, "muted_by", "muted_at", "muted_until"));
  }

  private static Alert.@Nullable Mark mark(ResultSet row, String who, String at, String until)
      throws SQLException {
    String by = row.getString(who);
    return by == null
        ? null
        : new Alert.Mark(
            by,
            Columns.instant(row, at),
            until.isEmpty() ? null : Columns.instantOrNull(row, until));
  }
}
