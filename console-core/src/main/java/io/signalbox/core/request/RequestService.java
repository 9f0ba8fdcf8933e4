package io.signalbox.core.request;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.template.TemplateCatalog;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gets machines and gives them back, exactly once, whatever dies on the way.
 *
 * <p>Thread-safe; everything blocks and refuses the JavaFX thread. Any number of processes may run
 * one of these on the same store: each request is driven by the one that holds its lease.
 */
public final class RequestService implements AutoCloseable {

  private final Journal journal;
  private final Leases leases;
  private final Planner planner;
  private final Submitter submitter;
  private final RequestDriver driver;
  private final Returns returns;
  private final Sweeper sweeper;
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
   */
  public RequestService(
      Supplier<Configuration> configuration,
      TemplateCatalog templates,
      ProviderContext providers,
      RequestRepository repository,
      LeaseRepository leaseRepository,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      Supplier<Installation> installation,
      String owner) {
    this(
        new Planner(configuration, TemplateSource.of(templates), providers),
        providers,
        repository,
        leaseRepository,
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
      LeaseRepository leaseRepository,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      Supplier<Installation> installation,
      String owner) {
    this.planner = planner;
    this.installation = installation;
    this.leases = new Leases(leaseRepository, owner, time);
    this.journal = new Journal(repository, unitOfWork, leases, time, events);
    ProviderCalls calls = new ProviderCalls(providers, installation, time);
    Attempts attempts = new Attempts(journal, calls, planner);
    Reconciler reconciler = new Reconciler(journal, calls, attempts, time);
    this.submitter = new Submitter(journal, planner, leases, time);
    this.driver =
        new RequestDriver(
            journal,
            leases,
            new AcquireDriver(journal, calls, attempts, reconciler, planner, time),
            new ReturnDriver(journal, calls, planner),
            time);
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
    return accepted.claim() == null
        ? driver.driveAccepted(accepted.request())
        : driver.driveFresh(accepted.claim(), accepted.request());
  }

  /**
   * Looks at a request: takes its lease if it can and moves it as far as it goes without waiting.
   *
   * @throws SignalboxException REQUEST_NOT_FOUND
   */
  public MachineRequest status(String requestId) {
    BlockingCall.check("requests");
    return installation.get().moved() ? journal.require(requestId) : driver.drive(requestId);
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
    return driver.driveAccepted(journal.require(requestId));
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
    return driver.driveAccepted(journal.require(returnId));
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
    driver.driveOpen();
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
