package io.signalbox.core.request.acquiring;

import io.signalbox.core.background.Together;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.CompositionRules;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.planning.Planner;
import io.signalbox.core.routing.decisions.DecisionJson;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends creates. Each step is on disk before the next begins: the intent, that it is being sent
 * (from here on its outcome is unknown), its result together with the intent of a further attempt.
 * Whether it is still wanted is asked in the transaction right before each call. Thread-safe.
 */
public final class Attempts {

  private static final ProviderFailure SOMETHING_ELSE =
      ProviderFailure.unknown("PROVIDER_ERROR", "The provider answered with something else");

  private final Journal journal;
  private final ProviderCalls calls;
  private final AttemptResults results;
  private final Repetitions repetitions;

  public Attempts(
      Journal journal, ProviderCalls calls, AttemptResults results, Repetitions repetitions) {
    this.journal = journal;
    this.calls = calls;
    this.results = results;
    this.repetitions = repetitions;
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
      @Nullable CompositionRules rules) {
    return new Attempt(
        number,
        plan.provider(),
        count,
        requestId + "-" + number,
        plan.decision().reason(),
        DecisionJson.write(plan.decision().bounded()),
        Attempt.Outcome.INTENDED,
        "",
        0,
        "",
        "",
        0,
        null,
        now,
        null,
        standing,
        rules,
        plan.estimate());
  }

  /**
   * Sends an attempt that was only intended so far and stores what came of it; one that nobody
   * wants any more is stored as not sent.
   */
  void send(MachineRequest request, Attempt attempt) {
    calls.prepare(attempt.provider());
    Optional<Journal.Marked> marked =
        journal.sending(request, attempt, draft -> markSending(draft, attempt));
    if (marked.isEmpty()) {
      leaveOut(request, attempt);
      return;
    }
    call(request, attempt, marked.get());
  }

  /** Makes the call of an attempt that is marked as being sent, and stores what came of it. */
  void call(MachineRequest request, Attempt attempt, Journal.Marked marked) {
    switch (calls.create(request, attempt, marked.spec(), marked.at())) {
      case ProviderResult.Success(ProviderData.InstancesCreated created) ->
          results.answered(request, attempt, created, "Answered");
      case ProviderResult.Success other ->
          repetitions.remainsUnknown(request, attempt, SOMETHING_ELSE);
      case ProviderResult.Failure(ProviderFailure failure) ->
          results.failed(request, attempt, failure);
    }
  }

  /** Marks it as being sent: from here on its outcome is unknown. */
  static void markSending(Draft draft, Attempt attempt) {
    if (draft.state() == RequestState.PENDING) {
      draft.become(RequestState.IN_PROGRESS, "Asking " + attempt.provider());
    }
    draft.change(attempt.number(), each -> each.sentAt(draft.now()));
    draft.restate(
        AttemptResults.sending(attempt),
        new TimelineEntry(
            draft.now(),
            "call",
            true,
            "Sent to " + attempt.provider(),
            Words.machines(attempt.count()) + ", key " + attempt.key()));
  }

  /**
   * Sends an attempt of unknown outcome again, to the same provider under the same key. However
   * often that happens, the timeline has one row of it, which counts.
   */
  void repeat(MachineRequest request, Attempt attempt) {
    calls.prepare(attempt.provider());
    Optional<Journal.Marked> marked =
        journal.sending(
            request,
            attempt,
            draft -> {
              draft.change(attempt.number(), each -> each.sentAt(draft.now()));
              repetitions.tell(draft, attempt, "no answer yet");
            });
    if (marked.isEmpty()) {
      return;
    }
    switch (calls.create(request, attempt, marked.get().spec(), marked.get().at())) {
      case ProviderResult.Success(ProviderData.InstancesCreated created) ->
          results.answered(request, attempt, created, "Answered the repetition");
      case ProviderResult.Success other ->
          repetitions.remainsUnknown(request, attempt, SOMETHING_ELSE);
      // A refusal of the repetition says nothing about what the first sending has done.
      case ProviderResult.Failure(ProviderFailure failure) ->
          repetitions.remainsUnknown(request, attempt, failure);
    }
  }

  /** It was not to be sent any more: there is nothing to reconcile. */
  private void leaveOut(MachineRequest request, Attempt attempt) {
    journal.update(
        request.requestId(),
        draft -> {
          String why = notWanted(draft, attempt.number());
          boolean intended = draft.attempt(attempt.number()).outcome() == Attempt.Outcome.INTENDED;
          if (intended && !why.isEmpty()) {
            results.notSent(draft, attempt, why);
          }
        });
  }

  /** Why a create is not to be sent any more; empty while it is wanted. */
  private String notWanted(Draft draft, int number) {
    if (draft.isFinal()) {
      return "The request is " + draft.state().word() + " already";
    }
    if (draft.attempt(number).standing() == Attempt.Standing.RELEASED) {
      return "Another provider is used instead";
    }
    if (journal.repository().cancelRequestedBy(draft.base().requestId()).isPresent()) {
      return "Cancelled before it was sent";
    }
    return draft.now().isBefore(draft.base().deadline())
        ? ""
        : "The deadline passed before it could be sent";
  }

  /**
   * Sends the creates of a composition that asks all at once, at most so many at a time as it
   * allows, in their order. One that has waited its turn is not sent when it is no longer wanted.
   */
  void sendTogether(MachineRequest request, List<Attempt> together, int atOnce) {
    Queue<Attempt> waiting = new ConcurrentLinkedQueue<>(together);
    Runnable sender =
        () -> {
          for (Attempt next = waiting.poll(); next != null; next = waiting.poll()) {
            send(request, next);
          }
        };
    // To the end: what was sent is told before anything else is done.
    Together.run(Collections.nCopies(Math.min(Math.max(1, atOnce), together.size()), sender));
  }
}
