package io.signalbox.core.routing.candidate;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import java.util.List;

/** What was known of each candidate when a stored decision was made. */
public final class RecordedFacts implements Facts {

  private final List<CandidateState> states;
  private final List<HealthView> health;

  /**
   * @param states by position
   */
  public RecordedFacts(List<CandidateState> states, List<HealthView> health) {
    this.states = states;
    this.health = health;
  }

  @Override
  public HealthView health(int position) {
    return health.get(position);
  }

  @Override
  public int inFlight(int position) {
    return states.get(position).inFlight();
  }

  @Override
  public double successPercent5Min(int position) {
    return states.get(position).successPercent();
  }

  @Override
  public double meanMillis5Min(int position) {
    return states.get(position).meanMillis();
  }

  @Override
  public double successPercent(int position) {
    return states.get(position).successPercent();
  }

  @Override
  public double decayedMillis(int position) {
    return states.get(position).meanMillis();
  }

  @Override
  public double windowMillis(int position, int calls) {
    return states.get(position).meanMillis();
  }

  @Override
  public long sinceFailureNanos(int position) {
    return Long.MAX_VALUE;
  }
}
