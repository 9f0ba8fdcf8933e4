package io.signalbox.core.query;

import io.signalbox.core.provider.ConnectionFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a test of a provider found.
 *
 * @param at when it was begun
 * @param took until all was tried
 * @param findings at least one, in the order in which they were tried
 */
public record ConnectionReport(
    String provider, String type, Instant at, Duration took, List<ConnectionFinding> findings) {

  public ConnectionReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing failed. What is unknown is no failure. */
  public boolean passed() {
    return count(ConnectionFinding.Outcome.FAILED) == 0;
  }

  public long count(ConnectionFinding.Outcome outcome) {
    return findings.stream().filter(each -> each.outcome() == outcome).count();
  }
}
