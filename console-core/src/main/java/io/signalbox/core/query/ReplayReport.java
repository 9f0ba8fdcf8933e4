package io.signalbox.core.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stored decisions decided again, under the settings in force and under proposed ones; no call is
 * made. Equal settings come to equal figures.
 *
 * @param records decisions replayed
 * @param comparable those whose recorded state was enough
 * @param moved how many of the comparable ones leave the providers that get fewer; what shares tell
 * @param changed comparable ones that come out otherwise one by one; more than {@code moved} where
 *     turns of a rotation fall in another order
 * @param reproduced comparable ones that come out under the settings in force as they were decided;
 *     fewer where other settings were in force or turns fell otherwise
 * @param from the oldest; null if there is none
 * @param to the newest; null if there is none
 * @param now winner to count of the comparable ones under the settings in force
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
    int moved,
    int changed,
    int reproduced,
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
   * @param now the winner under the settings in force; empty for none
   * @param wouldBe the winner under the proposed settings; empty for none
   * @param comparable false where its state was not recorded, or the algorithm draws
   * @param why what is not comparable, or why the winner wins; one sentence
   */
  public record Replayed(
      Instant at,
      String traceId,
      String was,
      String now,
      String wouldBe,
      boolean comparable,
      String why) {

    /** Whether the proposed settings send it elsewhere. */
    public boolean isChanged() {
      return comparable && !now.equals(wouldBe);
    }
  }
}
