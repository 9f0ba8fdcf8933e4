package io.signalbox.core.alert.watching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value at one moment.
 *
 * @param value in the metric's unit; of a state 1 where it is so; {@code NaN} where nothing is
 *     known
 * @param operations it was measured in
 * @param since since when a state is known to be so; null where that is not told
 */
public record Sample(Instant at, double value, long operations, @Nullable Instant since) {

  public static Sample of(Instant at, double value, long operations) {
    return new Sample(at, value, operations, null);
  }
}
