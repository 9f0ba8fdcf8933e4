package io.signalbox.core.drill;

import java.time.Duration;
import java.util.List;

/**
 * What a circuit did when every call failed.
 *
 * @param circuit the provider or strategy that it guards
 * @param provider whose stand-in failed
 * @param threshold failures in a row that are to open it, as configured
 * @param opened whether it opened
 * @param failures when each failure was seen, in played time; with the last of them it opened, if
 *     it did
 */
public record BreakerTrial(
    String circuit, String provider, int threshold, boolean opened, List<Duration> failures) {

  public BreakerTrial {
    failures = List.copyOf(failures);
  }
}
