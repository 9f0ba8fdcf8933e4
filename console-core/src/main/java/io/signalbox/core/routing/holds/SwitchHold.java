package io.signalbox.core.routing.holds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A switch (a failover strategy) held by an operator on one of its members: while it is held its
 * new work goes there and nowhere else.
 *
 * @param at the strategy's name
 * @param member the provider or strategy it is held on
 * @param until null for "until lifted"
 * @param version as of {@link ManualState}
 */
public record SwitchHold(
    String at,
    String member,
    String who,
    String why,
    Instant since,
    @Nullable Instant until,
    long version) {

  /** One that is not stored yet. */
  public SwitchHold(
      String at, String member, String who, String why, Instant since, @Nullable Instant until) {
    this(at, member, who, why, since, until, 0);
  }

  public boolean isExpired(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
