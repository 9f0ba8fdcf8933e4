package io.signalbox.core.routing.candidate;

import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One choice under way: every candidate judged once, in one state. Chosen by one thread; carried
 * out by several where a composition branches.
 */
public final class SelectionContext {

  private final ProviderTable table;
  private final RouteRequest request;
  private final SelectionCriteria criteria;
  private final Facts facts;
  private final Instant now;
  private final long nanos;

  private final boolean draw;

  private final CandidateEligibility.Verdict[] verdicts;
  private @Nullable List<String> notes;
  private @Nullable List<Kept> kept;

  /** What a strategy chose, for the one call that carries the choice out. */
  private record Kept(Object strategy, Object chosen, AtomicBoolean taken) {}

  /**
   * Judges every candidate.
   *
   * @param draw false for a look that moves nothing
   */
  public SelectionContext(
      ProviderTable table,
      Facts facts,
      CandidateEligibility eligibility,
      RouteRequest request,
      Instant now,
      long nanos,
      boolean draw) {
    this.table = table;
    this.request = request;
    this.facts = facts;
    SelectionCriteria own = request.criteria();
    this.criteria = own != null ? own : table.settings().criteria();
    this.now = now;
    this.nanos = nanos;
    this.draw = draw;
    this.verdicts = new CandidateEligibility.Verdict[table.size()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] = eligibility.assess(table, facts, i, request, criteria, now);
    }
  }

  /** For a provider that was chosen already: nobody is judged. */
  public static SelectionContext ofChosen(
      ProviderTable table, RouteRequest request, Instant now, long nanos) {
    return new SelectionContext(table, request, now, nanos);
  }

  private SelectionContext(ProviderTable table, RouteRequest request, Instant now, long nanos) {
    this.table = table;
    this.request = request;
    this.facts = table.facts();
    this.criteria = table.settings().criteria();
    this.now = now;
    this.nanos = nanos;
    this.draw = true;
    this.verdicts = new CandidateEligibility.Verdict[0];
  }

  public ProviderTable table() {
    return table;
  }

  public RouteRequest request() {
    return request;
  }

  /** The request's own, else the configured. */
  public SelectionCriteria criteria() {
    return criteria;
  }

  public Facts facts() {
    return facts;
  }

  public Instant now() {
    return now;
  }

  /** Monotonic. */
  public long nanos() {
    return nanos;
  }

  /** False for a look that moves nothing. */
  public boolean draw() {
    return draw;
  }

  /** The circuit of a provider or strategy, forced by an operator and still so. */
  public @Nullable ForcedCircuit forced(String name) {
    return table.snapshot().forced(name, now);
  }

  /** The hold on a switch that is still in force; null for none. */
  public @Nullable SwitchHold hold(String at) {
    return table.snapshot().hold(at, now);
  }

  /** The provider that is active for all traffic; null for none. */
  public @Nullable Activation activation() {
    return table.snapshot().activation(now);
  }

  /** How many candidates were judged. */
  public int size() {
    return verdicts.length;
  }

  public CandidateEligibility.Verdict verdict(int position) {
    return verdicts[position];
  }

  /** Whether choosing ran no plug-in and drew from memory, so that it takes no time to speak of. */
  public boolean isQuick() {
    return table.runtime().choosesInMemory()
        && criteria.customFilter() == null
        && table.settings().policy() != SelectionPolicy.CUSTOM;
  }

  /** What HASH_BASED goes by; empty for the others, which need no text made for each call. */
  public String hashKey(BalancingAlgorithm algorithm) {
    return algorithm == BalancingAlgorithm.HASH_BASED ? request.hashKey() : "";
  }

  public boolean accepts(int position) {
    return verdicts[position] == CandidateEligibility.Verdict.ACCEPTED;
  }

  /** Whether health alone keeps it out. */
  public boolean onlyUnhealthy(int position) {
    return verdicts[position].step() == Step.HEALTH;
  }

  /** Keeps what a strategy chose: carrying it out neither draws nor judges again. */
  public void keep(Object strategy, Object chosen) {
    List<Kept> known = kept;
    if (known == null) {
      known = new ArrayList<>(2);
      kept = known;
    }
    known.add(new Kept(strategy, chosen, new AtomicBoolean()));
  }

  /** What a strategy chose, once; null where it has to choose now. */
  public <T> @Nullable T take(Object strategy, Class<T> type) {
    List<Kept> known = kept;
    if (known != null) {
      for (Kept each : known) {
        if (each.strategy() == strategy && each.taken().compareAndSet(false, true)) {
          return type.cast(each.chosen());
        }
      }
    }
    return null;
  }

  /** What a strategy chose, for a look that carries nothing out; null where it chose nothing. */
  public <T> @Nullable T chosen(Object strategy, Class<T> type) {
    List<Kept> known = kept;
    if (known != null) {
      for (Kept each : known) {
        if (each.strategy() == strategy) {
          return type.cast(each.chosen());
        }
      }
    }
    return null;
  }

  /** The same looked at again without drawing, for what else follows from this choice. */
  public SelectionContext looking() {
    return new SelectionContext(this);
  }

  private SelectionContext(SelectionContext of) {
    this.table = of.table;
    this.request = of.request;
    this.criteria = of.criteria;
    this.facts = of.facts;
    this.now = of.now;
    this.nanos = of.nanos;
    this.draw = false;
    this.verdicts = of.verdicts;
    this.kept = of.kept;
  }

  /** Branches of a composition may note at once; the same thing is noted once. */
  public synchronized void note(String text) {
    List<String> known = notes;
    if (known == null) {
      known = new ArrayList<>();
      notes = known;
    }
    if (!known.contains(text)) {
      known.add(text);
    }
  }

  public synchronized List<String> notes() {
    List<String> known = notes;
    return known == null ? List.of() : List.copyOf(known);
  }
}
