package io.signalbox.core.routing.failover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A circuit forced by an operator; wins over automation until lifted.
 *
 * @param name the provider, or the strategy, whose circuit it is
 * @param open true for forced open (no new work), false for forced closed (work goes through
 *     whatever its failures and health)
 * @param until null for "until lifted"
 * @param version grows with every change of any hold; 0 before it is stored
 */
public record ForcedCircuit(
    String name,
    boolean open,
    String who,
    String why,
    Instant since,
    @Nullable Instant until,
    long version) {

  /** One that is not stored yet. */
  public ForcedCircuit(
      String name, boolean open, String who, String why, Instant since, @Nullable Instant until) {
    this(name, open, who, why, since, until, 0);
  }

  public boolean isExpired(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
