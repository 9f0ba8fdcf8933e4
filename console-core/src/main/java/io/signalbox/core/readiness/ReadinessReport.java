package io.signalbox.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole checklist.
 *
 * @param at when it was looked at
 * @param environment of the configuration in force
 * @param checks all of them, in their order
 * @param batch the checks that run now, in this process; null where none does
 * @param problem why the last run could not be kept or carried on; empty if it could
 */
public record ReadinessReport(
    Instant at,
    String environment,
    List<ReadinessView> checks,
    @Nullable Batch batch,
    String problem) {

  public ReadinessReport {
    checks = List.copyOf(checks);
  }

  /**
   * Checks that were asked for together.
   *
   * @param ended those that have ended
   * @param since when the first began
   */
  public record Batch(int ended, int total, Instant since, boolean cancelling) {

    /** How long they have been running. */
    public Duration runningFor(Instant now) {
      return Duration.between(since, now);
    }
  }

  public long count(ReadinessView.State state) {
    return checks.stream().filter(each -> each.state() == state).count();
  }

  /** Whether every check has passed, with warnings or without, and is not old. */
  public boolean isReady() {
    return checks.stream().allMatch(ReadinessView::isReady);
  }
}
