package io.signalbox.core.request;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.TimeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
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
    Map<String, Listing> listings = progress.sent() ? Map.of() : list(request, false);
    journal.finish(
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
    Map<String, Listing> listings = list(request, true);
    boolean news =
        listings.entrySet().stream()
            .anyMatch(each ->
                each.getValue().instances().stream()
                    .anyMatch(info -> !knows(request, each.getKey(), info)));
    if (news) {
      journal.update(requestId, draft -> apply(draft, listings));
    }
  }

  /** Every attempt until none can be settled now. */
  private Progress sendAndReconcile(String requestId) {
    boolean sent = sendTogether(requestId);
    Set<Integer> looked = new HashSet<>();
    String open = "";
    while (true) {
      MachineRequest request = journal.require(requestId);
      Attempt attempt = openAttempt(request, looked);
      if (request.state().isFinal() || attempt == null) {
        return new Progress(open, sent);
      }
      boolean cancelled = cancelled(requestId);
      boolean inTime = time.now().isBefore(request.deadline());
      if (attempt.outcome() == Attempt.Outcome.UNKNOWN) {
        if (sent && attempt.contest() != null) {
          // Sent with the others just now: looked for when it is asked about again.
          looked.add(attempt.number());
          open = unanswered(attempt);
          continue;
        }
        boolean wanted = inTime && !cancelled && attempt.standing() != Attempt.Standing.LOST;
        String why = reconciler.reconcile(request, attempt, wanted);
        if (!why.isEmpty()) {
          looked.add(attempt.number());
          open = why;
          if (attempt.contest() == null) {
            return new Progress(why, sent);
          }
        }
      } else if (attempt.standing() == Attempt.Standing.LOST) {
        attempts.notSent(request, attempt, "Another provider is used instead");
      } else if (cancelled) {
        attempts.notSent(request, attempt, "Cancelled before it was sent");
      } else if (!inTime) {
        attempts.notSent(request, attempt, "The deadline passed before it could be sent");
      } else {
        attempts.send(request, attempt);
        sent = true;
        Attempt still = openAttempt(journal.require(requestId), looked);
        if (still != null && still.number() == attempt.number()) {
          if (attempt.contest() == null) {
            return new Progress(unanswered(still), true);
          }
          looked.add(still.number());
          open = unanswered(still);
        }
      }
    }
  }

  private static String unanswered(Attempt attempt) {
    return "Nobody knows yet what " + attempt.provider() + " made of " + attempt.key();
  }

  /**
   * Sends the creates of a composition that asks all at once, as many at a time as it allows; each
   * step of each is on disk before the next as with any other. False where there are none.
   */
  private boolean sendTogether(String requestId) {
    MachineRequest request = journal.require(requestId);
    List<Attempt> together =
        request.attempts().stream()
            .filter(each ->
                each.outcome() == Attempt.Outcome.INTENDED
                    && each.contest() != null
                    && !each.contest().inOrder())
            .toList();
    boolean wanted =
        !request.state().isFinal()
            && !cancelled(requestId)
            && time.now().isBefore(request.deadline());
    if (together.size() < 2 || !wanted) {
      return false;
    }
    Contest contest = java.util.Objects.requireNonNull(together.getFirst().contest());
    Semaphore places = new Semaphore(Math.max(1, contest.atOnce()));
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (Attempt attempt : together) {
      threads.add(
          Thread.startVirtualThread(() -> {
            places.acquireUninterruptibly();
            try {
              attempts.send(request, attempt);
            } catch (RuntimeException e) {
              failures.add(e);
            } finally {
              places.release();
            }
          }));
    }
    threads.forEach(AcquireDriver::join);
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return true;
  }

  /** To the end: what was sent is told before anything else is done. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean cancelled(String requestId) {
    return journal.repository().cancelRequestedBy(requestId).isPresent();
  }

  private static @Nullable Attempt openAttempt(MachineRequest request, Set<Integer> looked) {
    return request.attempts().stream()
        .filter(each -> Draft.isOpen(each) && !looked.contains(each.number()))
        .findFirst()
        .orElse(null);
  }

  /**
   * What each provider that may have machines of it says. Those never sent to are not asked, and
   * those that were asked about an unknown attempt just now only with {@code unknown}.
   */
  private Map<String, Listing> list(MachineRequest request, boolean unknown) {
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
    Map<String, Listing> listings = new LinkedHashMap<>();
    asked.forEach(provider -> listings.put(provider, calls.ofRequest(request, provider)));
    return listings;
  }

  private static void apply(Draft draft, Map<String, Listing> listings) {
    listings.forEach((provider, listing) -> {
      listing.instances().forEach(info -> draft.merge(provider, info));
      if (listing instanceof Listing.Complete complete) {
        missing(draft, provider, complete);
      }
    });
  }

  /** Only a complete listing, and only after the lag it may have, says that a machine is gone. */
  static void missing(Draft draft, String provider, Listing.Complete listing) {
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
