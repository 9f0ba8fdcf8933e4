package io.signalbox.core.drill;

import io.signalbox.core.event.Event;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.routing.failover.CircuitView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill as it stands.
 *
 * @param id names it in this process
 * @param played how far it is, in played time
 * @param speed played seconds in one of the clock's
 * @param troubleFrom when the trouble begins, played time
 * @param troubleTo when it ends
 * @param providers the stand-ins, in configured order
 * @param points one by second played, oldest first
 * @param happenings what happened, oldest first, at most 500
 * @param report null until it is over
 */
public record DrillView(
    String id,
    ScenarioView scenario,
    State state,
    Duration played,
    double speed,
    Duration troubleFrom,
    Duration troubleTo,
    List<StandIn> providers,
    List<DrillPoint> points,
    List<Happening> happenings,
    @Nullable DrillReport report) {

  public DrillView {
    providers = List.copyOf(providers);
    points = List.copyOf(points);
    happenings = List.copyOf(happenings);
  }

  /** Where a drill stands. */
  public enum State {
    RUNNING,
    DONE,
    STOPPED
  }

  /**
   * The simulated stand-in of a configured provider.
   *
   * @param trouble what the scenario does to it now; empty for nothing
   * @param circuit null where none guards it
   * @param share of the calls of the last 10 s, 0 to 1
   * @param operationsPerSecond over the last 10 s
   * @param errorPercent over the last 10 s; NaN for no calls
   * @param p95Millis over the last 10 s; NaN for no calls
   */
  public record StandIn(
      String name,
      String trouble,
      HealthView health,
      @Nullable CircuitView circuit,
      double share,
      double operationsPerSecond,
      double errorPercent,
      double p95Millis) {}

  /**
   * @param at played time
   * @param subject the provider or strategy
   */
  public record Happening(
      Duration at, Event.Lane lane, Event.Severity severity, String subject, String text) {}
}
