package io.signalbox.core.query;

import io.signalbox.core.event.Event;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.List;

/**
 * The state of everything.
 *
 * @param environment as configured; {@code PRODUCTION} and {@code STAGING} have colours of their
 *     own
 * @param totals over all providers and the asked window
 * @param problems what an operator should look at, worst first
 * @param operatorHolds drains, maintenances, disables, activation
 */
public record OverviewView(
    Instant at,
    String environment,
    String version,
    WindowMetrics totals,
    int inFlight,
    int requestsOpen,
    int machinesRunning,
    int overrides,
    List<ProviderView> providers,
    List<Problem> problems,
    List<Held> operatorHolds) {

  /**
   * @param kind where a click leads: {@code provider}, {@code template}, {@code request}, {@code
   *     configuration}; {@code background} leads nowhere
   * @param location file:line:column where there is one; empty otherwise
   */
  public record Problem(
      Event.Severity severity,
      String kind,
      String subject,
      String title,
      String detail,
      String location,
      Instant since) {}

  /**
   * @param what {@code drained}, {@code maintenance}, {@code disabled}, {@code active}
   */
  public record Held(
      String provider, String what, String who, String why, Instant since, String until) {}
}
