package io.signalbox.core.request.acquiring;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.planning.Planner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with machines that a provider will not give: at another, or at the same one where it may
 * give them elsewhere. The plan is made before the transaction that stores the result, the intent
 * is written in it. Thread-safe.
 */
public final class FurtherAttempts {

  private final Journal journal;
  private final Planner planner;

  public FurtherAttempts(Journal journal, Planner planner) {
    this.journal = journal;
    this.planner = planner;
  }

  Duration reconcileTimeout() {
    return planner.settings().reconcileTimeout();
  }

  /**
   * Where what is missing may be asked for; null for nowhere: the request itself was refused. Where
   * one zone lacks the machine type and another lacks room, that is a matter of the places.
   */
  Planner.@Nullable Plan plan(MachineRequest request, int count, List<ProviderFailure> why) {
    if (!why.isEmpty()
        && why.stream().allMatch(each -> each.failureClass() == FailureClass.REQUEST)) {
      return null;
    }
    MachineRequest now = journal.require(request.requestId());
    return planner.remainder(now, now.attempts(), count).orElse(null);
  }

  /** The same for machines that were taken back by a provider that may give them elsewhere. */
  Planner.@Nullable Plan planAgain(
      MachineRequest request, String provider, int count, List<ProviderFailure> why) {
    Optional<Planner.Plan> again = planner.again(request, provider, count);
    return again.isPresent() ? again.get() : plan(request, count, why);
  }

  /** Intends it, as far as it is still wanted; of an alternative the others were asked already. */
  void intend(Draft draft, Attempt instead, int missing, Planner.@Nullable Plan plan) {
    Attempt.Standing standing = draft.attempt(instead.number()).standing();
    if (plan == null
        || draft.isFinal()
        || standing == Attempt.Standing.ALTERNATIVE
        || standing == Attempt.Standing.RELEASED) {
      return;
    }
    String requestId = draft.base().requestId();
    boolean wanted =
        draft.now().isBefore(draft.base().deadline())
            && journal.repository().cancelRequestedBy(requestId).isEmpty();
    // What other parts are still being asked for, or have been promised, is not missing.
    int asked = draft.attempts().stream().filter(Attempt::isOpen).mapToInt(Attempt::count).sum();
    int count = Math.min(missing, draft.remainder() - asked - draft.promised());
    if (wanted && count > 0) {
      int number = draft.attempts().size() + 1;
      draft.intend(Attempts.intended(requestId, number, count, plan, draft.now()), plan.spec());
    }
  }
}
