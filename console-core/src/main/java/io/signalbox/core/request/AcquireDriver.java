package io.signalbox.core.request;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.TimeSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves a request for machines as far as it goes without waiting. The caller holds its lease.
 * Thread-safe.
 */
final class AcquireDriver {

  private final Journal journal;
  private final ProviderCalls calls;
  private final Attempts attempts;
  private final Reconciler reconciler;
  private final Planner planner;
  private final TimeSource time;

  AcquireDriver(
      Journal journal,
      ProviderCalls calls,
      Attempts attempts,
      Reconciler reconciler,
      Planner planner,
      TimeSource time) {
    this.journal = journal;
    this.calls = calls;
    this.attempts = attempts;
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

  void drive(String requestId) {
    Progress progress = sendAndReconcile(requestId);
    String open = progress.open();
    MachineRequest request = journal.require(requestId);
    if (request.state().isFinal()) {
      return;
    }
    Map<String, ProviderCalls.Listing> listings = progress.sent() ? Map.of() : list(request, false);
    journal.update(
        requestId,
        draft -> {
          apply(draft, listings);
          boolean cancelled = cancelled(requestId);
          Settlement.settle(draft, planner.settings().reconcileTimeout(), cancelled, open);
          explainProblems(draft, listings);
        });
  }

  /** Looks once more for machines of a request that ended in doubt; new ones are released. */
  void watch(String requestId) {
    MachineRequest request = journal.require(requestId);
    Map<String, ProviderCalls.Listing> listings = list(request, true);
    boolean news =
        listings.entrySet().stream()
            .anyMatch(each ->
                each.getValue().instances().stream()
                    .anyMatch(info -> !knows(request, each.getKey(), info)));
    if (news) {
      journal.update(requestId, draft -> apply(draft, listings));
    }
  }

  /** Every attempt until one cannot be settled now. */
  private Progress sendAndReconcile(String requestId) {
    boolean sent = false;
    while (true) {
      MachineRequest request = journal.require(requestId);
      Attempt attempt = openAttempt(request);
      if (request.state().isFinal() || attempt == null) {
        return new Progress("", sent);
      }
      boolean cancelled = cancelled(requestId);
      boolean inTime = time.now().isBefore(request.deadline());
      if (attempt.outcome() == Attempt.Outcome.UNKNOWN) {
        String why = reconciler.reconcile(request, attempt, inTime && !cancelled);
        if (!why.isEmpty()) {
          return new Progress(why, sent);
        }
      } else if (cancelled) {
        attempts.notSent(request, attempt, "Cancelled before it was sent");
      } else if (!inTime) {
        attempts.notSent(request, attempt, "The deadline passed before it could be sent");
      } else {
        attempts.send(request, attempt);
        sent = true;
        Attempt open = openAttempt(journal.require(requestId));
        if (open != null && open.number() == attempt.number()) {
          return new Progress(
              "Nobody knows yet what " + open.provider() + " made of " + open.key(), true);
        }
      }
    }
  }

  private boolean cancelled(String requestId) {
    return journal.repository().cancelRequestedBy(requestId).isPresent();
  }

  private static @Nullable Attempt openAttempt(MachineRequest request) {
    return request.attempts().stream().filter(Draft::isOpen).findFirst().orElse(null);
  }

  /**
   * What each provider that may have machines of it says. Those never sent to are not asked, and
   * those that were asked about an unknown attempt just now only with {@code unknown}.
   */
  private Map<String, ProviderCalls.Listing> list(MachineRequest request, boolean unknown) {
    Set<String> asked = new LinkedHashSet<>();
    for (Attempt attempt : request.attempts()) {
      switch (attempt.outcome()) {
        case ACCEPTED, ABSENT -> asked.add(attempt.provider());
        case UNKNOWN -> {
          if (unknown) {
            asked.add(attempt.provider());
          }
        }
        case INTENDED, FAILED -> {}
      }
    }
    Map<String, ProviderCalls.Listing> listings = new LinkedHashMap<>();
    asked.forEach(provider -> listings.put(provider, calls.ofRequest(request, provider)));
    return listings;
  }

  private static void apply(Draft draft, Map<String, ProviderCalls.Listing> listings) {
    listings.forEach((provider, listing) -> {
      listing.instances().forEach(info -> draft.merge(provider, info));
      if (listing.complete()) {
        missing(draft, provider, listing);
      }
    });
  }

  /** Only a complete listing, and only after the lag it may have, says that a machine is gone. */
  static void missing(Draft draft, String provider, ProviderCalls.Listing listing) {
    Set<String> listed =
        listing.instances().stream().map(InstanceInfo::machineId).collect(Collectors.toSet());
    for (Machine machine : draft.machines()) {
      boolean old = machine.createdAt().plus(Reconciler.LISTING_LAG).isBefore(draft.now());
      if (machine.provider().equals(provider)
          && !machine.state().isGone()
          && !listed.contains(machine.machineId())
          && old) {
        draft.conclude(
            machine,
            MachineState.TERMINATED,
            provider + " no longer lists it in a complete listing");
      }
    }
  }

  private static void explainProblems(Draft draft, Map<String, ProviderCalls.Listing> listings) {
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
