package io.signalbox.core.routing;

import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One choice under way: every candidate judged once, in one state. Chosen by one thread; carried
 * out by several where a composition branches.
 */
final class SelectionContext {

  final RoutingState state;
  final RouteRequest request;
  final SelectionCriteria criteria;
  final Facts facts;
  final Instant now;
  final long nanos;

  /** False for a look that moves nothing. */
  final boolean draw;

  final CandidateEligibility.Verdict[] verdicts;
  private @Nullable List<String> notes;
  private @Nullable List<Drawn> drawn;

  /** An order a choice drew, for the one call that carries the choice out. */
  private record Drawn(TreeNode node, int[] order, AtomicBoolean taken) {}

  SelectionContext(
      RoutingState state,
      Facts facts,
      CandidateEligibility eligibility,
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
    this.verdicts = new CandidateEligibility.Verdict[state.size()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] = eligibility.assess(state, facts, i, request, criteria, now);
    }
  }

  /** Whether choosing ran no plug-in and drew from memory, so that it takes no time to speak of. */
  boolean isQuick() {
    return state.runtime.choosesInMemory
        && criteria.customFilter() == null
        && state.snapshot.settings().policy() != SelectionPolicy.CUSTOM;
  }

  /** What HASH_BASED goes by; empty for the others, which need no text made for each call. */
  String hashKey(BalancingAlgorithm algorithm) {
    return algorithm == BalancingAlgorithm.HASH_BASED ? request.hashKey() : "";
  }

  boolean accepts(int position) {
    return verdicts[position] == CandidateEligibility.Verdict.ACCEPTED;
  }

  /** Whether health alone keeps it out. */
  boolean onlyUnhealthy(int position) {
    return verdicts[position].step() == Step.HEALTH;
  }

  /** Keeps an order that was drawn while choosing: carrying it out draws no second number. */
  void drew(TreeNode node, int[] order) {
    List<Drawn> known = drawn;
    if (known == null) {
      known = new ArrayList<>(2);
      drawn = known;
    }
    known.add(new Drawn(node, order, new AtomicBoolean()));
  }

  /** The order drawn for a node while choosing, once; null where it has to be drawn now. */
  int @Nullable [] takeDrawn(TreeNode node) {
    List<Drawn> known = drawn;
    if (known != null) {
      for (Drawn each : known) {
        if (each.node() == node && each.taken().compareAndSet(false, true)) {
          return each.order();
        }
      }
    }
    return null;
  }

  /** Branches of a composition may note at once; the same thing is noted once. */
  synchronized void note(String text) {
    List<String> known = notes;
    if (known == null) {
      known = new ArrayList<>();
      notes = known;
    }
    if (!known.contains(text)) {
      known.add(text);
    }
  }

  synchronized List<String> notes() {
    List<String> known = notes;
    return known == null ? List.of() : List.copyOf(known);
  }
}
