package io.signalbox.core.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A provider made active by an operator: traffic without pin or preference goes there. */
public record Activation(
    String provider, String who, String why, Instant since, @Nullable Instant until) {
  public boolean isExpired(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
