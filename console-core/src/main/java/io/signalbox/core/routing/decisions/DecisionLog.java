package io.signalbox.core.routing.decisions;

import io.signalbox.core.background.BoundedQueue;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.log.Traced;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.routing.RoutingStateRepository.StoredDecision;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.choosing.Choice;
import io.signalbox.core.routing.failover.Circuit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps why operations went where they went, with what was known then: at most {@value #PER_SECOND}
 * a second, the newest {@value #KEPT}. What is beyond that is not looked at closely, so that
 * choosing stays cheap. Thread-safe.
 *
 * <p>A decision among many keeps its best candidates and counts the others, but for the first of a
 * second that come to {@value #WHOLE} candidates together: these are kept whole, so that what is
 * replayed knows the others too.
 *
 * <p>A decision is rendered by whoever writes or reads it, not by whoever chooses; from then on it
 * is text and holds on to nothing of the routing it was made in.
 */
public final class DecisionLog implements KeptBehind {

  static final int PER_SECOND = 50;

  static final int WHOLE = 1_000;

  /** Waiting for the store, and in the store of all processes. */
  public static final int KEPT = 5_000;

  private static final long SECOND = 1_000_000_000L;

  /** Candidates of one decision that a log line names. */
  private static final int LOGGED = 20;

  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

  private final RoutingStateRepository repository;
  private final BoundedQueue<Entry> waiting = new BoundedQueue<>(KEPT);
  // The second that is running in the upper bits, decisions kept in it in the lower 16.
  private final AtomicLong budget = new AtomicLong();

  /** A decision as it was made, until it is rendered. */
  private record Made(
      Choice choice, int winner, String traceId, List<String> hops, Captured captured) {

    StoredDecision render() {
      DecisionRecord all = choice.record(winner, traceId, hops, captured.states());
      DecisionRecord record = captured.whole() ? all : all.bounded();
      log(record);
      // As exact as the store keeps it, so that both copies of one decision are equal.
      return new StoredDecision(
          record.at().truncatedTo(ChronoUnit.MICROS), record.traceId(), DecisionJson.write(record));
    }
  }

  /**
   * What was known when a decision was made.
   *
   * @param states of each candidate
   * @param whole whether every candidate is kept
   */
  public record Captured(CandidateState[] states, boolean whole) {}

  /**
   * Why, without the words of reasons: they name who holds something, and no log says that. The
   * step at which each candidate was refused tells the rest.
   */
  private static void log(DecisionRecord record) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    try (Traced trace = Traced.by(record.traceId())) {
      LOG.debug(
          "{} {} x{}: {} by {}{}; {}",
          record.operation(),
          record.subject(),
          record.count(),
          record.winner() == null ? record.error() : record.winner(),
          record.authority(),
          record.policy() == null ? "" : " " + record.policy(),
          record.candidates().stream()
              .limit(LOGGED)
              .map(each -> each.provider() + " " + each.step())
              .collect(Collectors.joining(", ")));
    }
  }

  private static final class Entry {
    // Guarded by this: one of them is there.
    private @Nullable Made made;
    private @Nullable StoredDecision rendered;

    Entry(Made made) {
      this.made = made;
    }

    synchronized StoredDecision rendered() {
      Made fresh = made;
      StoredDecision known = rendered;
      if (known == null) {
        known = Objects.requireNonNull(fresh).render();
        rendered = known;
        made = null;
      }
      return known;
    }
  }

  public DecisionLog(RoutingStateRepository repository) {
    this.repository = repository;
  }

  /** What is known of each candidate now; null where this second's decisions are kept already. */
  public @Nullable Captured capture(SelectionContext selection) {
    int place = place(selection.nanos());
    return place == 0
        ? null
        : new Captured(states(selection), place * selection.table().size() <= WHOLE);
  }

  /** Which of the decisions kept in this second it is, from 1; 0 for one that is not kept. */
  private int place(long nanos) {
    long second = Math.floorDiv(nanos, SECOND);
    long now = budget.get();
    long next = now >> 16 == second ? now + 1 : (second << 16) + 1;
    int place = (int) (next & 0xffff);
    return place <= PER_SECOND && budget.compareAndSet(now, next) ? place : 0;
  }

  private static CandidateState[] states(SelectionContext selection) {
    CandidateState[] states = new CandidateState[selection.table().size()];
    for (int i = 0; i < states.length; i++) {
      HealthView health = selection.facts().health(i);
      Circuit circuit =
          selection.table().runtime().circuits().find(selection.table().provider(i).name());
      states[i] =
          new CandidateState(
              health.state(),
              health.ejected(),
              selection.table().weight(i),
              selection.facts().inFlight(i),
              selection.facts().successPercent(i),
              selection.facts().decayedMillis(i),
              circuit != null && !circuit.admits());
    }
    return states;
  }

  public void add(
      Choice choice, int winner, String traceId, List<String> hops, @Nullable Captured captured) {
    if (captured != null) {
      waiting.add(new Entry(new Made(choice, winner, traceId, hops, captured)));
    }
  }

  /** What was decided, newest first, what is not stored yet with it; blocks. */
  public List<DecisionRecord> since(Instant since, int limit) {
    return stored(since, limit).stream()
        .map(stored -> DecisionJson.read(stored.json()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Tells the last decisions, oldest first, each read when it is its turn; blocks. */
  public void tell(int limit, Consumer<DecisionRecord> told) {
    for (StoredDecision stored : stored(Instant.EPOCH, limit).reversed()) {
      DecisionJson.read(stored.json()).ifPresent(told);
    }
  }

  private List<StoredDecision> stored(Instant since, int limit) {
    // What waits is read first: what is stored in between is then in both, never in neither.
    List<StoredDecision> fresh = waiting();
    return Stream.concat(fresh.reversed().stream(), repository.decisions(since, limit).stream())
        .filter(each -> !each.at().isBefore(since))
        .distinct()
        .sorted(Comparator.comparing(StoredDecision::at).reversed())
        .limit(limit)
        .toList();
  }

  /**
   * The decisions of one operation, oldest first; blocks. Where its process ended before it stored
   * them, those that its creates keep.
   */
  public List<DecisionRecord> ofTrace(String traceId) {
    List<StoredDecision> fresh = waiting();
    List<StoredDecision> kept =
        Stream.concat(repository.decisionsOf(traceId).stream(), fresh.stream())
            .filter(each -> each.traceId().equals(traceId))
            .distinct()
            .toList();
    return (kept.isEmpty() ? repository.decisionsOfCreates(traceId) : kept)
        .stream()
            .map(stored -> DecisionJson.read(stored.json()))
            .flatMap(Optional::stream)
            .toList();
  }

  private List<StoredDecision> waiting() {
    return waiting.waiting().stream().map(Entry::rendered).toList();
  }

  @Override
  public String name() {
    return "decisions";
  }

  @Override
  public Optional<Batch> take() {
    waiting();
    return waiting.take(entries ->
        repository.appendDecisions(entries.stream().map(Entry::rendered).toList(), KEPT));
  }

  @Override
  public long dropped() {
    return waiting.dropped();
  }
}
