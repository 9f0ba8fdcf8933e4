package io.signalbox.core.routing;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider was chosen, or why none was: the same record on screen, on the command line and in
 * the log.
 *
 * @param traceId empty for a dry run
 * @param authority what decided
 * @param policy the policy that ordered the candidates; null where another authority decided
 * @param winner null when every candidate was refused
 * @param reason one sentence for people
 * @param candidates every configured instance, in registration order; of a {@link #bounded} record
 *     the best, in order of rank
 * @param alternatives accepted candidates behind the winner, in the order they would be tried
 * @param error the code when there is no winner; null otherwise
 * @param notes what passed on the way: an active provider that was refused, a preference that gave
 *     way, a member that failed
 * @param key what HASH_BASED goes by; empty where it was not kept
 * @param others how many more candidates there were, by the step they came to; empty where all are
 *     listed
 */
public record DecisionRecord(
    Instant at,
    String traceId,
    ProviderOperationType operation,
    String subject,
    int count,
    Authority authority,
    @Nullable SelectionPolicy policy,
    @Nullable String winner,
    String reason,
    List<Candidate> candidates,
    List<String> alternatives,
    @Nullable ErrorCode error,
    List<String> notes,
    String key,
    List<Others> others) {

  /** So many candidates a bounded record lists one by one. */
  public static final int LISTED = 20;

  /** A record that lists every candidate, without a key. */
  public DecisionRecord(
      Instant at,
      String traceId,
      ProviderOperationType operation,
      String subject,
      int count,
      Authority authority,
      @Nullable SelectionPolicy policy,
      @Nullable String winner,
      String reason,
      List<Candidate> candidates,
      List<String> alternatives,
      @Nullable ErrorCode error,
      List<String> notes) {
    this(
        at,
        traceId,
        operation,
        subject,
        count,
        authority,
        policy,
        winner,
        reason,
        candidates,
        alternatives,
        error,
        notes,
        "",
        List.of());
  }

  public DecisionRecord {
    candidates = List.copyOf(candidates);
    alternatives = List.copyOf(alternatives);
    notes = List.copyOf(notes);
    others = List.copyOf(others);
  }

  /**
   * The same with at most {@value #LISTED} candidates one by one: the winner, those that would be
   * tried next, then those that came furthest; the others counted by the step they came to.
   */
  public DecisionRecord bounded() {
    return candidates.size() <= LISTED ? this : BestCandidates.of(this);
  }

  /** What can decide, strongest first. */
  public enum Authority {
    STRATEGY_OVERRIDE,
    PIN,
    PREFERENCE,
    ACTIVE,
    STICKY_SESSION,
    ROUTING_TREE,
    DEFAULT_INSTANCE,
    DEFAULT_TYPE,
    POLICY,
    NONE
  }

  /** The steps of judgement in their order; the furthest reached decides the error. */
  public enum Step {
    NARROWED,
    ENABLED,
    TAKES_WORK,
    NOT_EXCLUDED,
    OFFERS_TEMPLATE,
    SUPPORTS_OPERATION,
    COUNT,
    HEALTH,
    CAPABILITIES,
    SUCCESS_RATE,
    RESPONSE_TIME,
    CUSTOM_FILTER,
    WEIGHT,
    CONNECTIONS,
    ACCEPTED
  }

  /**
   * @param step the step it was refused at, or ACCEPTED
   * @param reason why it was refused, or a word on why it was accepted
   * @param state what was known of it then; null where that was not kept
   */
  public record Candidate(
      String provider, boolean accepted, Step step, String reason, @Nullable CandidateState state) {

    public Candidate(String provider, boolean accepted, Step step, String reason) {
      this(provider, accepted, step, reason, null);
    }
  }

  /**
   * Candidates that are not listed one by one.
   *
   * @param step the step they were refused at, or ACCEPTED
   * @param count at least 1
   * @param reason of the first of them
   */
  public record Others(Step step, int count, String reason) {

    public boolean accepted() {
      return step == Step.ACCEPTED;
    }
  }

  /**
   * What choosing knew of a candidate.
   *
   * @param health last known
   * @param ejected whether automation kept new work from it
   * @param weight in force
   * @param inFlight calls then
   * @param successPercent of the last 100 calls or 5 min; NaN where nothing was measured
   * @param meanMillis decayed mean; NaN where nothing was measured
   * @param circuitOpen whether a circuit kept new work from it
   */
  public record CandidateState(
      HealthState health,
      boolean ejected,
      double weight,
      int inFlight,
      double successPercent,
      double meanMillis,
      boolean circuitOpen) {}
}
