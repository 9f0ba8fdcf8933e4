package io.signalbox.core.routing.failover;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a circuit opens and closes.
 *
 * @param threshold counted failures in a row that open it, &gt;= 1, default 5
 * @param timeout until a trial is due, &gt; 0, default 60 s
 * @param halfOpenCalls trials at once, &gt;= 1, default 1
 */
public record CircuitSettings(int threshold, Duration timeout, int halfOpenCalls) {

  public static final CircuitSettings DEFAULT = new CircuitSettings(5, Duration.ofSeconds(60), 1);

  // Written out: every start compares them, and a record's own is linked anew each time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CircuitSettings it
        && threshold == it.threshold
        && halfOpenCalls == it.halfOpenCalls
        && timeout.equals(it.timeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(threshold, timeout, halfOpenCalls);
  }
}
