package io.signalbox.core.routing;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import io.signalbox.core.routing.RoutingStateRepository.StoredDecision;
import io.signalbox.core.routing.failover.Circuit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps why operations went where they went, with what was known then: at most {@value #PER_SECOND}
 * a second, the newest {@value #KEPT}. What is beyond that is not looked at closely, so that
 * choosing stays cheap. Thread-safe.
 */
final class DecisionLog {

  static final int PER_SECOND = 50;
  static final int KEPT = 5_000;

  private static final long SECOND = 1_000_000_000L;

  private final RoutingStateRepository repository;
  private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
  // The second that is running in the upper bits, decisions kept in it in the lower 16.
  private final AtomicLong budget = new AtomicLong();

  private record Entry(
      Choice choice,
      int winner,
      String traceId,
      List<String> hops,
      DecisionRecord.CandidateState @Nullable [] states) {}

  DecisionLog(RoutingStateRepository repository) {
    this.repository = repository;
  }

  /** What is known of each candidate now; null where this second's decisions are kept already. */
  DecisionRecord.CandidateState @Nullable [] capture(SelectionContext selection) {
    return takesOne(selection.nanos) ? states(selection) : null;
  }

  private boolean takesOne(long nanos) {
    long second = Math.floorDiv(nanos, SECOND);
    long now = budget.get();
    if (now >> 16 != second) {
      return budget.compareAndSet(now, (second << 16) + 1);
    }
    return (now & 0xffff) < PER_SECOND && budget.compareAndSet(now, now + 1);
  }

  private static CandidateState[] states(SelectionContext selection) {
    CandidateState[] states = new CandidateState[selection.state.size()];
    for (int i = 0; i < states.length; i++) {
      HealthView health = selection.facts.health(i);
      Circuit circuit = selection.state.runtime.circuits.find(selection.state.provider(i).name());
      states[i] =
          new CandidateState(
              health.state(),
              health.ejected(),
              selection.state.weights[i],
              selection.facts.inFlight(i),
              selection.facts.successPercent(i),
              selection.facts.decayedMillis(i),
              circuit != null && !circuit.admits());
    }
    return states;
  }

  void add(
      Choice choice,
      int winner,
      String traceId,
      List<String> hops,
      DecisionRecord.CandidateState @Nullable [] states) {
    if (states != null) {
      waiting.add(new Entry(choice, winner, traceId, hops, states));
    }
  }

  /** Hands what is kept to the store; blocks. */
  void flush() {
    List<StoredDecision> stored = new ArrayList<>();
    for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
      DecisionRecord record =
          entry.choice().record(entry.winner(), entry.traceId(), entry.hops(), entry.states());
      stored.add(new StoredDecision(record.at(), record.traceId(), DecisionJson.write(record)));
    }
    if (!stored.isEmpty()) {
      repository.appendDecisions(stored, KEPT);
    }
  }
}
