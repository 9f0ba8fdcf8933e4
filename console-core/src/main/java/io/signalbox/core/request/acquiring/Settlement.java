package io.signalbox.core.request.acquiring;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.journal.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides the state of a request for machines from its attempts and machines alone, so that every
 * process comes to the same. Stateless.
 *
 * <ul>
 *   <li>all machines running: complete;
 *   <li>nothing more can come: partial if some run, else failed;
 *   <li>machines that a provider has accepted and not named yet can come until the deadline;
 *   <li>past the deadline: partial if some run, else timeout, and what does not run is released;
 *       but while a create has no known outcome the request stays open until the reconcile timeout;
 *   <li>cancelled: as soon as every outcome is known, with everything launched released.
 * </ul>
 */
public final class Settlement {

  private Settlement() {}

  /**
   * @param reconcileTimeout from the request's creation
   * @param open why an open attempt has no outcome; empty if there is none to tell
   */
  public static void settle(
      Draft draft, Duration reconcileTimeout, boolean cancelled, String open) {
    if (draft.isFinal()) {
      return;
    }
    Instant now = draft.now();
    boolean reconcileOver = !now.isBefore(draft.base().createdAt().plus(reconcileTimeout));
    boolean deadlineOver = !now.isBefore(draft.base().deadline());
    boolean last = reconcileOver || (!unreconciled(draft) && (cancelled || deadlineOver));
    CompositionDecision.decide(draft, last);
    if (CompositionDecision.isPending(draft)) {
      wait(draft, 0, open.isEmpty() ? "Waiting for the other providers asked" : open);
      return;
    }
    boolean unreconciled = unreconciled(draft);
    long running = running(draft);
    long coming =
        draft.own().filter(Settlement::isComing).count()
            + Math.min(draft.promised(), draft.remainder());
    if (unreconciled && !reconcileOver) {
      wait(draft, running, open);
    } else if (cancelled) {
      finish(draft, RequestState.CANCELLED, "Cancelled; " + sum(draft), true);
    } else if (running >= draft.base().requested()) {
      finish(draft, RequestState.COMPLETE, sum(draft), false);
    } else if (unreconciled || (coming > 0 && deadlineOver)) {
      RequestState end = running > 0 ? RequestState.PARTIAL : RequestState.TIMEOUT;
      finish(draft, end, sum(draft) + " at the deadline" + reasons(draft), false);
    } else if (coming == 0) {
      RequestState end = running > 0 ? RequestState.PARTIAL : RequestState.FAILED;
      finish(draft, end, sum(draft) + reasons(draft), false);
    } else {
      wait(draft, running, open.isEmpty() ? sum(draft) + promises(draft) : open);
    }
  }

  /** What a released attempt may still make is watched and released, whatever becomes of this. */
  private static boolean unreconciled(Draft draft) {
    return draft.attempts().stream()
        .anyMatch(each -> each.isOpen() && each.standing() != Attempt.Standing.RELEASED);
  }

  private static void wait(Draft draft, long running, String why) {
    RequestState next =
        running > 0 || draft.state() == RequestState.PARTIAL_PENDING
            ? RequestState.PARTIAL_PENDING
            : RequestState.ACQUIRING;
    draft.become(next, why);
  }

  /** Ends it; machines that will not be used, all of them or those not running, are released. */
  private static void finish(Draft draft, RequestState end, String why, boolean releaseAll) {
    draft.become(end, why);
    draft
        .own()
        .filter(machine -> releaseAll || machine.state() != MachineState.RUNNING)
        .toList()
        .forEach(machine ->
            draft.release(
                machine, releaseAll ? "the request was cancelled" : "not running in time"));
  }

  private static long running(Draft draft) {
    return draft.own().filter(machine -> machine.state() == MachineState.RUNNING).count();
  }

  /** May still run: UNKNOWN is never treated as gone. */
  private static boolean isComing(Machine machine) {
    return switch (machine.state()) {
      case PENDING, LAUNCHING, UNKNOWN -> true;
      case RUNNING, STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED, RETURNED, FAILED -> false;
    };
  }

  /** Machines and, where they differ, capacity units, each counted for itself. */
  private static String sum(Draft draft) {
    long running = running(draft);
    long units =
        draft
            .own()
            .filter(machine -> machine.state() == MachineState.RUNNING)
            .mapToLong(Machine::units)
            .sum();
    String weighted = units == running ? "" : " (" + units + " capacity units)";
    return running + " of " + Words.machines(draft.base().requested()) + " running" + weighted;
  }

  /** Who has accepted machines that are still to come. */
  private static String promises(Draft draft) {
    List<String> promises =
        draft.attempts().stream()
            .filter(each -> each.isPromised() && each.standing() != Attempt.Standing.RELEASED)
            .map(Settlement::promise)
            .toList();
    return promises.isEmpty() ? "" : "; " + Words.few(promises);
  }

  private static String promise(Attempt attempt) {
    return Words.machines(attempt.toCome())
        + " to come from "
        + attempt.provider()
        + (attempt.resourceId().isEmpty() ? "" : " as " + attempt.resourceId());
  }

  private static String reasons(Draft draft) {
    List<String> reasons = new ArrayList<>();
    for (Attempt attempt : draft.attempts()) {
      if (attempt.isPromised() && attempt.standing() != Attempt.Standing.RELEASED) {
        reasons.add(promise(attempt));
      }
      if (!attempt.code().isEmpty()) {
        reasons.add(attempt.provider() + ": " + attempt.code() + " " + attempt.message());
      }
    }
    draft
        .own()
        .filter(machine -> machine.state() != MachineState.RUNNING)
        .forEach(machine ->
            reasons.add(
                machine.machineId()
                    + " is "
                    + machine.state().word()
                    + (machine.reason().isEmpty() ? "" : ": " + machine.reason())));
    return reasons.isEmpty() ? "" : ". " + Words.few(reasons);
  }
}
