package io.signalbox.core.routing;

import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One choice under way: every candidate judged once, in one state. Used by one thread. */
final class Round {

  final RoutingState state;
  final RouteRequest request;
  final SelectionCriteria criteria;
  final Facts facts;
  final Instant now;
  final long nanos;

  /** False for a look that moves nothing. */
  final boolean draw;

  final Judge.Verdict[] verdicts;
  private @Nullable List<String> notes;

  Round(
      RoutingState state,
      Facts facts,
      Judge judge,
      RouteRequest request,
      Instant now,
      long nanos,
      boolean draw) {
    this.state = state;
    this.request = request;
    this.facts = facts;
    SelectionCriteria own = request.criteria();
    this.criteria = own != null ? own : state.snapshot.settings().criteria();
    this.now = now;
    this.nanos = nanos;
    this.draw = draw;
    this.verdicts = new Judge.Verdict[state.size()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] = judge.judge(state, facts, i, request, criteria, now);
    }
  }

  /** Whether choosing ran no plug-in and drew from memory, so that it takes no time to speak of. */
  boolean isQuick() {
    return state.memory.choosesInMemory
        && criteria.customFilter() == null
        && state.snapshot.settings().policy() != SelectionPolicy.CUSTOM;
  }

  /** What HASH_BASED goes by; empty for the others, which need no text made for each call. */
  String hashKey(BalancingAlgorithm algorithm) {
    return algorithm == BalancingAlgorithm.HASH_BASED ? request.hashKey() : "";
  }

  boolean accepts(int position) {
    return verdicts[position] == Judge.Verdict.ACCEPTED;
  }

  /** Whether health alone keeps it out. */
  boolean onlyUnhealthy(int position) {
    return verdicts[position].step() == Step.HEALTH;
  }

  void note(String text) {
    List<String> known = notes;
    if (known == null) {
      known = new ArrayList<>();
      notes = known;
    }
    known.add(text);
  }

  List<String> notes() {
    List<String> known = notes;
    return known == null ? List.of() : List.copyOf(known);
  }
}
