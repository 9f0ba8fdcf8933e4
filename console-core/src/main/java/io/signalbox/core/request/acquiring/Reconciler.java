package io.signalbox.core.request.acquiring;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Absences;
import io.signalbox.core.request.journal.Journal;
import java.time.Instant;

/**
 * Finds out what a create of unknown outcome has done. It is never sent anywhere else:
 *
 * <ol>
 *   <li>the provider is asked for machines with the attempt's tags: all of them found settles it;
 *   <li>while the machines are still wanted and the provider answers, it is sent again to the same
 *       provider under the same key, not before its {@link Attempt#retryAt}; success settles it, a
 *       refusal of the repetition settles nothing;
 *   <li>nothing in a complete listing settles it as absent, but only {@link Absences#LISTING_LAG}
 *       after the last sending was over. A failed or partial listing settles nothing.
 * </ol>
 *
 * Thread-safe.
 */
public final class Reconciler {

  private final Journal journal;
  private final ProviderCalls calls;
  private final Attempts attempts;
  private final AttemptResults results;
  private final TimeSource time;

  public Reconciler(
      Journal journal,
      ProviderCalls calls,
      Attempts attempts,
      AttemptResults results,
      TimeSource time) {
    this.journal = journal;
    this.calls = calls;
    this.attempts = attempts;
    this.results = results;
    this.time = time;
  }

  /**
   * @param wanted whether its machines are still wanted: not cancelled, deadline not over
   * @return why it is still unknown; empty when it is settled
   */
  String reconcile(MachineRequest request, Attempt attempt, boolean wanted) {
    Listing listing = calls.ofAttempt(request, attempt);
    if (listing.instances().size() >= attempt.count()) {
      results.found(request, attempt, listing.instances());
      return "";
    }
    if (!listing.instances().isEmpty()) {
      journal.update(
          request.requestId(), draft -> draft.merge(attempt.provider(), listing.instances()));
    }
    if (listing instanceof Listing.Unanswered) {
      // Asking for machines that cannot even be listed would only make the caller wait longer.
      return why(attempt, "it cannot be found out: " + listing.problem());
    }
    Instant again = attempt.retryAt();
    if (wanted && again != null && time.now().isBefore(again)) {
      return why(attempt, "it is asked again under the same key at " + again);
    }
    if (wanted) {
      attempts.repeat(request, attempt);
      return isOpen(request, attempt) ? why(attempt, "asking again under the same key") : "";
    }
    if (!listing.problem().isEmpty()) {
      return why(attempt, "it cannot be found out: " + listing.problem());
    }
    if (lagIsOver(attempt)) {
      if (listing.instances().isEmpty()) {
        results.absent(request, attempt);
      } else {
        results.found(request, attempt, listing.instances());
      }
      return "";
    }
    return why(attempt, "listings may lag, so it is looked for until " + lagEnd(attempt));
  }

  private boolean isOpen(MachineRequest request, Attempt attempt) {
    return journal.require(request.requestId()).attempts().stream()
        .anyMatch(each -> each.number() == attempt.number() && each.isOpen());
  }

  private boolean lagIsOver(Attempt attempt) {
    return !time.now().isBefore(lagEnd(attempt));
  }

  private static Instant lagEnd(Attempt attempt) {
    Instant last = attempt.endedAt() == null ? attempt.startedAt() : attempt.endedAt();
    // A process that died while it sent may have sent up to the call's deadline.
    return last.plus(ProviderCalls.CREATE).plus(Absences.LISTING_LAG);
  }

  private static String why(Attempt attempt, String what) {
    return "Nobody knows yet what "
        + attempt.provider()
        + " made of "
        + attempt.key()
        + "; "
        + what;
  }
}
