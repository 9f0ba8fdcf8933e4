package io.signalbox.core.routing.failover;

import java.time.Duration;

/**
 * When a circuit opens and closes.
 *
 * @param threshold counted failures in a row that open it, &gt;= 1, default 5
 * @param timeout until a trial is due, &gt; 0, default 60 s
 * @param halfOpenCalls trials at once, &gt;= 1, default 1
 */
public record CircuitSettings(int threshold, Duration timeout, int halfOpenCalls) {

  public static final CircuitSettings DEFAULT = new CircuitSettings(5, Duration.ofSeconds(60), 1);
}
