package io.signalbox.core.routing.failover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A circuit as it stands.
 *
 * @param name the provider, or the strategy, it guards
 * @param guarded whether automation may open it; false where no chain counts its failures
 * @param failureCount counted failures in a row
 * @param threshold failures in a row that open it
 * @param failureRate percent of counted calls that failed; NaN when none was counted
 * @param total counted calls since it was made
 * @param successful those that succeeded
 * @param lastFailure null if none
 * @param lastSuccess null if none
 * @param since when it entered this state
 * @param nextTrial when an open circuit admits its next trial; null otherwise
 * @param trials trials under way in HALF_OPEN
 * @param maxTrials trials it admits at once
 * @param forced by an operator; null if not
 */
public record CircuitView(
    String name,
    State state,
    boolean guarded,
    int failureCount,
    int threshold,
    double failureRate,
    long total,
    long successful,
    @Nullable Instant lastFailure,
    @Nullable Instant lastSuccess,
    Instant since,
    @Nullable Instant nextTrial,
    int trials,
    int maxTrials,
    @Nullable ForcedCircuit forced) {

  /** Where a circuit stands. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN,
    FORCED_OPEN,
    FORCED_CLOSED
  }
}
