package io.signalbox.core.request.acquiring;

import io.signalbox.core.background.Together;
import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.CompositionRules;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.calling.Listings;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.planning.Planner;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves a request for machines as far as it goes without waiting. The caller holds its lease.
 * Thread-safe.
 */
public final class AcquireDriver {

  private final Journal journal;
  private final ProviderCalls calls;
  private final Attempts attempts;
  private final AttemptResults results;
  private final Reconciler reconciler;
  private final Planner planner;
  private final TimeSource time;

  public AcquireDriver(
      Journal journal,
      ProviderCalls calls,
      Attempts attempts,
      AttemptResults results,
      Reconciler reconciler,
      Planner planner,
      TimeSource time) {
    this.journal = journal;
    this.calls = calls;
    this.attempts = attempts;
    this.results = results;
    this.reconciler = reconciler;
    this.planner = planner;
    this.time = time;
  }

  /**
   * What was done about attempts.
   *
   * @param open why one has no outcome; empty when all have
   * @param sent a create was sent just now: its answer is news enough
   */
  private record Progress(String open, boolean sent) {}

  /**
   * @param source who lists what the request has where its outcomes are known
   */
  public void drive(String requestId, Listings source) {
    drive(requestId, source, Set.of());
  }

  /** Makes the call of the first attempt, which was marked with the acceptance, and goes on. */
  public void driveMarked(MachineRequest accepted, LaunchSpec spec) {
    Attempt first = accepted.attempts().getFirst();
    attempts.call(accepted, first, new Journal.Marked(spec, accepted.createdAt()));
    drive(accepted.requestId(), calls, Set.of(first.number()));
  }

  private void drive(String requestId, Listings source, Set<Integer> sentJustNow) {
    Progress progress = sendAndReconcile(requestId, sentJustNow);
    MachineRequest request = journal.require(requestId);
    if (request.state().isFinal() || journal.isFinished(requestId)) {
      return;
    }
    Map<String, Listing> listings = progress.sent() ? Map.of() : list(request, source);
    String open =
        takenBack(request, listings)
            ? sendAndReconcile(requestId, Set.of()).open()
            : progress.open();
    journal.finish(
        requestId,
        draft -> {
          apply(draft, listings);
          boolean cancelled = cancelled(requestId);
          Settlement.settle(draft, planner.settings().reconcileTimeout(), cancelled, open);
          explainProblems(draft, listings);
        });
  }

  /** Asks elsewhere for machines that a provider says will not come; whether it could. */
  private boolean takenBack(MachineRequest request, Map<String, Listing> listings) {
    boolean further = false;
    for (Attempt attempt : request.attempts()) {
      if (attempt.isPromised()
          && listings.get(attempt.provider()) instanceof Listing.Complete complete
          && complete.launches().get(attempt.resourceId()) instanceof LaunchProgress progress) {
        further |= results.takenBack(request, attempt, complete, progress);
      }
    }
    return further;
  }

  /**
   * Looks once more for machines of a request that ended in doubt: new ones are released, and
   * creates whose outcome nobody knew get one.
   */
  public void watch(String requestId) {
    MachineRequest request = journal.require(requestId);
    for (Attempt attempt : request.attempts()) {
      if (attempt.outcome() == Attempt.Outcome.UNKNOWN) {
        reconciler.reconcile(request, attempt, false);
      }
    }
    MachineRequest settled = journal.require(requestId);
    Map<String, Listing> listings = list(settled, calls);
    boolean news =
        listings.entrySet().stream()
            .anyMatch(each ->
                each.getValue().instances().stream()
                    .anyMatch(info -> !knows(settled, each.getKey(), info)));
    if (news && !journal.isFinished(requestId)) {
      journal.update(requestId, draft -> apply(draft, listings));
    }
  }

  /** Every attempt until none can be settled now. */
  private Progress sendAndReconcile(String requestId, Set<Integer> sentJustNow) {
    boolean sent = !sentJustNow.isEmpty() || sendTogether(requestId);
    Set<Integer> looked = new HashSet<>();
    String open = "";
    while (true) {
      MachineRequest request = journal.require(requestId);
      Attempt attempt = openAttempt(request, looked);
      if (request.state().isFinal() || attempt == null) {
        return new Progress(open, sent);
      }
      boolean alone = attempt.rules() == null;
      String why;
      if (attempt.outcome() == Attempt.Outcome.INTENDED) {
        attempts.send(request, attempt);
        Attempt after = journal.require(requestId).attempts().get(attempt.number() - 1);
        sent |= after.sendings() > 0;
        why = after.isOpen() ? unanswered(after) : "";
      } else if (sentJustNow.contains(attempt.number()) || (sent && !alone)) {
        // Sent with the others just now: looked for when it is asked about again.
        why = unanswered(attempt);
      } else {
        why = reconciler.reconcile(request, attempt, isWanted(request, attempt));
      }
      if (!why.isEmpty()) {
        looked.add(attempt.number());
        open = why;
        if (alone) {
          return new Progress(open, sent);
        }
      }
    }
  }

  private boolean isWanted(MachineRequest request, Attempt attempt) {
    return time.now().isBefore(request.deadline())
        && attempt.standing() != Attempt.Standing.RELEASED
        && !cancelled(request.requestId());
  }

  private static String unanswered(Attempt attempt) {
    return attempt.outcome() == Attempt.Outcome.INTENDED
        ? attempt.message()
        : "Nobody knows yet what " + attempt.provider() + " made of " + attempt.key();
  }

  /** The creates of a composition that asks all at once; false where there are none. */
  private boolean sendTogether(String requestId) {
    MachineRequest request = journal.require(requestId);
    List<Attempt> together =
        request.attempts().stream()
            .filter(each -> each.outcome() == Attempt.Outcome.INTENDED)
            .filter(each -> each.rules() instanceof CompositionRules rules && !rules.inOrder())
            .toList();
    if (together.size() < 2 || !(together.getFirst().rules() instanceof CompositionRules rules)) {
      return false;
    }
    attempts.sendTogether(request, together, rules.atOnce());
    return journal.require(requestId).attempts().stream().anyMatch(each -> each.sendings() > 0);
  }

  private boolean cancelled(String requestId) {
    return journal.repository().cancelRequestedBy(requestId).isPresent();
  }

  private static @Nullable Attempt openAttempt(MachineRequest request, Set<Integer> looked) {
    return request.attempts().stream()
        .filter(each -> each.isOpen() && !looked.contains(each.number()))
        .findFirst()
        .orElse(null);
  }

  /**
   * What each provider says that has or may have machines of it, all asked at the same time: one
   * that is slow holds up no other's machines. Where an outcome is unknown that is asked by the
   * attempt.
   */
  private static Map<String, Listing> list(MachineRequest request, Listings source) {
    List<String> asked =
        request.attempts().stream()
            .filter(each ->
                each.outcome() == Attempt.Outcome.ACCEPTED
                    || each.outcome() == Attempt.Outcome.ABSENT)
            .map(Attempt::provider)
            .distinct()
            .toList();
    Map<String, Listing> answered = new ConcurrentHashMap<>();
    Together.run(
        asked.stream()
            .<Runnable>map(
                provider -> () -> answered.put(provider, source.ofRequest(request, provider)))
            .toList());
    // Taken in the order of the attempts, whoever answered first.
    Map<String, Listing> listings = new LinkedHashMap<>();
    for (String provider : asked) {
      listings.put(provider, Objects.requireNonNull(answered.get(provider)));
    }
    return listings;
  }

  private void apply(Draft draft, Map<String, Listing> listings) {
    listings.forEach((provider, listing) -> {
      draft.merge(provider, listing.instances());
      if (listing instanceof Listing.Complete complete) {
        journal.absences().conclude(draft, provider, complete);
      }
    });
  }

  private static void explainProblems(Draft draft, Map<String, Listing> listings) {
    if (!draft.isFinal()) {
      listings.forEach((provider, listing) -> {
        if (!listing.problem().isEmpty()) {
          draft.explain(
              draft.request().message() + "; " + provider + " cannot tell: " + listing.problem());
        }
      });
    }
  }

  private static boolean knows(MachineRequest request, String provider, InstanceInfo info) {
    return request.machines().stream()
        .anyMatch(machine ->
            machine.provider().equals(provider) && machine.machineId().equals(info.machineId()));
  }
}
