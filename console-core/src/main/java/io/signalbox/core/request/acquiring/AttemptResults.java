package io.signalbox.core.request.acquiring;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.planning.Planner;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a create means, stored together with the intent of a further attempt where one
 * may follow. Thread-safe.
 *
 * <ul>
 *   <li>Accepted: all of it, a part, or with machines to come. What is still promised is asked for
 *       nowhere else until the provider takes it back.
 *   <li>Failed for sure: it made nothing. A failure that may have come after the launch was written
 *       is held against the provider's listing first.
 *   <li>Unknown: neither; see {@link Reconciler}.
 * </ul>
 */
public final class AttemptResults {

  private final Journal journal;
  private final ProviderCalls calls;
  private final FurtherAttempts further;
  private final Repetitions repetitions;

  public AttemptResults(
      Journal journal, ProviderCalls calls, FurtherAttempts further, Repetitions repetitions) {
    this.journal = journal;
    this.calls = calls;
    this.further = further;
    this.repetitions = repetitions;
  }

  /**
   * A create was answered with success: what has no name yet is to come, or is refused. An answer
   * that names machines of another request says nothing of what it made.
   */
  void answered(
      MachineRequest request,
      Attempt attempt,
      ProviderData.InstancesCreated created,
      String title) {
    String others = machinesOfOthers(request, attempt, created.instances());
    if (!others.isEmpty()) {
      repetitions.remainsUnknown(
          request,
          attempt,
          ProviderFailure.unknown("PROVIDER_ERROR", "The provider answered with " + others));
      return;
    }
    int missing = missing(attempt, created.instances());
    // No reason for fewer means that all were accepted, even if the answer does not say how many.
    int toCome = created.shortfalls().isEmpty() ? missing : Math.min(created.toCome(), missing);
    accepted(request, attempt, created, toCome, title);
  }

  private String machinesOfOthers(
      MachineRequest request, Attempt attempt, List<InstanceInfo> named) {
    Map<String, String> holders =
        journal.holdersBut(
            request.requestId(),
            attempt.provider(),
            named.stream().map(InstanceInfo::machineId).toList());
    return Words.few(
        named.stream()
            .map(InstanceInfo::machineId)
            .filter(holders::containsKey)
            .map(machineId -> machineId + ", a machine of " + holders.get(machineId))
            .toList());
  }

  /** Its machines were found by its tags; no others are to come. */
  void found(MachineRequest request, Attempt attempt, List<InstanceInfo> instances) {
    accepted(
        request,
        attempt,
        new ProviderData.InstancesCreated("", instances, List.of()),
        0,
        "Found by its tags");
  }

  private static int missing(Attempt attempt, List<InstanceInfo> named) {
    return Math.max(0, attempt.count() - named.size());
  }

  private void accepted(
      MachineRequest request,
      Attempt attempt,
      ProviderData.InstancesCreated created,
      int toCome,
      String title) {
    List<InstanceInfo> named = created.instances();
    int refused = missing(attempt, named) - toCome;
    List<ProviderFailure> shortfalls = created.shortfalls();
    Planner.@Nullable Plan next = refused > 0 ? further.plan(request, refused, shortfalls) : null;
    String resource = created.resourceId();
    journal.result(
        request.requestId(),
        draft -> {
          draft.merge(attempt.provider(), named);
          if (!isOpen(draft, attempt)) {
            return;
          }
          // A listing may have told of some before the answer to a repetition came.
          int known = Math.max(named.size(), draft.countOf(attempt));
          int still = Math.min(toCome, Math.max(0, attempt.count() - known));
          draft.change(
              attempt.number(),
              each ->
                  each.ended(
                      known + still == 0 ? Attempt.Outcome.FAILED : Attempt.Outcome.ACCEPTED,
                      resource,
                      still,
                      refused == 0 ? "" : code(shortfalls),
                      refused == 0 ? "" : message(shortfalls, refused, "not accepted"),
                      draft.now()));
          created.steps().forEach(step -> draft.note("step", true, "On the way", step));
          draft.note(
              "result",
              refused == 0,
              title + ": " + named.size() + " of " + Words.machines(attempt.count()),
              (still == 0 ? "" : still + " to come ")
                  + (resource.isEmpty() ? "" : "as " + resource));
          further.intend(draft, attempt, refused, next);
          settle(draft);
        });
  }

  /**
   * A complete listing says that machines of a launch will not come after all: they are asked for
   * elsewhere. False where it takes nothing back.
   */
  boolean takenBack(
      MachineRequest request, Attempt attempt, Listing.Complete listing, LaunchProgress progress) {
    int missing = takenBack(new Draft(request, request.updatedAt()), attempt, progress);
    List<ProviderFailure> shortfalls = progress.shortfalls();
    if (missing == 0) {
      waits(request, attempt, shortfalls);
      return false;
    }
    Planner.@Nullable Plan next =
        progress.elsewhere()
            ? further.planAgain(request, attempt.provider(), missing, shortfalls)
            : further.plan(request, missing, shortfalls);
    Draft stored =
        journal.update(
            request.requestId(),
            draft -> {
              draft.merge(attempt.provider(), listing.instances());
              int gone = takenBack(draft, attempt, progress);
              if (gone == 0) {
                return;
              }
              String why = message(shortfalls, gone, "will not come");
              draft.change(
                  attempt.number(),
                  each -> each.toCome(each.toCome() - gone, code(shortfalls), why, draft.now()));
              draft.note(
                  "result",
                  false,
                  Words.machines(gone) + " of " + attempt.resourceId() + " will not come",
                  why);
              further.intend(draft, attempt, gone, next);
              CompositionDecision.decide(draft, false);
            });
    return stored.attempts().size() > stored.base().attempts().size();
  }

  /** What keeps machines from coming that are still to come: told once, until it is another. */
  private void waits(MachineRequest request, Attempt attempt, List<ProviderFailure> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    String code = code(reasons);
    String why = message(reasons, attempt.toCome(), "to come");
    if (!attempt.code().equals(code) || !attempt.message().equals(why)) {
      journal.update(
          request.requestId(),
          draft -> {
            if (draft.attempt(attempt.number()).isPromised()) {
              draft.change(attempt.number(), each -> each.said(code, why));
              draft.note(
                  "result", false, attempt.provider() + " waits for " + attempt.resourceId(), why);
            }
          });
    }
  }

  /**
   * Machines that are still expected of a launch and were given up. Those that have names and are
   * not listed yet are not among them, nor what was taken back before.
   */
  private static int takenBack(Draft draft, Attempt attempt, LaunchProgress progress) {
    int expected = draft.attempt(attempt.number()).toCome();
    long known = draft.countOf(attempt);
    return Math.clamp(expected + known + progress.givenUp() - attempt.count(), 0, expected);
  }

  /** A create was refused, or nobody knows. */
  void failed(MachineRequest request, Attempt attempt, ProviderFailure failure) {
    if (!failure.outcomeKnown()) {
      repetitions.remainsUnknown(request, attempt, failure);
      return;
    }
    if (mayHaveLaunched(failure)) {
      List<InstanceInfo> made = calls.ofAttempt(request, attempt).instances();
      if (made.size() >= attempt.count()) {
        found(request, attempt, made);
        return;
      }
      if (!made.isEmpty()) {
        // It did launch, so what it says of its failure is not to be relied on.
        repetitions.remainsUnknown(request, attempt, failure);
        return;
      }
    }
    Planner.@Nullable Plan next = further.plan(request, attempt.count(), List.of(failure));
    if (!failure.wasSent() && next == null) {
      waitsItsTurn(request, attempt, failure);
      return;
    }
    journal.result(
        request.requestId(),
        draft -> {
          if (!isOpen(draft, attempt)) {
            return;
          }
          end(draft, attempt, Attempt.Outcome.FAILED, failure.code(), failure.message());
          draft.note(
              "result",
              false,
              attempt.provider() + " refused: " + failure.code(),
              failure.message());
          further.intend(draft, attempt, attempt.count(), next);
          settle(draft);
        });
  }

  /**
   * There was no place for the call on our side: what is accepted waits its turn until its
   * deadline. The row that says that it was sent says so instead, however often that happens.
   */
  private void waitsItsTurn(MachineRequest request, Attempt attempt, ProviderFailure failure) {
    String why = "Waits its turn at " + attempt.provider() + ": " + failure.message();
    journal.update(
        request.requestId(),
        draft -> {
          if (isOpen(draft, attempt)) {
            draft.change(attempt.number(), each -> each.putBack(why));
            draft.restate(
                sending(attempt),
                new TimelineEntry(draft.now(), "call", false, why, failure.code()));
          }
        });
  }

  /** What the one row about the sending of an attempt is known by. */
  static String sending(Attempt attempt) {
    return "sent-" + attempt.number();
  }

  /**
   * Whether a failure that calls itself certain may have come after the launch was written. A
   * refusal of the request itself, for want of room, or by throttling is decided before anything is
   * launched; what broke inside the provider may have broken afterwards.
   */
  private static boolean mayHaveLaunched(ProviderFailure failure) {
    return switch (failure.failureClass()) {
      case CAPACITY, REQUEST -> false;
      case TRANSIENT, PROVIDER -> !failure.throttled() && failure.wasSent();
    };
  }

  /** Proved absent: every sending is over, and a complete listing does not have it. */
  void absent(MachineRequest request, Attempt attempt) {
    Planner.@Nullable Plan next = further.plan(request, attempt.count(), List.of());
    journal.result(
        request.requestId(),
        draft -> {
          if (isOpen(draft, attempt)) {
            end(
                draft,
                attempt,
                Attempt.Outcome.ABSENT,
                draft.attempt(attempt.number()).code(),
                "The provider's complete listing shows that it made nothing");
            draft.note("result", false, attempt.key() + " made nothing", "by a complete listing");
            further.intend(draft, attempt, attempt.count(), next);
            settle(draft);
          }
        });
  }

  /** With the last outcome that was open, the state of the request is decided at once. */
  private void settle(Draft draft) {
    CompositionDecision.decide(draft, false);
    if (draft.attempts().stream().noneMatch(Attempt::isOpen)) {
      boolean cancelled =
          journal.repository().cancelRequestedBy(draft.base().requestId()).isPresent();
      Settlement.settle(draft, further.reconcileTimeout(), cancelled, "");
    }
  }

  /** Was intended and will not be sent: there is nothing to reconcile. */
  void notSent(Draft draft, Attempt attempt, String why) {
    end(draft, attempt, Attempt.Outcome.FAILED, "NOT_SENT", why);
    draft.note("result", false, attempt.key() + " was not sent", why);
  }

  private static void end(
      Draft draft, Attempt attempt, Attempt.Outcome outcome, String code, String message) {
    draft.change(attempt.number(), each -> each.ended(outcome, "", 0, code, message, draft.now()));
  }

  private static String code(List<ProviderFailure> shortfalls) {
    return shortfalls.isEmpty() ? "PARTIAL" : shortfalls.getFirst().code();
  }

  private static String message(List<ProviderFailure> shortfalls, int machines, String what) {
    return shortfalls.isEmpty()
        ? Words.machines(machines) + " " + what
        : shortfalls.getFirst().message();
  }

  private static boolean isOpen(Draft draft, Attempt attempt) {
    return draft.attempt(attempt.number()).isOpen();
  }
}
