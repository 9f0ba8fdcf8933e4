package io.signalbox.core.request.driving;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.acquiring.AcquireDriver;
import io.signalbox.core.request.acquiring.Submitter;
import io.signalbox.core.request.calling.Listings;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.calling.SharedListings;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.journal.Leases;
import io.signalbox.core.request.returning.ReturnDriver;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves requests under their leases: one that is looked at, with the returns of its machines, or
 * all that are open. Thread-safe.
 */
public final class RequestDriver {

  private static final Logger LOG = LoggerFactory.getLogger(RequestDriver.class);

  private final Journal journal;
  private final Leases leases;
  private final AcquireDriver acquire;
  private final ReturnDriver giveBack;
  private final ProviderCalls calls;
  private final Workers workers;
  private final TimeSource time;
  // For beginDue and driveWhenDue; a request that is driven by name alone never waits.
  private final Schedule schedule;

  public RequestDriver(
      Journal journal,
      Leases leases,
      AcquireDriver acquire,
      ReturnDriver giveBack,
      ProviderCalls calls,
      Workers workers,
      Schedule schedule,
      TimeSource time) {
    this.journal = journal;
    this.leases = leases;
    this.acquire = acquire;
    this.giveBack = giveBack;
    this.calls = calls;
    this.workers = workers;
    this.schedule = schedule;
    this.time = time;
  }

  /**
   * Moves a request if nobody else does, and the returns of its machines, since a script may never
   * look at those by name. It is accepted and on disk, whatever fails from here on.
   *
   * @return why it stays as it is for now; null when nothing failed
   */
  public @Nullable SignalboxException driveAccepted(MachineRequest accepted) {
    return quietly(
        accepted.requestId(), () -> driveWithReturns(journal.require(accepted.requestId()), calls));
  }

  private void driveWithReturns(MachineRequest read, Listings listings) {
    underClaim(leases.claim(read), () -> move(read, listings));
    driveReturns(read);
  }

  /**
   * Begins to move several requests, each as {@link #driveAccepted} does; one listing answers those
   * that ask the same.
   *
   * @param whenDue whether to leave those as they are that were looked at a moment ago
   */
  List<Look> beginTogether(List<MachineRequest> requests, boolean whenDue) {
    Instant now = time.now();
    Set<String> due =
        whenDue
            ? schedule.due(
                requests.stream().map(MachineRequest::requestId).collect(Collectors.toSet()), now)
            : Set.of();
    List<MachineRequest> round =
        whenDue
            ? requests.stream()
                .filter(each -> due.contains(each.requestId()) && schedule.begin(each, now))
                .toList()
            : requests;
    Listings listings = new SharedListings(calls, round);
    Map<String, Look> begun = new HashMap<>();
    for (MachineRequest each : round) {
      AtomicReference<MachineRequest> after = new AtomicReference<>(each);
      AtomicReference<@Nullable SignalboxException> problem = new AtomicReference<>();
      Runnable work =
          () -> {
            problem.set(quietly(each.requestId(), () -> driveWithReturns(each, listings)));
            if (whenDue) {
              after.set(journal.require(each.requestId()));
            }
          };
      CompletableFuture<Void> task =
          workers.start(
              each.traceId(),
              work,
              () -> {
                if (whenDue) {
                  ended(each, after.get());
                }
              });
      begun.put(each.requestId(), new Look(each, task, problem));
    }
    return requests.stream()
        .map(each -> begun.getOrDefault(each.requestId(), Look.none(each, null)))
        .toList();
  }

  /** As {@link #driveAccepted}, for one this thread has just stored and claimed. */
  public void driveFresh(Leases.Claim claim, Submitter.Accepted accepted) {
    MachineRequest request = accepted.request();
    LaunchSpec marked = accepted.marked();
    quietly(
        request.requestId(),
        () -> {
          underClaim(
              claim,
              () -> {
                if (marked == null) {
                  move(request, calls);
                } else if (claim.inTime()) {
                  acquire.driveMarked(request, marked);
                }
              });
          driveReturns(request);
        });
  }

  private void move(MachineRequest request, Listings listings) {
    String requestId = request.requestId();
    if (request.state().isFinal()) {
      if (journal.repository().watchedRequests(time.now()).contains(requestId)) {
        acquire.watch(requestId);
      }
      return;
    }
    switch (request.kind()) {
      case ACQUIRE -> acquire.drive(requestId, listings);
      case RETURN -> giveBack.drive(requestId, listings);
    }
  }

  private void driveReturns(MachineRequest request) {
    if (request.kind() == RequestKind.ACQUIRE) {
      journal.require(request.requestId()).machines().stream()
          .filter(machine -> !machine.state().isGone())
          .map(Machine::returnId)
          .filter(Objects::nonNull)
          .distinct()
          .flatMap(returnId -> journal.repository().find(returnId).stream())
          .toList()
          .forEach(each -> underClaim(leases.claim(each), () -> move(each, calls)));
    }
  }

  /** Begins a look at every request that is due; waits for none. */
  public void beginDue() {
    Instant now = time.now();
    Set<String> open = new LinkedHashSet<>(journal.repository().openRequests());
    open.addAll(journal.repository().watchedRequests(now));
    schedule.keepOnly(open);
    // All are read before any is begun: what is begun is ended by its look alone. And before
    // anything is listed, so that no listing is older than what it is compared with.
    List<MachineRequest> due =
        schedule.due(open, now).stream()
            .flatMap(requestId -> journal.repository().find(requestId).stream())
            .toList();
    List<MachineRequest> round =
        due.stream().filter(request -> schedule.begin(request, now)).toList();
    Listings listings = new SharedListings(calls, round);
    round.forEach(request -> {
      AtomicReference<MachineRequest> after = new AtomicReference<>(request);
      workers.start(
          request.traceId(),
          () -> look(request, after, listings),
          () -> ended(request, after.get()));
    });
  }

  private void look(MachineRequest seen, AtomicReference<MachineRequest> after, Listings listings) {
    quietly(
        seen.requestId(),
        () -> {
          underClaim(leases.claim(seen), () -> move(seen, listings));
          after.set(journal.require(seen.requestId()));
        });
  }

  private void ended(MachineRequest seen, MachineRequest after) {
    Instant notBefore = calls.pauses().until(after.providers());
    schedule.ended(seen, after, time.now(), notBefore);
  }

  /** Null when the work did not fail. */
  private static @Nullable SignalboxException quietly(String requestId, Runnable work) {
    try {
      work.run();
      return null;
    } catch (SignalboxException e) {
      // Its message may name who holds a provider, and his reason; the request keeps it.
      LOG.warn("{} stays as it is for now: {}", requestId, e.code());
      return e;
    } catch (RuntimeException e) {
      LOG.error("{} stays as it is for now", requestId, e);
      return new SignalboxException(
          ErrorCode.INTERNAL_ERROR, "It stays as it is for now: " + e + "; the log says more", e);
    }
  }

  /** Null, where somebody else works on it, does nothing. */
  private static void underClaim(Leases.@Nullable Claim claim, Runnable work) {
    if (claim == null) {
      return;
    }
    try (claim) {
      work.run();
    } catch (Journal.Superseded e) {
      LOG.info("{}", e.getMessage());
    }
  }
}
