package io.signalbox.core.routing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A choice as it was made: positions and verdicts, cheap to keep. {@link #record} renders it for
 * people when somebody looks. Immutable.
 */
final class Choice {

  private final SelectionContext selection;
  private final Authority authority;
  private final int[] order;
  private final String lacks;

  /**
   * @param order accepted positions, the winner first; empty when every candidate was refused
   * @param lacks what the policy needs and does not have; empty for nothing
   */
  Choice(SelectionContext selection, Authority authority, int[] order, String lacks) {
    this.selection = selection;
    this.authority = authority;
    this.order = order;
    this.lacks = lacks;
  }

  SelectionContext selection() {
    return selection;
  }

  Authority authority() {
    return authority;
  }

  int[] order() {
    return order;
  }

  boolean hasWinner() {
    return order.length > 0;
  }

  /** Renders the record as it stands before any call. */
  DecisionRecord record(String traceId) {
    return record(hasWinner() ? order[0] : -1, traceId, List.of(), null);
  }

  /**
   * Renders the record.
   *
   * @param winner the position that took the call, -1 for none
   * @param hops what happened on the way, in words
   * @param states what was known of each candidate; null where that was not kept
   */
  DecisionRecord record(
      int winner,
      String traceId,
      List<String> hops,
      DecisionRecord.CandidateState @Nullable [] states) {
    RoutingState state = selection.state;
    RouteRequest request = selection.request;
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < selection.verdicts.length; i++) {
      candidates.add(candidate(i, states == null ? null : states[i]));
    }
    List<String> alternatives =
        Arrays.stream(order)
            .filter(position -> position != winner)
            .mapToObj(position -> state.provider(position).name())
            .toList();
    ErrorCode error = winner >= 0 ? null : hasWinner() ? ErrorCode.NO_CAPACITY : errorCode();
    return new DecisionRecord(
        selection.now,
        traceId,
        request.operation(),
        request.subject(),
        request.count(),
        winner >= 0 ? authority : Authority.NONE,
        authority == Authority.POLICY ? state.snapshot.settings().policy() : null,
        winner >= 0 ? state.provider(winner).name() : null,
        winner >= 0 ? winningReason() : refusal(error),
        candidates,
        alternatives,
        error,
        notes(hops),
        request.hashKey());
  }

  private List<String> notes(List<String> hops) {
    List<String> notes = new ArrayList<>(selection.notes());
    notes.addAll(hops);
    return notes;
  }

  private Candidate candidate(int position, DecisionRecord.@Nullable CandidateState state) {
    String name = selection.state.provider(position).name();
    CandidateEligibility.Verdict verdict = selection.verdicts[position];
    boolean accepted = verdict.step() == Step.ACCEPTED;
    boolean chosen = accepted && order.length > 0 && position == order[0];
    return new Candidate(
        name, accepted, verdict.step(), chosen ? "Chosen" : reason(selection, position), state);
  }

  /** Why a candidate was refused, or "Accepted". */
  static String reason(SelectionContext selection, int position) {
    CandidateEligibility.Verdict verdict = selection.verdicts[position];
    ProviderRegistration provider = selection.state.provider(position);
    RouteRequest request = selection.request;
    Object fact = verdict.fact();
    return switch (verdict.step()) {
      case NARROWED, OFFERS_TEMPLATE, SUPPORTS_OPERATION, CUSTOM_FILTER -> String.valueOf(fact);
      case ENABLED ->
          "Provider instance '"
              + provider.name()
              + "' is disabled"
              + (fact instanceof ManualState manual ? by(manual) : " in the configuration");
      case TAKES_WORK ->
          fact instanceof ForcedCircuit forced
              ? "Circuit forced open by "
                  + forced.who()
                  + (forced.why().isEmpty() ? "" : " (" + forced.why() + ")")
              : fact instanceof ManualState manual
                  ? (manual.kind() == ManualState.Kind.DRAINED ? "Drained" : "In maintenance")
                      + by(manual)
                  : "Takes no new work";
      case NOT_EXCLUDED -> "Excluded by the criteria";
      case COUNT ->
          "Asked for %d, takes at most %s in one request".formatted(request.count(), fact);
      case HEALTH ->
          fact instanceof HealthView view
              ? "Unhealthy"
                  + (view.reason().isEmpty() ? "" : ": " + view.reason())
                  + (view.backAt() == null ? "" : ", back " + view.backAt() + " at the earliest")
              : "Its circuit is open";
      case CAPABILITIES -> "Lacks capability '" + fact + "'";
      case SUCCESS_RATE ->
          String.format(
              Locale.ROOT,
              "Success %.1f %%, under %.1f %%",
              (Double) fact,
              selection.criteria.minSuccessRate());
      case RESPONSE_TIME ->
          String.format(
              Locale.ROOT,
              "Mean %.0f ms, over %.0f ms",
              (Double) fact,
              selection.criteria.maxResponseTimeMillis());
      case WEIGHT -> "Weight 0: drained";
      case CONNECTIONS ->
          "%s calls in flight, at most %d"
              .formatted(fact, selection.state.maxConnections[position]);
      case ACCEPTED -> "Accepted";
    };
  }

  private static String by(ManualState manual) {
    return " by " + manual.who() + (manual.why().isEmpty() ? "" : " (" + manual.why() + ")");
  }

  private String winningReason() {
    RoutingState state = selection.state;
    RouteRequest request = selection.request;
    return switch (authority) {
      case STRATEGY_OVERRIDE -> "Ordered by the caller";
      case PIN ->
          request.pins().size() == 1
              ? "Explicitly specified in template"
              : "Explicitly specified in template, balanced across "
                  + order.length
                  + " pinned instances";
      case PREFERENCE -> "Preferred by the caller";
      case ACTIVE -> "Made active by an operator";
      case STICKY_SESSION -> "Chosen before in this session";
      case ROUTING_TREE -> "Chosen by the routing tree: " + path();
      case DEFAULT_INSTANCE, DEFAULT_TYPE ->
          "Configuration default (no provider specified in template)";
      case POLICY ->
          request.providerType() != null
              ? "Load balanced across %d %s instances"
                  .formatted(order.length, request.providerType())
              : request.providerApi() != null
                  ? "Supports required API '" + request.providerApi() + "'"
                  : "Selected by " + state.snapshot.settings().policy();
      case NONE -> "";
    };
  }

  /** The strategies on the way to the winner, as they are nested. */
  private String path() {
    RoutingTree tree = selection.state.snapshot.settings().tree();
    String winner = selection.state.provider(order[0]).name();
    List<String> names = new ArrayList<>();
    tree.pathTo(winner).forEach(node -> names.add(node.name()));
    names.add(winner);
    return String.join(" > ", names);
  }

  private String refusal(@Nullable ErrorCode code) {
    RouteRequest request = selection.request;
    if (!lacks.isEmpty()) {
      return lacks;
    }
    if (authority == Authority.ROUTING_TREE && code == ErrorCode.NO_HEALTHY_STRATEGIES) {
      return "The routing tree lets nothing through: " + closedSwitches();
    }
    if (code == ErrorCode.INSTANCE_LIMIT_EXCEEDED) {
      return "Requested %d instances exceeds the limit of %d"
          .formatted(request.count(), largestPossible());
    }
    if (code == ErrorCode.NO_ENABLED_PROVIDERS) {
      return request.providerType() != null
          ? "No enabled instances found for provider type '" + request.providerType() + "'"
          : "No enabled providers found in configuration";
    }
    if (code == ErrorCode.NO_HEALTHY_STRATEGIES) {
      return "No healthy provider is left: " + refusedAt(Step.HEALTH);
    }
    if (code == ErrorCode.ALL_WEIGHTS_ZERO) {
      return "Every provider that could take it has weight 0";
    }
    if (code == ErrorCode.NO_CAPACITY) {
      return "Every provider that could take it has all its connections in use";
    }
    if (request.providerType() != null && furthest() == Step.NARROWED) {
      return "No enabled instances found for provider type '" + request.providerType() + "'";
    }
    if (request.providerApi() != null && furthest() == Step.NARROWED) {
      return "No providers support API '" + request.providerApi() + "'";
    }
    String why = refusedAt(furthest());
    return "No compatible provider" + (why.isEmpty() ? "" : ": " + why);
  }

  private String closedSwitches() {
    List<String> closed = new ArrayList<>();
    for (TreeNode node : selection.state.nodes.values()) {
      if (node instanceof FailoverSwitch chain) {
        for (int i = 0; i < chain.members.size(); i++) {
          String why = chain.whyNot(selection, i);
          if (!why.isEmpty()) {
            closed.add(chain.name + "/" + chain.members.get(i).name + " (" + why + ")");
          }
        }
      }
    }
    return String.join(", ", closed);
  }

  private String refusedAt(Step step) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < selection.verdicts.length; i++) {
      if (selection.verdicts[i].step() == step) {
        reasons.add(selection.state.provider(i).name() + " (" + reason(selection, i) + ")");
      }
    }
    return String.join(", ", reasons);
  }

  /** The largest count any candidate that came to that step would take. */
  int largestPossible() {
    int largest = 0;
    for (CandidateEligibility.Verdict verdict : selection.verdicts) {
      if (verdict.step() == Step.COUNT && verdict.fact() instanceof Integer max) {
        largest = Math.max(largest, max);
      }
    }
    return largest;
  }

  private Step furthest() {
    Step furthest = Step.NARROWED;
    for (CandidateEligibility.Verdict verdict : selection.verdicts) {
      if (verdict.step() != Step.ACCEPTED && verdict.step().compareTo(furthest) > 0) {
        furthest = verdict.step();
      }
    }
    return furthest;
  }

  private ErrorCode errorCode() {
    if (authority == Authority.ROUTING_TREE) {
      return ErrorCode.NO_HEALTHY_STRATEGIES;
    }
    if (selection.verdicts.length == 0) {
      return ErrorCode.NO_ENABLED_PROVIDERS;
    }
    return switch (furthest()) {
      case ENABLED -> ErrorCode.NO_ENABLED_PROVIDERS;
      case COUNT -> ErrorCode.INSTANCE_LIMIT_EXCEEDED;
      case HEALTH -> ErrorCode.NO_HEALTHY_STRATEGIES;
      case WEIGHT -> ErrorCode.ALL_WEIGHTS_ZERO;
      case CONNECTIONS -> ErrorCode.NO_CAPACITY;
      case NARROWED,
          TAKES_WORK,
          NOT_EXCLUDED,
          OFFERS_TEMPLATE,
          SUPPORTS_OPERATION,
          CAPABILITIES,
          SUCCESS_RATE,
          RESPONSE_TIME,
          CUSTOM_FILTER,
          ACCEPTED ->
          ErrorCode.NO_COMPATIBLE_PROVIDERS;
    };
  }
}
