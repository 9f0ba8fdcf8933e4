package io.signalbox.core.store;

import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.event.EventRepository;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.template.LastGoodRepository;
import java.nio.file.Path;

/** The SQLite store of one state folder. CONTRACT SKELETON: the owner fills it in. */
public final class Store implements AutoCloseable {

  private Store() {}

  /**
   * Opens, and makes or migrates where needed, {@code signalbox.db} in the folder.
   *
   * @throws io.signalbox.core.error.SignalboxException STORE_UNAVAILABLE with what to do
   */
  public static Store open(Path stateFolder, TimeSource time) {
    throw new UnsupportedOperationException();
  }

  public UnitOfWork unitOfWork() {
    throw new UnsupportedOperationException();
  }

  public AuditRepository audit() {
    throw new UnsupportedOperationException();
  }

  public MetricsRepository metrics() {
    throw new UnsupportedOperationException();
  }

  public HealthRepository health() {
    throw new UnsupportedOperationException();
  }

  public RoutingStateRepository routing() {
    throw new UnsupportedOperationException();
  }

  public OverrideRepository overrides() {
    throw new UnsupportedOperationException();
  }

  public LastGoodRepository lastGood() {
    throw new UnsupportedOperationException();
  }

  public RequestRepository requests() {
    throw new UnsupportedOperationException();
  }

  public EventRepository events() {
    throw new UnsupportedOperationException();
  }

  /**
   * Decides what a moved store is: the same installation in a new place ({@code keep}), or a new
   * one that leaves the machines of the old to it.
   */
  public Identity decideIdentity(boolean keep) {
    throw new UnsupportedOperationException();
  }

  public Identity identity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  /**
   * The installation's identity, made with the store and bound to its place.
   *
   * @param moved the store stands where it was not made: a copy changes nothing in the cloud until
   *     this is decided
   */
  public record Identity(String installationId, String place, boolean moved) {}
}
