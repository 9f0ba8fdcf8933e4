package io.signalbox.core.routing.holds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did to a provider; wins over automation and survives successes and restarts
 * until lifted.
 *
 * @param who the operator
 * @param why empty where no reason was asked
 * @param until null for "until lifted"
 * @param version grows with every change of any hold; 0 before it is stored. Whoever replaces,
 *     lifts or expires the hold names it, so that nobody undoes what he has not seen
 */
public record ManualState(
    String provider,
    Kind kind,
    String who,
    String why,
    Instant since,
    @Nullable Instant until,
    long version) {

  /** One that is not stored yet. */
  public ManualState(
      String provider, Kind kind, String who, String why, Instant since, @Nullable Instant until) {
    this(provider, kind, who, why, since, until, 0);
  }

  /** Ways to stop, or to allow, traffic by an operator. */
  public enum Kind {
    /** Overrides {@code enabled: false} of the configuration. */
    ENABLED,
    DRAINED,
    MAINTENANCE,
    DISABLED
  }

  public boolean isExpired(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
