package io.signalbox.core.request.service;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestIds;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.request.Submission;
import io.signalbox.core.request.SweepReport;
import io.signalbox.core.request.acquiring.AcquireDriver;
import io.signalbox.core.request.acquiring.AttemptResults;
import io.signalbox.core.request.acquiring.Attempts;
import io.signalbox.core.request.acquiring.FurtherAttempts;
import io.signalbox.core.request.acquiring.Reconciler;
import io.signalbox.core.request.acquiring.Repetitions;
import io.signalbox.core.request.acquiring.Submitter;
import io.signalbox.core.request.calling.CallRecords;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.driving.DrivenTogether;
import io.signalbox.core.request.driving.MachineWatch;
import io.signalbox.core.request.driving.RequestDriver;
import io.signalbox.core.request.driving.Schedule;
import io.signalbox.core.request.driving.Workers;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.journal.Leases;
import io.signalbox.core.request.planning.Planner;
import io.signalbox.core.request.planning.TemplateSource;
import io.signalbox.core.request.returning.ReturnDriver;
import io.signalbox.core.request.returning.Returns;
import io.signalbox.core.request.returning.Sweeper;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

  private final CallRecords callRecords;
  private final Journal journal;
  private final Leases leases;
  private final Planner planner;
  private final Submitter submitter;
  private final RequestDriver driver;
  private final DrivenTogether together;
  private final Returns returns;
  private final Sweeper sweeper;
  private final MachineWatch watch;
  private final Workers workers;
  private final Supplier<Installation> installation;

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
   * @param owner names this process in leases; unique among the processes of the store
   * @param played the clock is, and no other process has the store: leases are not renewed
   * @param random from 0 to 1, spreads looks at requests over time
   * @param executor gives each request that is driven a thread, or drives it at once
   */
  public RequestService(
      Supplier<Configuration> configuration,
      TemplateCatalog templates,
      ProviderContext providers,
      Prices prices,
      RequestRepository repository,
      RequestIds ids,
      LeaseRepository leases,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      Supplier<Installation> installation,
      String owner,
      boolean played,
      DoubleSupplier random,
      Executor executor) {
    this(
        new Planner(configuration, TemplateSource.of(templates), providers, prices::of),
        providers,
        repository,
        ids,
        played ? Leases.unrenewed(leases, owner, time) : new Leases(leases, owner, time),
        unitOfWork,
        time,
        events,
        installation,
        random,
        new Workers(executor, Workers.Patience::real));
  }

  /** As the other, with its parts given. */
  public RequestService(
      Planner planner,
      ProviderContext providers,
      RequestRepository repository,
      RequestIds ids,
      Leases leases,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      Supplier<Installation> installation,
      DoubleSupplier random,
      Workers workers) {
    this.planner = planner;
    this.installation = installation;
    this.leases = leases;
    this.journal = new Journal(repository, ids, unitOfWork, leases, time, events);
    this.callRecords = new CallRecords(repository);
    ProviderCalls calls =
        new ProviderCalls(providers, () -> installation.get().id(), time, callRecords);
    Repetitions repetitions = new Repetitions(journal);
    AttemptResults results =
        new AttemptResults(journal, calls, new FurtherAttempts(journal, planner), repetitions);
    Attempts attempts = new Attempts(journal, calls, results, repetitions);
    Reconciler reconciler = new Reconciler(journal, calls, attempts, results, time);
    this.submitter = new Submitter(journal, planner, calls, leases, time);
    this.driver =
        new RequestDriver(
            journal,
            leases,
            new AcquireDriver(journal, calls, attempts, results, reconciler, planner, time),
            new ReturnDriver(journal, calls, planner, time),
            calls,
            workers,
            new Schedule(random),
            time);
    this.together = new DrivenTogether(journal, driver, workers);
    this.returns = new Returns(journal, planner, time);
    this.workers = workers;
    this.watch = new MachineWatch(journal, leases, calls, workers, time);
    this.sweeper = new Sweeper(journal, calls, providers, planner, time);
  }

  /** The calls of clouds' APIs that a request made, oldest first; blocks. */
  public List<RequestCall> calls(String requestId) {
    return callRecords.of(requestId);
  }

  /** What reaches the store a little later. */
  public KeptBehind keptBehind() {
    return callRecords;
  }

  /** What a submission would do; nothing is called, drawn or stored. */
  public DryRun dryRun(Submission submission) {
    BlockingCall.check("requests");
    return planner.dryRun(submission);
  }

  /**
   * Stores intent, key and {@code audit} in one transaction, then sends the create; returns when
   * its result is stored, or after 20 s with the request still running. Whatever fails once it is
   * accepted, the answer is the request as far as it got.
   *
   * @param audit runs inside the intent's transaction; not run when the key made a request before
   * @throws SignalboxException why it was refused; nothing was stored then
   */
  public MachineRequest submit(Submission submission, Runnable audit) {
    BlockingCall.check("requests");
    requireSettledInstallation();
    Submitter.Accepted accepted = submitter.accept(submission, audit);
    Leases.Claim claim = accepted.claim();
    return answered(
        accepted.request(),
        claim == null
            ? () -> driver.driveAccepted(accepted.request())
            : () -> driver.driveFresh(claim, accepted));
  }

  /**
   * Moves requests as far as they go without waiting, all at the same time, and answers within 20 s
   * how they stand; the message of one that could not be moved, or not by then, says so.
   *
   * @param whenDue whether to leave one as it is that is not due yet, as {@link #driveOpen} does:
   *     for a caller that asks again and again until it is over
   * @return in the order asked for, each once; without those that there are not
   */
  public List<DrivenRequest> drive(List<String> requestIds, boolean whenDue) {
    BlockingCall.check("requests");
    return together.drive(
        requestIds, whenDue, installation.get().moved() ? unsettledInstallation() : null);
  }

  /**
   * As the store has them, moved by nobody; in the order asked for, without those there are not.
   */
  public List<MachineRequest> stored(List<String> requestIds) {
    return requestIds.stream()
        .distinct()
        .map(journal.repository()::find)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * As {@link #drive(List, boolean)}, for one, whether it is due or not.
   *
   * @throws SignalboxException REQUEST_NOT_FOUND
   */
  public MachineRequest drive(String requestId) {
    return drive(List.of(requestId), false).stream()
        .findFirst()
        .map(DrivenRequest::request)
        .orElseGet(() -> journal.require(requestId));
  }

  /**
   * Cancels a request for machines: what was launched is returned. While a create has no known
   * outcome the request stays open, and is cancelled as soon as it has one.
   *
   * @throws SignalboxException REQUEST_NOT_FOUND; INVALID_STATE for a final request or a return
   */
  public MachineRequest cancel(String requestId, String actor, Runnable audit) {
    BlockingCall.check("requests");
    requireSettledInstallation();
    journal.cancel(requestId, actor, audit);
    MachineRequest request = journal.require(requestId);
    return answered(request, () -> driver.driveAccepted(request));
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
    String returnId = returns.begin(machineIds, actor, traceId, audit);
    MachineRequest back = journal.require(returnId);
    return answered(back, () -> driver.driveAccepted(back));
  }

  /**
   * Begins to move every open request that is due, and to look for late machines of those that
   * ended in doubt, each on a thread of its own, and waits for none; called twice a second by a
   * window or host. A request is due 2 s after it was sent, then after pauses that double up to 30
   * s, and not before its provider's {@code retry_after}.
   */
  public void driveOpen() {
    BlockingCall.check("requests");
    if (installation.get().moved()) {
      return;
    }
    driver.beginDue();
  }

  /**
   * Looks at machines of finished requests where it is time to: once a minute for each provider,
   * less often for one that does not answer. Called every few seconds by a window or host.
   */
  public void watchMachines() {
    BlockingCall.check("requests");
    if (!installation.get().moved()) {
      watch.lookWhereDue();
    }
  }

  /**
   * Asks every provider about machines of finished requests, whether it is time to or not, and
   * records those that died; returns within 20 s.
   *
   * @return provider to the reason it could not tell of all its machines
   */
  public Map<String, String> checkMachines() {
    BlockingCall.check("requests");
    return installation.get().moved() ? Map.of() : watch.lookEverywhere();
  }

  /**
   * Lists the cloud, then our own records, and releases at most 20 machines nobody holds; returns
   * when their providers have answered, or after 20 s with the release still running.
   *
   * @param only the machines that may be released; null for all that are found
   */
  public SweepReport sweep(boolean dryRun, @Nullable Set<String> only, String actor) {
    BlockingCall.check("requests");
    if (!dryRun) {
      requireSettledInstallation();
    }
    Sweeper.Swept swept = sweeper.sweep(dryRun, only, actor);
    MachineRequest back = swept.back();
    if (back != null) {
      answered(back, () -> driver.driveAccepted(back));
    }
    return swept.report();
  }

  /** What is accepted is answered within 20 s, whatever fails or hangs from here on. */
  private MachineRequest answered(MachineRequest accepted, Runnable work) {
    workers.await(List.of(workers.start(accepted.traceId(), work)), Workers.CALLER_PATIENCE);
    try {
      return journal.repository().find(accepted.requestId()).orElse(accepted);
    } catch (SignalboxException e) {
      LOG.warn("{} cannot be read again: {}", accepted.requestId(), e.getMessage());
      return accepted;
    }
  }

  private void requireSettledInstallation() {
    if (installation.get().moved()) {
      throw unsettledInstallation();
    }
  }

  private static SignalboxException unsettledInstallation() {
    return new SignalboxException(
        ErrorCode.INVALID_STATE,
        "This store was copied, moved or made again, so nothing is changed in a cloud; run"
            + " 'signalbox config identity keep' to go on as before, 'signalbox config identity"
            + " new' if it is another",
        Map.of("identity", "moved"));
  }

  /**
   * Ends what is under way and stops renewing leases; what this process drives goes on in the next
   * that looks.
   */
  @Override
  public void close() {
    workers.close();
    leases.close();
  }
}
