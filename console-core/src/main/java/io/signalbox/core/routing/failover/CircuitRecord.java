package io.signalbox.core.routing.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a circuit stands, as the store keeps it; a half-open one is kept as open with its trial
 * due.
 *
 * @param nextTrial when open
 * @param reason the last counted failure's
 */
public record CircuitRecord(
    String name,
    boolean open,
    int failures,
    Instant since,
    @Nullable Instant nextTrial,
    String reason,
    long total,
    long successful,
    @Nullable Instant lastFailure,
    @Nullable Instant lastSuccess) {

  /**
   * The same as if the clock had never been ahead of now: what changed after that changed just now,
   * and a trial is as far away as it was then.
   */
  CircuitRecord asOf(Instant now) {
    if (!since.isAfter(now)) {
      return this;
    }
    return new CircuitRecord(
        name,
        open,
        failures,
        now,
        nextTrial == null ? null : now.plus(Duration.between(since, nextTrial)),
        reason,
        total,
        successful,
        earlier(lastFailure, now),
        earlier(lastSuccess, now));
  }

  // Written out: every process compares them when it ends, and a record's own is linked anew in
  // each.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CircuitRecord it
        && name.equals(it.name)
        && open == it.open
        && failures == it.failures
        && since.equals(it.since)
        && Objects.equals(nextTrial, it.nextTrial)
        && reason.equals(it.reason)
        && total == it.total
        && successful == it.successful
        && Objects.equals(lastFailure, it.lastFailure)
        && Objects.equals(lastSuccess, it.lastSuccess);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, since, total);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? other : one;
  }
}
