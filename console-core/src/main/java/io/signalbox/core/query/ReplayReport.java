package io.signalbox.core.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stored decisions decided again under other settings; no call is made.
 *
 * @param records decisions replayed
 * @param comparable those whose recorded state was enough
 * @param changed comparable ones that would go elsewhere
 * @param from the oldest; null if there is none
 * @param to the newest; null if there is none
 * @param now winner to count, as it was decided, of the comparable ones
 * @param proposed the same under the proposed settings
 * @param refusedNow comparable ones that found no provider
 * @param refusedProposed the same under the proposed settings
 * @param successNow percent expected at each winner's recorded success; NaN if not recorded
 * @param successProposed the same under the proposed settings
 * @param meanMillisNow expected mean at each winner's recorded latency; NaN if not recorded
 * @param meanMillisProposed the same under the proposed settings
 * @param decisions newest first
 */
public record ReplayReport(
    int records,
    int comparable,
    int changed,
    @Nullable Instant from,
    @Nullable Instant to,
    Map<String, Integer> now,
    Map<String, Integer> proposed,
    int refusedNow,
    int refusedProposed,
    double successNow,
    double successProposed,
    double meanMillisNow,
    double meanMillisProposed,
    List<Replayed> decisions) {

  public static final ReplayReport NONE =
      new ReplayReport(
          0,
          0,
          0,
          null,
          null,
          Map.of(),
          Map.of(),
          0,
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          List.of());

  public ReplayReport {
    decisions = List.copyOf(decisions);
  }

  /**
   * One decision.
   *
   * @param was the winner then; empty for none
   * @param wouldBe the winner under the proposed settings; empty for none
   * @param comparable false where its state was not recorded, or the algorithm draws
   * @param why what is not comparable, or why the winner wins; one sentence
   */
  public record Replayed(
      Instant at, String traceId, String was, String wouldBe, boolean comparable, String why) {}
}
