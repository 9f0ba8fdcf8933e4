package io.signalbox.core.routing.failover;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a retry: doubles from the first delay, at most 20 s, equal jitter (half
 * of it fixed, half drawn), and never less than the provider asked for. Thread-safe.
 *
 * <p>Equal jitter as in "Exponential Backoff And Jitter" of the AWS Architecture Blog, 2015.
 */
public final class BackOff {

  /** The longest wait that doubling comes to; a provider may ask for more. */
  public static final Duration LONGEST = Duration.ofSeconds(20);

  private final @Nullable IntervalFunction curve;
  private final DoubleSupplier chance;

  /**
   * @param first before the first retry, &gt;= 0
   * @param chance draws from 0 (inclusive) to 1 (exclusive)
   */
  public BackOff(Duration first, DoubleSupplier chance) {
    // The curve wants at least a millisecond; without a delay there is no curve.
    this.curve =
        first.toMillis() < 1
            ? null
            : IntervalFunction.ofExponentialBackoff(
                Math.min(first.toMillis(), LONGEST.toMillis()), 2, LONGEST.toMillis());
    this.chance = chance;
  }

  /**
   * @param retry 1 for the first
   * @param asked what the provider asked for; null if it did not
   */
  public Duration before(int retry, @Nullable Duration asked) {
    long whole = curve == null ? 0 : curve.apply(retry);
    long jittered = whole / 2 + (long) (chance.getAsDouble() * (whole - whole / 2 + 1));
    Duration wait = Duration.ofMillis(Math.min(jittered, whole));
    return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
  }
}
