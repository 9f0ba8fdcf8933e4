package io.signalbox.core.request;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves requests under their leases: one that is looked at, with the returns of its machines, or
 * all that are open. Thread-safe.
 */
final class RequestDriver {

  private static final Logger LOG = LoggerFactory.getLogger(RequestDriver.class);

  private static final Duration POLL_YOUNG = Duration.ofSeconds(1);
  private static final Duration POLL_OLD = Duration.ofSeconds(5);
  private static final Duration YOUNG = Duration.ofMinutes(1);
  private static final Duration POLL_WATCHED = Duration.ofSeconds(30);
  private static final int DRIVEN_AT_ONCE = 16;

  private final Journal journal;
  private final Leases leases;
  private final AcquireDriver acquire;
  private final ReturnDriver giveBack;
  private final TimeSource time;
  // When driveOpen looks at a request again; a request that is looked at by name never waits.
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  RequestDriver(
      Journal journal,
      Leases leases,
      AcquireDriver acquire,
      ReturnDriver giveBack,
      TimeSource time) {
    this.journal = journal;
    this.leases = leases;
    this.acquire = acquire;
    this.giveBack = giveBack;
    this.time = time;
  }

  /**
   * Moves a request if nobody else does, and the returns of its machines, since a script may never
   * look at those by name; tells how it stands on disk in any case.
   */
  MachineRequest drive(String requestId) {
    MachineRequest before = journal.require(requestId);
    try {
      underClaim(leases.claim(before), () -> move(before));
      return withReturns(before);
    } catch (SignalboxException e) {
      if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
        throw e;
      }
      // It is on disk; that the next step could not be stored does not undo that.
      LOG.warn("{} stays as it is for now: {}", requestId, e.getMessage());
      return before;
    }
  }

  /** As {@link #drive}, for one whose acceptance is to be answered whatever fails from here on. */
  void driveAccepted(MachineRequest accepted) {
    quietly(accepted.requestId(), () -> drive(accepted.requestId()));
  }

  /** As {@link #driveAccepted}, for one this thread has just stored and claimed. */
  void driveFresh(Leases.Claim claim, MachineRequest accepted) {
    quietly(
        accepted.requestId(),
        () -> {
          underClaim(claim, () -> move(accepted));
          withReturns(accepted);
        });
  }

  private MachineRequest withReturns(MachineRequest before) {
    MachineRequest after = journal.require(before.requestId());
    return before.kind() == RequestKind.ACQUIRE && driveReturns(after)
        ? journal.require(before.requestId())
        : after;
  }

  private void move(MachineRequest request) {
    String requestId = request.requestId();
    if (request.state().isFinal()) {
      if (journal.repository().watchedRequests(time.now()).contains(requestId)) {
        acquire.watch(requestId);
      }
      return;
    }
    switch (request.kind()) {
      case ACQUIRE -> acquire.drive(requestId);
      case RETURN -> giveBack.drive(requestId);
    }
  }

  private boolean driveReturns(MachineRequest request) {
    List<MachineRequest> returns =
        request.machines().stream()
            .filter(machine -> !machine.state().isGone())
            .map(Machine::returnId)
            .filter(Objects::nonNull)
            .distinct()
            .flatMap(returnId -> journal.repository().find(returnId).stream())
            .toList();
    returns.forEach(each -> underClaim(leases.claim(each), () -> move(each)));
    return !returns.isEmpty();
  }

  /** Moves every open request that is due, and looks at those that ended in doubt. */
  void driveOpen() {
    Instant now = time.now();
    List<Runnable> work = new ArrayList<>();
    for (String requestId : journal.repository().openRequests()) {
      if (isDue(requestId, now)) {
        work.add(() -> quietly(requestId, () -> driveDue(requestId)));
      }
    }
    for (String requestId : journal.repository().watchedRequests(now)) {
      if (isDue(requestId, now)) {
        due.put(requestId, now.plus(POLL_WATCHED));
        work.add(() -> quietly(requestId, () -> drive(requestId)));
      }
    }
    due.values().removeIf(at -> at.plus(POLL_WATCHED).isBefore(now));
    runAll(work);
  }

  private boolean isDue(String requestId, Instant now) {
    Instant at = due.get(requestId);
    return at == null || !now.isBefore(at);
  }

  private void driveDue(String requestId) {
    MachineRequest after = drive(requestId);
    Instant now = time.now();
    boolean young = after.createdAt().plus(YOUNG).isAfter(now);
    due.put(requestId, now.plus(young ? POLL_YOUNG : POLL_OLD));
  }

  /** One slow provider must not hold up the requests of the others. */
  private static void runAll(List<Runnable> work) {
    if (work.size() == 1) {
      work.getFirst().run();
      return;
    }
    Semaphore permits = new Semaphore(DRIVEN_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Runnable each : work) {
        threads.execute(() -> {
          permits.acquireUninterruptibly();
          try {
            each.run();
          } finally {
            permits.release();
          }
        });
      }
    }
  }

  /** It is accepted and on disk; that a step after that failed does not undo it. */
  private static void quietly(String requestId, Runnable work) {
    try {
      work.run();
    } catch (SignalboxException e) {
      LOG.warn("{} stays as it is for now: {}", requestId, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} stays as it is for now", requestId, e);
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
