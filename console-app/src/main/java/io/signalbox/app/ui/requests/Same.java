package io.signalbox.app.ui.requests;

import io.signalbox.core.request.DryRun;
import io.signalbox.core.routing.DecisionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether two dry runs say the same: when they were made is not shown. Stateless. */
final class Same {

  private Same() {}

  static boolean answer(DryRun one, @Nullable DryRun two) {
    return two != null && untimed(one).equals(untimed(two));
  }

  private static DryRun untimed(DryRun answer) {
    DecisionRecord decision = answer.decision();
    return new DryRun(
        new DecisionRecord(
            Instant.EPOCH,
            "",
            decision.operation(),
            decision.subject(),
            decision.count(),
            decision.authority(),
            decision.policy(),
            decision.winner(),
            decision.reason(),
            decision.candidates(),
            decision.alternatives(),
            decision.error(),
            decision.notes(),
            "",
            decision.others()),
        answer.spec(),
        answer.validation(),
        answer.price(),
        answer.maxCount());
  }
}
