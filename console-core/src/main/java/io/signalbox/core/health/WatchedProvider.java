package io.signalbox.core.health;

import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one provider's health. Every method is short, holds this object's monitor
 * and never calls out; a change is returned to the caller, who tells the world.
 */
final class WatchedProvider {

  /** A state whose last check is more of its intervals ago than this is old. */
  private static final int FRESH_INTERVALS = 3;

  private final String name;
  // All guarded by this.
  private HealthSettings settings;
  private HealthState state;
  private Instant since;
  private @Nullable Instant checkedAt;
  private String reason;
  // Null before anything was found out: whatever another process knows is newer.
  private @Nullable Instant foundAt;
  // What the store has, or is about to be told.
  private @Nullable StoredHealth known;
  private final Ejection ejection;
  private int failures;
  private int goodChecks;
  private final CheckSchedule schedule = new CheckSchedule();
  private @Nullable HealthReport report;
  // Since when it is seen so as it is reported; null without a report.
  private @Nullable Instant reportedSince;
  private volatile List<ProviderQuota> quotas = List.of();
  private volatile HealthView view;

  WatchedProvider(String name, HealthSettings settings, Instant now) {
    this.name = name;
    this.settings = settings;
    this.state = HealthState.UNKNOWN;
    this.since = now;
    this.reason = "";
    this.ejection = new Ejection(settings);
    this.view = build();
  }

  HealthView view() {
    return view;
  }

  /** As the last good check told them. */
  List<ProviderQuota> quotas() {
    return quotas;
  }

  synchronized void settings(HealthSettings newest) {
    if (!newest.equals(settings)) {
      ejection.settings(newest);
      schedule.restart();
      settings = newest;
    }
  }

  /**
   * Takes over what another process, or this one before a restart, found out, where that is newer
   * than what this one found out itself.
   */
  synchronized void restore(StoredHealth stored, Instant now) {
    StoredHealth own = record();
    if (own == null) {
      take(stored.asOf(now));
    } else {
      // Where the clock has gone back, what was found out before that is no newer than anything.
      StoredHealth mine = own.asOf(now);
      if (!mine.equals(own)) {
        checkedAt = mine.checkedAt();
        schedule.due(now);
        set(mine);
      }
      if (stored.asOf(now).equals(stored)) {
        checkedAt = later(checkedAt, stored.checkedAt());
        if (stored.isNewerThan(mine)) {
          take(stored);
        }
      }
    }
    view = build();
  }

  private void take(StoredHealth newer) {
    checkedAt = later(checkedAt, newer.checkedAt());
    set(newer);
    known = record();
  }

  private void set(StoredHealth found) {
    state = found.state();
    since = found.since();
    foundAt = found.foundAt();
    reason = found.reason();
    ejection.restore(found, settings);
    failures = found.failures();
    goodChecks = found.goodChecks();
    quotas = found.quotas();
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  /** What was found out since the last call, for the store. */
  synchronized Optional<StoredHealth> news() {
    StoredHealth newest = record();
    if (newest == null || newest.equals(known)) {
      return Optional.empty();
    }
    known = newest;
    return Optional.of(newest);
  }

  private @Nullable StoredHealth record() {
    Instant found = foundAt;
    return found == null
        ? null
        : new StoredHealth(
            name,
            state,
            since,
            found,
            checkedAt,
            reason,
            ejection.isOut(),
            ejection.backAt(),
            failures,
            goodChecks,
            ejection.dwell(),
            ejection.returnedAt(),
            quotas);
  }

  String name() {
    return name;
  }

  synchronized void suspend(boolean suspend, Instant now) {
    schedule.suspend(suspend, now);
  }

  /** Whether an active check is to be started now; the caller must end it with {@link #checked}. */
  synchronized boolean startCheck(Instant now) {
    return schedule.start(settings, now);
  }

  /** Ends a check that came to no result; the next is due as if it had. */
  synchronized void abandonCheck(Instant now) {
    schedule.end(settings, now);
  }

  /** The result of a check; UNKNOWN, as of one that was stopped, says nothing. */
  synchronized Optional<HealthChanged> checked(ProviderHealthStatus status, Instant now) {
    if (status.state() == HealthState.UNKNOWN) {
      abandonCheck(now);
      return Optional.empty();
    }
    schedule.end(settings, now);
    checkedAt = now;
    foundAt = now;
    boolean good = status.state() == HealthState.HEALTHY || status.state() == HealthState.DEGRADED;
    if (!good) {
      goodChecks = 0;
      return failed(status.message(), now, false);
    }
    quotas = status.quotas();
    answered(status.message());
    goodChecks++;
    if (state == HealthState.UNHEALTHY) {
      return goodChecks >= settings.recoveryThreshold() && ejection.mayEnd(now)
          ? returned(now)
          : unchanged();
    }
    return state == HealthState.UNKNOWN
        ? change(HealthState.HEALTHY, status.message(), now)
        : unchanged();
  }

  /**
   * Whether a result may change anything: success of a provider known to be well does not. Takes no
   * lock, being asked after every call.
   */
  boolean hasNewsIn(ProviderResult result) {
    HealthView seen = view;
    boolean well =
        seen.state() != HealthState.UNKNOWN
            && seen.consecutiveFailures() == 0
            && seen.source().equals(HealthView.MONITOR);
    return !(well && result.isSuccess());
  }

  /**
   * The result of real work; ignored where the mode does not look at it.
   *
   * @param guarded whether a circuit counts its failures; one that says the provider cannot be used
   *     at all takes it out all the same
   */
  synchronized Optional<HealthChanged> observed(
      ProviderResult result, boolean guarded, Instant now) {
    if (!settings.mode().isPassive()) {
      return Optional.empty();
    }
    return switch (result) {
      case ProviderResult.Success success -> {
        if (failures > 0 && !guarded) {
          answered("Work succeeds");
          foundAt = now;
          view = build();
        }
        yield state == HealthState.UNKNOWN
            ? change(HealthState.HEALTHY, "Work succeeds", now)
            : Optional.empty();
      }
      case ProviderResult.Failure failure -> observed(failure.failure(), guarded, now);
    };
  }

  private Optional<HealthChanged> observed(ProviderFailure failure, boolean guarded, Instant now) {
    boolean atOnce = failure.outcomeKnown() && failure.failureClass() == FailureClass.PROVIDER;
    if (!failure.countsAgainstProvider() || guarded && !atOnce) {
      return Optional.empty();
    }
    goodChecks = 0;
    foundAt = now;
    return failed(failure.code() + ": " + failure.message(), now, atOnce);
  }

  /** Ends a row of failures, and what was said of it while it had not yet changed the state. */
  private void answered(String how) {
    if (failures > 0 && state == HealthState.HEALTHY) {
      reason = how;
    }
    failures = 0;
  }

  private Optional<HealthChanged> failed(String why, Instant now, boolean atOnce) {
    failures++;
    if (settings.mode() == HealthCheckMode.DISABLED
        || state == HealthState.UNHEALTHY
        || !atOnce && failures < settings.unhealthyThreshold()) {
      if (state == HealthState.HEALTHY || state == HealthState.UNKNOWN) {
        reason = why + ", " + failures + " of " + settings.unhealthyThreshold() + " in a row";
      }
      return unchanged();
    }
    ejection.begin(settings, now);
    // Seen soon: the next check does not wait for the whole interval once a provider is out.
    String times = atOnce ? why : why + ", " + failures + " in a row";
    return change(HealthState.UNHEALTHY, times, now);
  }

  private Optional<HealthChanged> returned(Instant now) {
    ejection.end(now);
    return change(HealthState.HEALTHY, goodChecks + " good checks in a row", now);
  }

  /**
   * Time's own work: reports expire, providers without checks come back for a trial, slow ones are
   * degraded.
   */
  synchronized Optional<HealthChanged> tick(WindowMetrics fiveMinutes, Instant now) {
    if (state == HealthState.UNHEALTHY && !settings.mode().isActive() && ejection.mayEnd(now)) {
      failures = 0;
      ejection.end(now);
      return change(HealthState.UNKNOWN, "Back for a trial; nothing checks it but work", now);
    }
    String poor = PoorWork.of(fiveMinutes);
    if (state == HealthState.HEALTHY && !poor.isEmpty()) {
      return change(HealthState.DEGRADED, poor, now);
    }
    if (state == HealthState.DEGRADED && poor.isEmpty()) {
      return change(HealthState.HEALTHY, "Success and latency are in range again", now);
    }
    return Optional.empty();
  }

  synchronized Optional<HealthChanged> reported(@Nullable HealthReport newest, Instant now) {
    HealthView before = view;
    report = newest;
    if (newest == null) {
      reportedSince = null;
    } else if (newest.since() != null) {
      reportedSince = newest.since();
    } else if (newest.state() != before.state()) {
      reportedSince = now;
    } else if (reportedSince == null) {
      reportedSince = before.since();
    }
    view = build();
    return before.state() == view.state()
        ? Optional.empty()
        : Optional.of(
            new HealthChanged(
                now, name, before.state(), view.state(), view.reason(), view.source()));
  }

  /** Whether a report is in force beyond its time. */
  synchronized boolean isReportOver(Instant now) {
    return report != null && !now.isBefore(report.until());
  }

  private Optional<HealthChanged> change(HealthState to, String why, Instant now) {
    HealthState from = state;
    state = to;
    since = now;
    foundAt = now;
    reason = why;
    HealthView before = view;
    view = build();
    // While a report from outside is in force, the monitor's own opinion changes nothing that is
    // seen.
    return report != null || before.state() == to && from == to
        ? Optional.empty()
        : Optional.of(new HealthChanged(now, name, from, to, why, HealthView.MONITOR));
  }

  private Optional<HealthChanged> unchanged() {
    view = build();
    return Optional.empty();
  }

  private HealthView build() {
    HealthReport outside = report;
    if (outside != null) {
      return new HealthView(
          name,
          outside.state(),
          reportedSince == null ? since : reportedSince,
          checkedAt,
          outside.message(),
          !outside.healthy(),
          outside.healthy() ? null : outside.until(),
          outside.source(),
          failures);
    }
    return new HealthView(
        name,
        state,
        since,
        checkedAt,
        reason,
        ejection.isOut(),
        ejection.backAt(),
        HealthView.MONITOR,
        failures,
        freshUntil());
  }

  private @Nullable Instant freshUntil() {
    Instant last = checkedAt;
    return settings.mode().isActive() && last != null
        ? last.plus(settings.interval().multipliedBy(FRESH_INTERVALS))
        : null;
  }
}
