package io.signalbox.core.request.acquiring;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Attempts that are not answered: when each is sent again, and the one row that tells. */
public final class Repetitions {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Journal journal;

  public Repetitions(Journal journal) {
    this.journal = journal;
  }

  /** An attempt was sent, and nobody knows what came of it. */
  void remainsUnknown(MachineRequest request, Attempt attempt, ProviderFailure failure) {
    journal.update(
        request.requestId(),
        draft -> {
          if (!draft.attempt(attempt.number()).isOpen()) {
            return;
          }
          // The end time is when the last sending ended: from here the listing lag is counted.
          draft.change(
              attempt.number(),
              each ->
                  each.unanswered(
                      failure.code(), failure.message(), draft.now(), again(draft, each, failure)));
          String said = failure.code() + " " + failure.message();
          if (draft.attempt(attempt.number()).sendings() > 1) {
            tell(draft, attempt, said);
          } else {
            draft.note(
                "result",
                false,
                "No answer from " + attempt.provider() + ": the outcome is unknown",
                said);
          }
        });
  }

  /** When it may be sent again: twice as long after each sending, or when the provider says. */
  private static Instant again(Draft draft, Attempt attempt, ProviderFailure failure) {
    int doublings = Math.min(5, Math.max(0, attempt.sendings() - 1));
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    Duration own = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    Duration asked = failure.retryAfter();
    return draft.now().plus(asked != null && asked.compareTo(own) > 0 ? asked : own);
  }

  /** The one row of all repetitions of an attempt. */
  void tell(Draft draft, Attempt attempt, String said) {
    int times = draft.attempt(attempt.number()).sendings() - 1;
    draft.restate(
        "repeated-" + attempt.number(),
        new TimelineEntry(
            draft.now(),
            "call",
            false,
            "Sent again %s to %s under the same key"
                .formatted(times == 1 ? "once" : times + " times", attempt.provider()),
            "last at " + DateTimeFormatter.ISO_INSTANT.format(draft.now()) + ": " + said));
  }
}
