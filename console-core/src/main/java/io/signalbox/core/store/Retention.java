package io.signalbox.core.store;

import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.routing.balancing.Sessions;
import io.signalbox.core.routing.decisions.DecisionLog;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Meta;
import io.signalbox.core.store.database.SqlSession;
import io.signalbox.core.store.request.MachineRows;
import io.signalbox.core.store.request.RequestRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes what is past its time or beyond its bound, in small transactions of their own, so that
 * the writer is never held for long. Thread-safe.
 *
 * <p>What stays, besides what {@link RetentionSettings} say: events, metrics and errors 24 h,
 * health history and changes of alerts 8 days, alerts a day after they were over and 2,000 of
 * those, decisions 7 days and 5,000, at most 50,000 events, changes of health and of alerts, 10,000
 * sessions and rotations; circuits, health and prices of names that nothing was heard of for 30
 * days go, and leases an hour after their term. Operators' holds and overrides, the last good
 * version of each template file and the identity stay; they are bounded by the names that are
 * configured.
 */
final class Retention {

  /** Requests of one transaction; each has a dozen or two rows. */
  private static final int REQUESTS_AT_ONCE = 50;

  private static final int ROWS_AT_ONCE = 1_000;

  /** No request goes sooner, so that a repeated key finds its request. */
  static final Duration LEAST = Duration.ofHours(24);

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration DECISIONS = Duration.ofDays(7);
  private static final Duration UNHEARD = Duration.ofDays(30);
  private static final Duration LEASES = Duration.ofHours(1);
  private static final int MAX_HISTORY = 50_000;
  private static final int MAX_ROTATIONS = 10_000;

  /** They are read with every look at the store. */
  private static final int MAX_OVER = 2_000;

  private static final String RAN_AT = "retention.ran_at";

  private final Database database;
  private final Meta meta;

  Retention(Database database, Meta meta) {
    this.database = database;
    this.meta = meta;
  }

  /** A new store has nothing to delete yet. */
  void begin(Instant now) {
    // Opening a store that was opened before waits for no writer.
    if (meta.get(RAN_AT).isEmpty()) {
      database.run(session -> {
        if (meta.get(RAN_AT).isEmpty()) {
          meta.set(RAN_AT, String.valueOf(Columns.micros(now)));
        }
      });
    }
  }

  /**
   * @param every does nothing, and writes nothing, when any process has begun within this time
   * @param maxBatches ends after so many transactions that deleted something
   */
  void run(RetentionSettings keep, Instant now, Duration every, int maxBatches) {
    if (!isDue(now, every) || !claim(now, every)) {
      return;
    }
    int batches = 0;
    while (batches < maxBatches && deleteRequests(keep, now)) {
      batches++;
    }
    for (Rule rule : rules(keep, now)) {
      while (batches < maxBatches && delete(rule)) {
        batches++;
      }
    }
  }

  private boolean isDue(Instant now, Duration every) {
    // A clock that went back is no reason to wait for it.
    return meta.get(RAN_AT)
        .map(at -> Duration.ofNanos((Columns.micros(now) - Long.parseLong(at)) * 1_000))
        .map(since -> since.isNegative() || since.compareTo(every) >= 0)
        .orElse(true);
  }

  private boolean claim(Instant now, Duration every) {
    return database.write(session -> {
      boolean due = isDue(now, every);
      if (due) {
        meta.set(RAN_AT, String.valueOf(Columns.micros(now)));
      }
      return due;
    });
  }

  private boolean delete(Rule rule) {
    // Looked for outside the write, so that a rule with nothing to do takes no lock.
    return database
            .read(session -> session.select(rule.find("1"), rule.value()).number())
            .isPresent()
        && database.write(session -> session.execute(rule.delete(), rule.value())) > 0;
  }

  private boolean deleteRequests(RetentionSettings keep, Instant now) {
    List<String> ids = database.read(session -> expired(session, keep, now));
    if (ids.isEmpty()) {
      return false;
    }
    database.run(session -> {
      // Again within the write: a machine or a return may have come meanwhile.
      List<String> still = expired(session, keep, now);
      ids.stream().filter(still::contains).forEach(id -> RequestRows.delete(session, id));
    });
    return true;
  }

  private static List<String> expired(SqlSession session, RetentionSettings keep, Instant now) {
    long cutoff = Math.max(Columns.micros(now.minus(keep.requests())), oldestKept(session, keep));
    return session
        .select(
            """
            SELECT request_id FROM requests r
            WHERE finished_at < ? AND finished_at < ?
              AND (watch_until IS NULL OR watch_until <= ?)
              AND NOT EXISTS (SELECT 1 FROM machines m
                WHERE m.request_id = r.request_id AND m.state NOT IN %1$s)
              AND NOT EXISTS (SELECT 1 FROM return_machines x JOIN machines m ON m.id = x.machine
                WHERE x.return_id = r.request_id AND m.state NOT IN %1$s)
              AND NOT EXISTS (SELECT 1 FROM machines m JOIN return_machines x ON x.machine = m.id
                WHERE m.request_id = r.request_id)
            ORDER BY finished_at LIMIT ?
            """
                .formatted(MachineRows.GONE),
            cutoff,
            Columns.micros(now.minus(LEAST)),
            Columns.micros(now),
            REQUESTS_AT_ONCE)
        .texts();
  }

  /** When the oldest request ended that the bound by number keeps. */
  private static long oldestKept(SqlSession session, RetentionSettings keep) {
    return session
        .select(
            "SELECT finished_at FROM requests WHERE finished_at IS NOT NULL"
                + " ORDER BY finished_at DESC LIMIT 1 OFFSET ?",
            keep.maxRequests() - 1)
        .number()
        .orElse(Long.MIN_VALUE);
  }

  /**
   * Rows of one table that may go.
   *
   * @param key its primary key
   * @param value of the one parameter in {@code where}
   */
  private record Rule(String table, String key, String where, Object value) {

    String find(String what) {
      return "SELECT " + what + " FROM " + table + " WHERE " + where + " LIMIT " + ROWS_AT_ONCE;
    }

    String delete() {
      return "DELETE FROM " + table + " WHERE (" + key + ") IN (" + find(key) + ")";
    }
  }

  private static List<Rule> rules(RetentionSettings keep, Instant now) {
    long day = Columns.micros(now.minus(DAY));
    long unheard = Columns.micros(now.minus(UNHEARD));
    return List.of(
        older("audit", now.minus(keep.audit())),
        beyond("audit", keep.maxAuditEntries()),
        older("events", now.minus(DAY)),
        beyond("events", MAX_HISTORY),
        older("health_history", now.minus(HealthMonitor.HISTORY)),
        beyond("health_history", MAX_HISTORY),
        older("decisions", now.minus(DECISIONS)),
        beyond("decisions", DecisionLog.KEPT),
        older("provider_errors", now.minus(DAY)),
        new Rule("metrics", "provider, minute, operation", "minute < ?", day),
        new Rule("sessions", "session", "until <= ?", Columns.micros(now)),
        new Rule(
            "sessions",
            "session",
            "(until, session) < (SELECT until, session FROM sessions"
                + " ORDER BY until DESC, session DESC LIMIT 1 OFFSET ?)",
            Sessions.MAX_SESSIONS - 1),
        new Rule(
            "circuits",
            "name",
            "max(since, coalesce(last_failure, 0), coalesce(last_success, 0),"
                + " coalesce(next_trial, 0)) < ?",
            unheard),
        new Rule(
            "picks",
            "rotation",
            "(next, rotation) < (SELECT next, rotation FROM picks"
                + " ORDER BY next DESC, rotation DESC LIMIT 1 OFFSET ?)",
            MAX_ROTATIONS - 1),
        new Rule(
            "health_last",
            "provider",
            "max(since, found_at, coalesce(checked_at, 0)) < ?",
            unheard),
        new Rule("health_reports", "provider", "until < ?", day),
        new Rule("prices", "provider, template_id", "until < ?", unheard),
        new Rule("background_problems", "process, subject", "at < ?", day),
        new Rule(
            "alerts",
            "rule, key",
            "cleared_at IS NOT NULL AND max(cleared_at, coalesce(muted_until, 0)) < ?",
            day),
        new Rule(
            "alerts",
            "rule, key",
            "cleared_at IS NOT NULL AND coalesce(muted_until, 0) <= cleared_at"
                + " AND (cleared_at, rule, key) < (SELECT cleared_at, rule, key FROM alerts"
                + " WHERE cleared_at IS NOT NULL"
                + " ORDER BY cleared_at DESC, rule DESC, key DESC LIMIT 1 OFFSET ?)",
            MAX_OVER - 1),
        older("alert_changes", now.minus(HealthMonitor.HISTORY)),
        beyond("alert_changes", MAX_HISTORY),
        new Rule("orphans_found", "provider", "at < ?", unheard),
        new Rule("leases", "name", "until < ?", Columns.micros(now.minus(LEASES))));
  }

  private static Rule older(String table, Instant than) {
    return new Rule(table, "id", "at < ?", Columns.micros(than));
  }

  /** Ids grow by one, so that a difference of ids is a number of rows, or a little more. */
  private static Rule beyond(String table, long max) {
    return new Rule(table, "id", "id <= (SELECT max(id) FROM " + table + ") - ?", max);
  }
}
