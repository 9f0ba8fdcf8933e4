package io.signalbox.core.routing.preview;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.WhatIf;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.balancing.PickSource.Numbers;
import io.signalbox.core.routing.candidate.CandidateEligibility;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.RecordedFacts;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.choosing.Choice;
import io.signalbox.core.routing.choosing.RoutingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides stored decisions again, oldest first, under settings that are only proposed: on what was
 * recorded of each candidate, with rotations of its own. Draws and calls nothing. Used by one
 * thread.
 */
final class StoredDecisionReplay implements WhatIf {

  /** What is known of a candidate holds for so long. */
  private static final Duration SHORTLY = Duration.ofSeconds(10);

  private final RoutingState state;
  private final CandidateEligibility eligibility;
  private final Map<Question, DecisionRecord> whole = new HashMap<>();

  /** What was decided: candidates are refused alike for the same. */
  private record Question(ProviderOperationType operation, String subject, int count) {}

  /**
   * @param begin the pick number every rotation begins at
   */
  StoredDecisionReplay(RoutingState live, CandidateEligibility eligibility, long begin) {
    RoutingRuntime own =
        new RoutingRuntime(
            live.table().runtime().time(),
            live.table().runtime().metrics(),
            live.table().runtime().health(),
            new EventStream(),
            new OwnPicks(begin),
            () -> 0,
            live.table().runtime().plugins());
    // What an operator does now is not what it did then; the recorded state says that.
    RoutingSnapshot snapshot =
        new RoutingSnapshot(
            live.snapshot().providers(),
            live.snapshot().settings(),
            Map.of(),
            null,
            Map.of(),
            Map.of(),
            live.snapshot().heldVersion());
    this.state = new RoutingState(new ProviderTable(snapshot, live.table().handles(), own));
    this.eligibility = eligibility;
  }

  private static final class OwnPicks implements PickSource {
    private final long begin;
    private final Map<String, Numbers> known = new HashMap<>();

    OwnPicks(long begin) {
      this.begin = begin;
    }

    @Override
    public Numbers rotation(String name) {
      return known.computeIfAbsent(
          name,
          key -> {
            AtomicLong next = new AtomicLong(begin);
            return new Numbers() {
              @Override
              public long next() {
                return next.getAndIncrement();
              }

              @Override
              public long peek() {
                return next.get();
              }
            };
          });
    }
  }

  @Override
  public Outcome decide(DecisionRecord record) {
    String draws = draws();
    if (!draws.isEmpty()) {
      return new Outcome(false, "", draws);
    }
    if (record.authority() != Authority.ROUTING_TREE
        && record.authority() != Authority.POLICY
        && record.authority() != Authority.NONE) {
      return new Outcome(
          true,
          record.winner() == null ? "" : record.winner(),
          "Decided by " + record.authority() + ", whatever the settings");
    }
    Map<String, Candidate> recorded = recorded(record);
    List<CandidateState> states = new ArrayList<>();
    List<HealthView> health = new ArrayList<>();
    Map<String, String> offers = new HashMap<>();
    for (ProviderRegistration provider : state.snapshot().providers()) {
      Candidate candidate = recorded.get(provider.name());
      CandidateState known = candidate == null ? null : candidate.state();
      if (candidate == null || known == null) {
        return new Outcome(
            false,
            "",
            record.others().isEmpty()
                ? "The state of " + provider.name() + " was not recorded"
                : "Of many candidates the best alone were recorded");
      }
      states.add(known);
      health.add(
          new HealthView(
              provider.name(),
              known.health(),
              record.at(),
              null,
              "as recorded",
              known.ejected(),
              null,
              "record",
              0));
      offers.put(provider.name(), settled(candidate));
    }
    RouteRequest request =
        new RouteRequest(
            record.operation(),
            record.subject(),
            record.count(),
            offers,
            Map.of(),
            Set.of(),
            null,
            null,
            null,
            null,
            false,
            null,
            null,
            record.key().isEmpty() ? null : record.key(),
            Map.of());
    SelectionContext selection =
        new SelectionContext(
            state.table(),
            new RecordedFacts(states, health),
            eligibility,
            request,
            record.at(),
            0,
            true);
    Choice choice = state.chooser().withoutSession(selection);
    return new Outcome(true, choice.winner(), choice.reason());
  }

  /**
   * What was recorded of each candidate. Of those a bounded record only counts, what the last whole
   * one said of the same question, if that was shortly before.
   */
  private Map<String, Candidate> recorded(DecisionRecord record) {
    Question question = new Question(record.operation(), record.subject(), record.count());
    Map<String, Candidate> recorded = new HashMap<>();
    if (record.others().isEmpty()) {
      whole.put(question, record);
    } else {
      DecisionRecord before = whole.get(question);
      if (before != null && !before.at().isBefore(record.at().minus(SHORTLY))) {
        before.candidates().forEach(each -> recorded.put(each.provider(), each));
      }
    }
    record.candidates().forEach(each -> recorded.put(each.provider(), each));
    return recorded;
  }

  /** What no setting of routing changes: an operator, the template, the provider's abilities. */
  private static String settled(Candidate candidate) {
    Step step = candidate.step();
    boolean open = candidate.state() != null && candidate.state().circuitOpen();
    return switch (step) {
      case NARROWED, ENABLED, TAKES_WORK, OFFERS_TEMPLATE, SUPPORTS_OPERATION, COUNT ->
          candidate.reason();
      case NOT_EXCLUDED,
          HEALTH,
          CAPABILITIES,
          SUCCESS_RATE,
          RESPONSE_TIME,
          CUSTOM_FILTER,
          WEIGHT,
          CONNECTIONS,
          ACCEPTED ->
          open ? "Its circuit was open" : "";
    };
  }

  private String draws() {
    for (StrategyNode node : state.snapshot().settings().tree().reached()) {
      if (node instanceof StrategyNode.Balance balance) {
        BalancingAlgorithm algorithm = balance.settings().algorithm();
        if (algorithm == BalancingAlgorithm.RANDOM
            || algorithm == BalancingAlgorithm.WEIGHTED_RANDOM) {
          return balance.name() + " draws: " + algorithm;
        }
      }
    }
    boolean byPolicy = state.snapshot().settings().tree().isEmpty();
    return switch (state.snapshot().settings().policy()) {
      case RANDOM -> byPolicy ? "The policy draws: RANDOM" : "";
      case HEALTH_BASED -> byPolicy ? "HEALTH_BASED goes by failures that are not recorded" : "";
      default -> "";
    };
  }
}
