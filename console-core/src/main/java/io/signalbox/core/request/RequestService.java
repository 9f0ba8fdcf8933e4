package io.signalbox.core.request;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.template.TemplateCatalog;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gets machines and gives them back, exactly once, whatever dies on the way. CONTRACT SKELETON: the
 * owner fills it in.
 */
public final class RequestService implements AutoCloseable {

  /**
   * @param installationId tags every machine; {@code owner} names this process in leases
   */
  public RequestService(
      Supplier<Configuration> configuration,
      TemplateCatalog templates,
      ProviderContext providers,
      RequestRepository repository,
      UnitOfWork unitOfWork,
      TimeSource time,
      EventStream events,
      String installationId,
      String owner) {}

  public DryRun dryRun(Submission submission) {
    throw new UnsupportedOperationException();
  }

  /**
   * Stores intent, key and {@code audit} in one transaction, then sends the create; returns when
   * its result is stored, or after 20 s with the request still running.
   *
   * @param audit runs inside the intent's transaction
   */
  public MachineRequest submit(Submission submission, Runnable audit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks at a request: takes its lease if it can and moves it as far as it goes without waiting.
   */
  public MachineRequest status(String requestId) {
    throw new UnsupportedOperationException();
  }

  public MachineRequest cancel(String requestId, String actor, String traceId, Runnable audit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts the return of machines; ids or names. MACHINE_NOT_FOUND names every one that is unknown.
   */
  public MachineRequest returnMachines(
      List<String> machineIds, String actor, String traceId, Runnable audit) {
    throw new UnsupportedOperationException();
  }

  /** Moves every open request once; called about once a second by a window or server. */
  public void driveOpen() {
    throw new UnsupportedOperationException();
  }

  public SweepReport sweep(boolean dryRun, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
