package io.signalbox.core.request;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.decisions.DecisionJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends creates and stores what came of them. Each step is on disk before the next begins: the
 * intent, that it is being sent (from here on its outcome is unknown), its result together with the
 * intent of a further attempt. Thread-safe.
 */
final class Attempts {

  private final Journal journal;
  private final ProviderCalls calls;
  private final Planner planner;

  Attempts(Journal journal, ProviderCalls calls, Planner planner) {
    this.journal = journal;
    this.calls = calls;
    this.planner = planner;
  }

  /** A new attempt; its key is the same in every process and for every repetition. */
  static Attempt intended(String requestId, int number, int count, Planner.Plan plan, Instant now) {
    return intended(requestId, number, count, plan, now, Attempt.Standing.SOLE, null);
  }

  /** One of several creates of a composition. */
  static Attempt intended(
      String requestId,
      int number,
      int count,
      Planner.Plan plan,
      Instant now,
      Attempt.Standing standing,
      @Nullable Contest contest) {
    return new Attempt(
        number,
        plan.provider(),
        count,
        requestId + "-" + number,
        plan.decision().reason(),
        DecisionJson.write(plan.decision()),
        Attempt.Outcome.INTENDED,
        "",
        "",
        "",
        now,
        null,
        standing,
        contest);
  }

  /** Sends an attempt that was only intended so far, if it is still to be sent. */
  void send(MachineRequest request, Attempt attempt) {
    Optional<LaunchSpec> spec =
        journal.sending(
            request,
            attempt,
            draft -> {
              if (draft.state() == RequestState.PENDING) {
                draft.become(RequestState.IN_PROGRESS, "Asking " + attempt.provider());
              }
              markSending(draft, attempt, "Sent to " + attempt.provider());
            });
    if (spec.isEmpty()) {
      return;
    }
    ProviderResult result = calls.create(request, attempt, spec.get());
    switch (result) {
      case ProviderResult.Success success -> record(request, attempt, success, "Answered");
      case ProviderResult.Failure(ProviderFailure failure) -> failed(request, attempt, failure);
    }
  }

  /** Sends an attempt of unknown outcome again, to the same provider under the same key. */
  void repeat(MachineRequest request, Attempt attempt) {
    Optional<LaunchSpec> spec =
        journal.sending(
            request,
            attempt,
            draft ->
                markSending(
                    draft, attempt, "Sent again to " + attempt.provider() + " under the same key"));
    if (spec.isEmpty()) {
      return;
    }
    ProviderResult result = calls.create(request, attempt, spec.get());
    switch (result) {
      case ProviderResult.Success success ->
          record(request, attempt, success, "Answered the repetition");
      // A refusal of the repetition says nothing about what the first sending has done.
      case ProviderResult.Failure(ProviderFailure failure) ->
          remainsUnknown(request, attempt, failure);
    }
  }

  private static void markSending(Draft draft, Attempt attempt, String title) {
    draft.change(
        attempt.number(),
        each -> each.ended(Attempt.Outcome.UNKNOWN, "", "", "No answer yet", draft.now()));
    draft.note("call", true, title, Words.machines(attempt.count()) + ", key " + attempt.key());
  }

  private void record(
      MachineRequest request, Attempt attempt, ProviderResult.Success success, String title) {
    if (success.data() instanceof ProviderData.InstancesCreated created) {
      accepted(
          request, attempt, created.instances(), created.resourceId(), created.shortfalls(), title);
    } else {
      remainsUnknown(
          request,
          attempt,
          ProviderFailure.unknown("PROVIDER_ERROR", "The provider answered with something else"));
    }
  }

  /** Stores what an attempt got, and with it the intent of a further one where that may follow. */
  void accepted(
      MachineRequest request,
      Attempt attempt,
      List<InstanceInfo> instances,
      String resourceId,
      List<ProviderFailure> shortfalls,
      String title) {
    int missing = Math.max(0, attempt.count() - instances.size());
    boolean elsewhere = missing > 0 && shortfalls.stream().noneMatch(Attempts::isOurFault);
    Planner.@Nullable Plan next = elsewhere ? next(request, missing) : null;
    journal.update(
        request.requestId(),
        draft -> {
          instances.forEach(info -> draft.merge(attempt.provider(), info));
          if (!isOpen(draft, attempt)) {
            return;
          }
          ProviderFailure why = shortfalls.isEmpty() ? null : shortfalls.getFirst();
          draft.change(
              attempt.number(),
              each ->
                  each.ended(
                      instances.isEmpty() ? Attempt.Outcome.FAILED : Attempt.Outcome.ACCEPTED,
                      resourceId,
                      missing == 0 ? "" : why == null ? "PARTIAL" : why.code(),
                      missing == 0
                          ? ""
                          : why == null ? Words.machines(missing) + " not accepted" : why.message(),
                      draft.now()));
          draft.note(
              "result",
              missing == 0,
              title + ": " + instances.size() + " of " + Words.machines(attempt.count()),
              resourceId.isEmpty() ? "" : "as " + resourceId);
          goOn(draft, attempt, missing, next);
          Contests.decide(draft);
        });
  }

  private void failed(MachineRequest request, Attempt attempt, ProviderFailure failure) {
    if (!failure.outcomeKnown()) {
      remainsUnknown(request, attempt, failure);
      return;
    }
    Planner.@Nullable Plan next = isOurFault(failure) ? null : next(request, attempt.count());
    journal.update(
        request.requestId(),
        draft -> {
          if (!isOpen(draft, attempt)) {
            return;
          }
          draft.change(
              attempt.number(),
              each ->
                  each.ended(
                      Attempt.Outcome.FAILED, "", failure.code(), failure.message(), draft.now()));
          draft.note(
              "result",
              false,
              attempt.provider() + " refused: " + failure.code(),
              failure.message());
          goOn(draft, attempt, attempt.count(), next);
          Contests.decide(draft);
        });
  }

  private void remainsUnknown(MachineRequest request, Attempt attempt, ProviderFailure failure) {
    journal.update(
        request.requestId(),
        draft -> {
          if (!isOpen(draft, attempt)) {
            return;
          }
          // The end time is when the last sending ended: from here the listing lag is counted.
          draft.change(
              attempt.number(),
              each ->
                  each.ended(
                      Attempt.Outcome.UNKNOWN, "", failure.code(), failure.message(), draft.now()));
          draft.note(
              "result",
              false,
              "No answer from " + attempt.provider() + ": the outcome is unknown",
              failure.code() + " " + failure.message());
        });
  }

  /** Proved absent: every sending is over, and a complete listing does not have it. */
  void absent(MachineRequest request, Attempt attempt) {
    Planner.@Nullable Plan next = next(request, attempt.count());
    journal.update(
        request.requestId(),
        draft -> {
          if (isOpen(draft, attempt)) {
            draft.change(
                attempt.number(),
                each ->
                    each.ended(
                        Attempt.Outcome.ABSENT,
                        "",
                        each.code(),
                        "The provider's complete listing shows that it made nothing",
                        draft.now()));
            draft.note("result", false, attempt.key() + " made nothing", "by a complete listing");
            goOn(draft, attempt, attempt.count(), next);
            Contests.decide(draft);
          }
        });
  }

  /** Was intended and will not be sent: there is nothing to reconcile. */
  void notSent(MachineRequest request, Attempt attempt, String why) {
    journal.update(
        request.requestId(),
        draft -> {
          draft.change(
              attempt.number(),
              each -> each.ended(Attempt.Outcome.FAILED, "", "NOT_SENT", why, draft.now()));
          draft.note("result", false, attempt.key() + " was not sent", why);
        });
  }

  private Planner.@Nullable Plan next(MachineRequest request, int count) {
    MachineRequest now = journal.require(request.requestId());
    return planner.remainder(now, now.attempts(), count).orElse(null);
  }

  /** Goes on elsewhere with what is missing; a rival's others have been asked already. */
  private void goOn(Draft draft, Attempt attempt, int missing, Planner.@Nullable Plan next) {
    boolean contested =
        attempt.standing() == Attempt.Standing.RIVAL || attempt.standing() == Attempt.Standing.LOST;
    if (contested) {
      return;
    }
    String requestId = draft.base().requestId();
    boolean wanted =
        draft.now().isBefore(draft.base().deadline())
            && journal.repository().cancelRequestedBy(requestId).isEmpty();
    // What other parts are still being asked for is not missing.
    int asked = draft.attempts().stream().filter(Draft::isOpen).mapToInt(Attempt::count).sum();
    int count = Math.min(missing, draft.remainder() - asked);
    if (next != null && wanted && count > 0 && !draft.isFinal()) {
      int number = draft.attempts().size() + 1;
      draft.intend(intended(requestId, number, count, next, draft.now()), next.spec());
    }
  }

  private static boolean isOurFault(ProviderFailure failure) {
    return failure.failureClass() == FailureClass.REQUEST;
  }

  private static boolean isOpen(Draft draft, Attempt attempt) {
    return draft.attempts().stream()
        .anyMatch(each -> each.number() == attempt.number() && Draft.isOpen(each));
  }
}
