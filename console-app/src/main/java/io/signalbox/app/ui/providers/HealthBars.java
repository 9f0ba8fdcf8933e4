package io.signalbox.app.ui.providers;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.provider.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A day of health as bars: each shows the worst state of its stretch, so that a short outage is not
 * averaged away.
 *
 * @param bars oldest first
 * @param share percent of the whole time in each state
 */
record HealthBars(List<Bar> bars, Map<HealthState, Double> share) {

  HealthBars {
    bars = List.copyOf(bars);
    share = Map.copyOf(share);
  }

  record Bar(Instant from, Instant to, HealthState worst) {}

  /**
   * @param changes oldest first; before the first, its {@code from} state was in force
   * @param current in force where there is no change at all
   */
  static HealthBars of(
      List<HealthChange> changes, HealthState current, Instant from, Instant to, int count) {
    Duration step = Duration.between(from, to).dividedBy(count);
    Map<HealthState, Long> millis = new EnumMap<>(HealthState.class);
    List<Bar> bars = new ArrayList<>(count);
    HealthState state = changes.isEmpty() ? current : changes.getFirst().from();
    int next = 0;
    for (int i = 0; i < count; i++) {
      Instant begin = from.plus(step.multipliedBy(i));
      Instant end = i == count - 1 ? to : begin.plus(step);
      HealthState worst = state;
      Instant at = begin;
      while (next < changes.size() && changes.get(next).at().isBefore(end)) {
        HealthChange change = changes.get(next++);
        Instant changed = change.at().isBefore(at) ? at : change.at();
        millis.merge(state, Duration.between(at, changed).toMillis(), Long::sum);
        state = change.to();
        at = changed;
        worst = worse(worst, state);
      }
      millis.merge(state, Duration.between(at, end).toMillis(), Long::sum);
      bars.add(new Bar(begin, end, worst));
    }
    double total = Math.max(1, Duration.between(from, to).toMillis());
    Map<HealthState, Double> share = new EnumMap<>(HealthState.class);
    millis.forEach((each, length) -> share.put(each, 100 * length / total));
    return new HealthBars(bars, share);
  }

  private static HealthState worse(HealthState one, HealthState other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(HealthState state) {
    return switch (state) {
      case HEALTHY -> 0;
      case UNKNOWN -> 1;
      case DEGRADED -> 2;
      case UNHEALTHY -> 3;
    };
  }
}
