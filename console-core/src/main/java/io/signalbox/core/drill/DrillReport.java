package io.signalbox.core.drill;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a drill went.
 *
 * @param operations asked by callers
 * @param succeeded answered with data; degraded answers are not
 * @param successPercent of operations; NaN for none
 * @param degraded answered from what was known before
 * @param secondsToNotice from the first trouble until no call that was not a trial went to the
 *     troubled providers for 5 s; null where traffic never left them, or there is no trouble
 * @param secondsToRecover from the end of the trouble until the troubled providers got calls again;
 *     null where they never did within the drill
 * @param callsByProvider calls each provider got, retries and fail-overs included
 * @param shareBefore share of calls by provider before the trouble, percent
 * @param shareDuring the same while it lasted
 * @param shareAfter the same afterwards
 * @param machinesAsked machines asked by creates; 0 where the scenario has none
 * @param machinesGot machines there at the end
 * @param machinesDuplicated machines there beyond those asked: must be 0
 * @param findings what an operator should take from it, the most important first
 */
public record DrillReport(
    String scenario,
    long operations,
    long succeeded,
    double successPercent,
    long degraded,
    @Nullable Double secondsToNotice,
    @Nullable Double secondsToRecover,
    Map<String, Long> callsByProvider,
    Map<String, Double> shareBefore,
    Map<String, Double> shareDuring,
    Map<String, Double> shareAfter,
    long machinesAsked,
    long machinesGot,
    long machinesDuplicated,
    List<String> findings) {

  public DrillReport {
    findings = List.copyOf(findings);
  }
}
