package io.signalbox.core.store;

import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.event.EventRepository;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.template.LastGoodRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The SQLite store of one state folder, shared by every process that opens it: WAL, {@code
 * synchronous=FULL}, a busy limit of 2 s. Work of virtual threads runs on a few platform threads of
 * its own.
 *
 * <p>Thread-safe. Everything here may block and refuses the JavaFX thread; all failures of the file
 * are STORE_UNAVAILABLE, after which nothing of the failed transaction was written.
 */
public final class Store implements AutoCloseable {

  /** The store's file in the state folder. */
  public static final String FILE = "signalbox.db";

  private static final Duration KEEP_METRICS = Duration.ofHours(24);
  private static final Duration KEEP_EVENTS = Duration.ofHours(24);
  private static final Duration KEEP_HEALTH = HealthMonitor.HISTORY;

  private final Database database;
  private final TimeSource time;
  private final SqliteAudit audit;
  private final SqliteMetrics metrics;
  private final SqliteHealth health;
  private final SqliteRouting routing;
  private final SqliteOverrides overrides;
  private final SqliteLastGood lastGood;
  private final SqliteRequests requests;
  private final SqliteLeases leases;
  private final SqliteEvents events;
  private final InstallationIdentity identity;

  private Store(Path file, Database database, TimeSource time) {
    Meta meta = new Meta(database);
    this.database = database;
    this.time = time;
    this.audit = new SqliteAudit(database);
    this.metrics = new SqliteMetrics(database);
    this.health = new SqliteHealth(database);
    this.routing = new SqliteRouting(database);
    this.overrides = new SqliteOverrides(database, meta);
    this.lastGood = new SqliteLastGood(database);
    this.requests = new SqliteRequests(database);
    this.leases = new SqliteLeases(database);
    this.events = new SqliteEvents(database);
    this.identity = new InstallationIdentity(database, meta, file);
  }

  /**
   * Opens, and makes or migrates where needed, {@code signalbox.db} in the folder. The folder is
   * made for its owner alone (0700), the file likewise (0600).
   *
   * @throws io.signalbox.core.error.SignalboxException STORE_UNAVAILABLE with what to do: folder
   *     that cannot be made or written, file that is damaged, not a store, or of a newer program
   */
  public static Store open(Path stateFolder, TimeSource time) {
    return open(stateFolder, time, StoreOptions.DEFAULT);
  }

  /** As {@link #open(Path, TimeSource)}; a read-only store must exist and be up to date. */
  public static Store open(Path stateFolder, TimeSource time, StoreOptions options) {
    BlockingCall.check("store");
    Path file = StoreFolder.prepare(stateFolder, options.readOnly()).resolve(FILE);
    Schema.migrate(file, Database.dataSource(file, options), options.readOnly());
    Database database = new Database(file, options);
    try {
      Store store = new Store(file, database, time);
      if (!options.readOnly()) {
        store.identity.ensure();
      }
      return store;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** One durable transaction; every repository of this store takes part. */
  public UnitOfWork unitOfWork() {
    return database;
  }

  /** How many write transactions of this process wait for their turn. */
  int waitingWrites() {
    return database.waitingWrites();
  }

  /** What this process has written through this store. */
  public StoreStatistics statistics() {
    return database.statistics();
  }

  public AuditRepository audit() {
    return audit;
  }

  public MetricsRepository metrics() {
    return metrics;
  }

  public HealthRepository health() {
    return health;
  }

  public RoutingStateRepository routing() {
    return routing;
  }

  public OverrideRepository overrides() {
    return overrides;
  }

  public LastGoodRepository lastGood() {
    return lastGood;
  }

  public RequestRepository requests() {
    return requests;
  }

  public LeaseRepository leases() {
    return leases;
  }

  public EventRepository events() {
    return events;
  }

  /**
   * Decides what a moved store is: the same installation in a new place ({@code keep}), or a new
   * one that leaves the machines of the old to it: open requests end as cancelled, machines are
   * forgotten.
   *
   * @throws io.signalbox.core.error.SignalboxException INVALID_STATE for a new identity of a store
   *     that was not moved
   */
  public Identity decideIdentity(boolean keep) {
    return identity.decide(keep);
  }

  public Identity identity() {
    return identity.read();
  }

  /**
   * Deletes what is past its time: metrics and events after 24 h, health history after 8 days, all
   * but the newest 10,000 decisions. Called by the background work every few minutes; audit entries
   * and requests stay.
   */
  public void deleteExpired() {
    Instant now = time.now();
    database.run(handle -> {
      metrics.deleteBefore(now.minus(KEEP_METRICS));
      events.deleteBefore(now.minus(KEEP_EVENTS));
      health.deleteBefore(now.minus(KEEP_HEALTH));
    });
  }

  /** Waits for work that has begun, then closes; later calls are STORE_UNAVAILABLE. */
  @Override
  public void close() {
    database.close();
  }

  /**
   * The installation's identity, made with the store and bound to its place.
   *
   * @param moved the store stands where it was not made: a copy changes nothing in the cloud until
   *     this is decided
   */
  public record Identity(String installationId, String place, boolean moved) {}
}
