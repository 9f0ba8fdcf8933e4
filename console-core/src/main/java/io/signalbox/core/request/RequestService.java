package io.signalbox.core.request;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.template.TemplateCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets machines and gives them back, exactly once, whatever dies on the way.
 *
 * <p>Thread-safe; everything blocks and refuses the JavaFX thread. Any number of processes may run
 * one of these on the same store: each request is driven by the one that holds its lease.
 */
public final class RequestService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RequestService.class);

  private static final Duration POLL_YOUNG = Duration.ofSeconds(1);
  private static final Duration POLL_OLD = Duration.ofSeconds(5);
  private static final Duration YOUNG = Duration.ofMinutes(1);
  private static final Duration POLL_WATCHED = Duration.ofSeconds(30);
  private static final int DRIVEN_AT_ONCE = 16;

  private final Journal journal;
  private final Leases leases;
  private final Planner planner;
  private final Submitter submitter;
  private final AcquireDriver acquire;
  private final ReturnDriver giveBack;
  private final Returns returns;
  private final Sweeper sweeper;
  private final Supplier<Installation> installation;
  private final TimeSource time;
  // When driveOpen looks at a request again; a request that is looked at by name never waits.
  private final Map<String, Instant> due = new ConcurrentHashMap<>();

  /**
   * Whose machines these are.
   *
   * @param id tags every machine
   * @param moved the store is a copy or was moved: nothing is changed in a cloud until that is
   *     decided
   */
  public record Installation(String id, boolean moved) {}

  /**
   * @param installation always the present one
   * @param owner names this process in leases
   */
  public RequestService(
      Supplier<Configuration> configuration,
      TemplateCatalog templates,
      ProviderContext providers,
      RequestRepository repository,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      Supplier<Installation> installation,
      String owner) {
    this(
        new Planner(configuration, TemplateSource.of(templates), providers),
        providers,
        repository,
        unitOfWork,
        time,
        events,
        installation,
        owner);
  }

  RequestService(
      Planner planner,
      ProviderContext providers,
      RequestRepository repository,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      Supplier<Installation> installation,
      String owner) {
    this.planner = planner;
    this.installation = installation;
    this.time = time;
    this.leases = new Leases(repository, owner, time);
    this.journal = new Journal(repository, unitOfWork, leases, time, events);
    ProviderCalls calls = new ProviderCalls(providers, installation, time);
    Attempts attempts = new Attempts(journal, calls, planner);
    Reconciler reconciler = new Reconciler(journal, calls, attempts, time);
    this.submitter = new Submitter(journal, planner, leases, time);
    this.acquire = new AcquireDriver(journal, calls, attempts, reconciler, planner, time);
    this.giveBack = new ReturnDriver(journal, calls, planner);
    this.returns = new Returns(journal, planner, time);
    this.sweeper = new Sweeper(journal, calls, providers, planner, time);
  }

  /** What a submission would do; nothing is called, drawn or stored. */
  public DryRun dryRun(Submission submission) {
    BlockingCall.check("requests");
    return planner.dryRun(submission);
  }

  /**
   * Stores intent, key and {@code audit} in one transaction, then sends the create; returns when
   * its result is stored, or after 20 s with the request still running.
   *
   * @param audit runs inside the intent's transaction; not run when the key made a request before
   * @throws SignalboxException why it was refused; nothing was stored then
   */
  public MachineRequest submit(Submission submission, Runnable audit) {
    BlockingCall.check("requests");
    requireSettledInstallation();
    Submitter.Accepted accepted = submitter.accept(submission, audit);
    return driven(accepted.requestId());
  }

  /**
   * Looks at a request: takes its lease if it can and moves it as far as it goes without waiting.
   *
   * @throws SignalboxException REQUEST_NOT_FOUND
   */
  public MachineRequest status(String requestId) {
    BlockingCall.check("requests");
    MachineRequest request = journal.require(requestId);
    return request.state().isFinal() || installation.get().moved() ? request : driven(requestId);
  }

  /**
   * Cancels a request for machines: what was launched is returned. While a create has no known
   * outcome the request stays open, and is cancelled as soon as it has one.
   *
   * @throws SignalboxException REQUEST_NOT_FOUND; INVALID_STATE for a final request or a return
   */
  public MachineRequest cancel(String requestId, String actor, String traceId, Runnable audit) {
    BlockingCall.check("requests");
    requireSettledInstallation();
    journal.cancel(requestId, actor, audit);
    return driven(requestId);
  }

  /**
   * Starts the return of machines; ids or names. Machines that are gone already count as returned.
   *
   * @throws SignalboxException MACHINE_NOT_FOUND naming every one that is unknown
   */
  public MachineRequest returnMachines(
      List<String> machineIds, String actor, String traceId, Runnable audit) {
    BlockingCall.check("requests");
    requireSettledInstallation();
    return driven(returns.begin(machineIds, actor, traceId, audit));
  }

  /**
   * Moves every open request once, and looks for late machines of those that ended in doubt; called
   * about once a second by a window or server. Requests older than a minute are looked at every 5
   * s.
   */
  public void driveOpen() {
    BlockingCall.check("requests");
    if (installation.get().moved()) {
      return;
    }
    Instant now = time.now();
    List<Runnable> work = new ArrayList<>();
    for (String requestId : journal.repository().openRequests()) {
      if (isDue(requestId, now)) {
        work.add(() -> driveDue(requestId));
      }
    }
    for (String requestId : journal.repository().watchedRequests(now)) {
      if (isDue(requestId, now)) {
        due.put(requestId, now.plus(POLL_WATCHED));
        work.add(() -> underLease(requestId, () -> acquire.watch(requestId)));
      }
    }
    due.values().removeIf(at -> at.plus(POLL_WATCHED).isBefore(now));
    runAll(work);
  }

  /** Lists the cloud, then our own records, and releases at most 20 machines nobody holds. */
  public SweepReport sweep(boolean dryRun, String actor) {
    BlockingCall.check("requests");
    if (!dryRun) {
      requireSettledInstallation();
    }
    SweepReport report = sweeper.sweep(dryRun, actor);
    if (!report.released().isEmpty()) {
      driveOpen();
    }
    return report;
  }

  private boolean isDue(String requestId, Instant now) {
    Instant at = due.get(requestId);
    return at == null || !now.isBefore(at);
  }

  private void driveDue(String requestId) {
    MachineRequest after = driven(requestId);
    Instant now = time.now();
    boolean young = after.createdAt().plus(YOUNG).isAfter(now);
    due.put(requestId, now.plus(young ? POLL_YOUNG : POLL_OLD));
  }

  /** One slow provider must not hold up the requests of the others. */
  private static void runAll(List<Runnable> work) {
    if (work.size() == 1) {
      quietly(work.getFirst());
      return;
    }
    Semaphore permits = new Semaphore(DRIVEN_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Runnable each : work) {
        threads.execute(() -> {
          permits.acquireUninterruptibly();
          try {
            quietly(each);
          } finally {
            permits.release();
          }
        });
      }
    }
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // Whatever it was, it is tried again at the next look; the others go on.
      LOG.warn("Driving a request: {}", e.getMessage());
    }
  }

  /** Moves a request if it can take its lease; tells how it stands on disk in any case. */
  private MachineRequest driven(String requestId) {
    MachineRequest before = journal.require(requestId);
    try {
      underLease(
          requestId,
          () -> {
            switch (before.kind()) {
              case ACQUIRE -> acquire.drive(requestId);
              case RETURN -> giveBack.drive(requestId);
            }
          });
      return journal.require(requestId);
    } catch (SignalboxException e) {
      if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
        throw e;
      }
      // It is accepted and on disk; that the next step could not be stored does not undo that.
      LOG.warn("{} stays as it is for now: {}", requestId, e.getMessage());
      return before;
    }
  }

  private void underLease(String requestId, Runnable work) {
    Leases.Held lease = leases.take(requestId);
    if (lease == null) {
      return;
    }
    try (lease) {
      work.run();
    } catch (Journal.Superseded e) {
      LOG.info("{}", e.getMessage());
    }
  }

  private void requireSettledInstallation() {
    if (installation.get().moved()) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          "This store was copied or moved, so nothing is changed in a cloud; run 'signalbox config"
              + " identity keep' if it was moved, 'signalbox config identity new' if it is a copy",
          Map.of("identity", "moved"));
    }
  }

  /** Stops renewing leases; what this process drives goes on in the next that looks. */
  @Override
  public void close() {
    leases.close();
  }
}
