package io.signalbox.core.routing.choosing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Candidate;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.candidate.CandidateEligibility;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.Refusals;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.tree.FailoverSwitch;
import io.signalbox.core.routing.tree.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A choice as it was made: positions and verdicts, cheap to keep. {@link #record} renders it for
 * people when somebody looks. Immutable.
 */
public final class Choice {

  /** So many are named in a sentence; the record lists them. */
  private static final int NAMED = 20;

  private final RoutingState state;
  private final SelectionContext selection;
  private final Authority authority;
  private final int[] order;
  private final String lacks;

  /**
   * @param order accepted positions, the winner first; empty when every candidate was refused
   * @param lacks what the policy needs and does not have; empty for nothing
   */
  Choice(
      RoutingState state,
      SelectionContext selection,
      Authority authority,
      int[] order,
      String lacks) {
    this.state = state;
    this.selection = selection;
    this.authority = authority;
    this.order = order;
    this.lacks = lacks;
  }

  public RoutingState state() {
    return state;
  }

  public SelectionContext selection() {
    return selection;
  }

  public Authority authority() {
    return authority;
  }

  public int[] order() {
    return order;
  }

  public boolean hasWinner() {
    return order.length > 0;
  }

  /** Who was chosen; empty where every candidate was refused. */
  public String winner() {
    return hasWinner() ? selection.table().provider(order[0]).name() : "";
  }

  /** Why the winner was chosen, or why nobody was, as the record says before any call. */
  public String reason() {
    return hasWinner() ? winningReason() : refusal(errorCode());
  }

  /** Renders the record as it stands before any call. */
  public DecisionRecord record(String traceId) {
    return record(hasWinner() ? order[0] : -1, traceId, List.of(), null);
  }

  /**
   * Renders the record.
   *
   * @param winner the position that took the call, -1 for none
   * @param hops what happened on the way, in words
   * @param states what was known of each candidate; null where that was not kept
   */
  public DecisionRecord record(
      int winner,
      String traceId,
      List<String> hops,
      DecisionRecord.CandidateState @Nullable [] states) {
    ProviderTable table = selection.table();
    RouteRequest request = selection.request();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < selection.size(); i++) {
      candidates.add(candidate(i, states == null ? null : states[i]));
    }
    List<String> alternatives =
        Arrays.stream(order)
            .filter(position -> position != winner)
            .mapToObj(position -> table.provider(position).name())
            .toList();
    ErrorCode error = winner >= 0 ? null : hasWinner() ? ErrorCode.NO_CAPACITY : errorCode();
    return new DecisionRecord(
        selection.now(),
        traceId,
        request.operation(),
        request.subject(),
        request.count(),
        winner >= 0 ? authority : Authority.NONE,
        authority == Authority.POLICY ? table.settings().policy() : null,
        winner >= 0 ? table.provider(winner).name() : null,
        winner >= 0 ? winningReason() : refusal(error),
        candidates,
        alternatives,
        error,
        notes(hops),
        request.hashKey(),
        List.of());
  }

  private List<String> notes(List<String> hops) {
    List<String> notes = new ArrayList<>(selection.notes());
    notes.addAll(hops);
    return notes;
  }

  private Candidate candidate(int position, DecisionRecord.@Nullable CandidateState state) {
    String name = selection.table().provider(position).name();
    CandidateEligibility.Verdict verdict = selection.verdict(position);
    boolean accepted = verdict.step() == Step.ACCEPTED;
    boolean chosen = accepted && order.length > 0 && position == order[0];
    return new Candidate(
        name,
        accepted,
        verdict.step(),
        chosen ? "Chosen" : Refusals.of(selection, position),
        state);
  }

  private String winningReason() {
    ProviderTable table = selection.table();
    RouteRequest request = selection.request();
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
                  : "Selected by " + table.settings().policy();
      case NONE -> "";
    };
  }

  /** The strategies on the way to the winner, as they are nested. */
  private String path() {
    RoutingTree tree = selection.table().settings().tree();
    String winner = selection.table().provider(order[0]).name();
    List<String> names = new ArrayList<>();
    tree.pathTo(winner).forEach(node -> names.add(node.name()));
    names.add(winner);
    return String.join(" > ", names);
  }

  private String refusal(@Nullable ErrorCode code) {
    RouteRequest request = selection.request();
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
    for (TreeNode node : state.tree().nodes().values()) {
      if (node instanceof FailoverSwitch chain) {
        for (int i = 0; i < chain.members().size(); i++) {
          String why = chain.whyNot(selection, i);
          if (!why.isEmpty()) {
            closed.add(chain.name() + "/" + chain.members().get(i).name() + " (" + why + ")");
          }
        }
      }
    }
    return String.join(", ", closed);
  }

  private String refusedAt(Step step) {
    List<String> reasons = new ArrayList<>();
    int more = 0;
    for (int i = 0; i < selection.size(); i++) {
      if (selection.verdict(i).step() != step) {
        continue;
      }
      if (reasons.size() == NAMED) {
        more++;
      } else {
        reasons.add(selection.table().provider(i).name() + " (" + Refusals.of(selection, i) + ")");
      }
    }
    return String.join(", ", reasons) + (more == 0 ? "" : " and " + more + " more");
  }

  /** The largest count any candidate that came to that step would take. */
  private int largestPossible() {
    int largest = 0;
    for (int i = 0; i < selection.size(); i++) {
      CandidateEligibility.Verdict verdict = selection.verdict(i);
      if (verdict.step() == Step.COUNT && verdict.fact() instanceof Integer max) {
        largest = Math.max(largest, max);
      }
    }
    return largest;
  }

  private Step furthest() {
    Step furthest = Step.NARROWED;
    for (int i = 0; i < selection.size(); i++) {
      CandidateEligibility.Verdict verdict = selection.verdict(i);
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
    if (selection.size() == 0) {
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
