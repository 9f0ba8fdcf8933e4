package io.signalbox.core.routing.holds;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider made active by an operator: traffic without pin or preference goes there.
 *
 * @param until null for "until lifted"
 * @param version as of {@link ManualState}
 */
public record Activation(
    String provider, String who, String why, Instant since, @Nullable Instant until, long version) {

  /** One that is not stored yet. */
  public Activation(
      String provider, String who, String why, Instant since, @Nullable Instant until) {
    this(provider, who, why, since, until, 0);
  }

  public boolean isExpired(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
