package io.signalbox.core.store;

import io.signalbox.core.activity.ActivityRepository;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.background.BackgroundProblemRepository;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventRepository;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.price.PriceRepository;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.readiness.ReadinessRepository;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Driver;
import io.signalbox.core.store.database.Meta;
import io.signalbox.core.store.database.Schema;
import io.signalbox.core.store.database.StoreFailures;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.store.database.StoreStatistics;
import io.signalbox.core.store.repository.SqliteActivity;
import io.signalbox.core.store.repository.SqliteAlerts;
import io.signalbox.core.store.repository.SqliteAudit;
import io.signalbox.core.store.repository.SqliteBackgroundProblems;
import io.signalbox.core.store.repository.SqliteEvents;
import io.signalbox.core.store.repository.SqliteHealth;
import io.signalbox.core.store.repository.SqliteLastGood;
import io.signalbox.core.store.repository.SqliteLeases;
import io.signalbox.core.store.repository.SqliteMetrics;
import io.signalbox.core.store.repository.SqliteOverrides;
import io.signalbox.core.store.repository.SqlitePrices;
import io.signalbox.core.store.repository.SqliteRouting;
import io.signalbox.core.store.repository.StoredReadiness;
import io.signalbox.core.store.request.SqliteRequests;
import io.signalbox.core.template.LastGoodRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

  private static final Duration RETENTION = Duration.ofMinutes(5);
  private static final Duration RETENTION_OF_ONE_SHOTS = Duration.ofHours(1);

  private final Database database;
  private final TimeSource time;
  private final SqliteAudit audit;
  private final SqliteActivity activity;
  private final SqliteMetrics metrics;
  private final SqliteHealth health;
  private final SqliteRouting routing;
  private final SqliteOverrides overrides;
  private final SqliteLastGood lastGood;
  private final SqliteRequests requests;
  private final SqliteLeases leases;
  private final SqliteEvents events;
  private final SqliteBackgroundProblems backgroundProblems;
  private final SqlitePrices prices;
  private final SqliteAlerts alerts;
  private final StoredReadiness readiness;
  private final InstallationIdentity identity;
  private final Retention retention;

  private Store(Path file, Database database, TimeSource time) {
    Meta meta = new Meta(database);
    this.database = database;
    this.time = time;
    this.audit = new SqliteAudit(database);
    this.activity = new SqliteActivity(database);
    this.metrics = new SqliteMetrics(database);
    this.health = new SqliteHealth(database);
    this.routing = new SqliteRouting(database);
    this.overrides = new SqliteOverrides(database, meta);
    this.lastGood = new SqliteLastGood(database);
    this.requests = new SqliteRequests(database);
    this.leases = new SqliteLeases(database);
    this.events = new SqliteEvents(database);
    this.backgroundProblems = new SqliteBackgroundProblems(database);
    this.prices = new SqlitePrices(database);
    this.alerts = new SqliteAlerts(database, time);
    this.readiness = new StoredReadiness(database, meta);
    this.identity = new InstallationIdentity(database, meta, file);
    this.retention = new Retention(database, meta);
  }

  /** Loads what every opening needs, once in a process; blocks, some 20 ms of a cold start. */
  public static void load() {
    Driver.load();
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
    Driver.load();
    Path file = StoreFolder.prepare(stateFolder, options.readOnly()).resolve(FILE);
    Database database =
        new Database(
            file,
            options,
            Schema.migrate(file, Database.dataSource(file, options), options.readOnly()));
    try {
      Store store = new Store(file, database, time);
      if (!options.readOnly()) {
        store.identity.ensure();
        store.retention.begin(time.now());
        StoreCheck.openRequests(file, database);
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

  /**
   * Reads everything and says what is not as it was written: sums of rows, SQLite's own check of
   * pages and indexes, references; empty when all is well. Takes seconds for a store of a year.
   *
   * @throws io.signalbox.core.error.SignalboxException STORE_UNAVAILABLE when the damage stops
   *     reading
   */
  public List<String> check() {
    return StoreCheck.all(database);
  }

  /**
   * As {@link #check()}, of a store that nobody here has open; nothing is changed. Empty also where
   * there is none, or one of an older program, which the next opening brings up to date.
   *
   * @throws SignalboxException STORE_UNAVAILABLE where it cannot be read, and may be as it was
   *     written
   */
  public static List<String> check(Path stateFolder, TimeSource time) {
    Path file = stateFolder.resolve(FILE);
    StoreOptions options = StoreOptions.DEFAULT.asReadOnly();
    try {
      if (!Files.isRegularFile(file) || Schema.isOlder(file, Database.dataSource(file, options))) {
        return List.of();
      }
      try (Store store = open(stateFolder, time, options)) {
        return store.check();
      }
    } catch (SignalboxException e) {
      if (StoreFailures.isDamage(e)) {
        return List.of(e.getMessage());
      }
      throw e;
    }
  }

  /** How many write transactions of this process wait for the connection. */
  public int waitingWrites() {
    return database.waitingWrites();
  }

  /** What this process has written through this store. */
  public StoreStatistics statistics() {
    return database.statistics();
  }

  /**
   * Differs from before once anybody, in this process or another, has committed anything; costs one
   * look at the file's header.
   */
  public long edition() {
    return database.edition();
  }

  public AuditRepository audit() {
    return audit;
  }

  public ActivityRepository activity() {
    return activity;
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

  public PriceRepository prices() {
    return prices;
  }

  public AlertRepository alerts() {
    return alerts;
  }

  public ReadinessRepository readiness() {
    return readiness;
  }

  public BackgroundProblemRepository backgroundProblems() {
    return backgroundProblems;
  }

  /**
   * Decides what a moved store is: the same installation in a new place ({@code keep}), or a new
   * one that leaves the machines of the old to it: open requests end as cancelled, machines are
   * forgotten. A new store in an earlier one's place goes on under the earlier's identity, so that
   * a sweep finds its machines, or leaves them alone.
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
   * Deletes what is past its time or beyond its bound, in small transactions; does nothing when any
   * process has done so within five minutes. With it the store holds, for P providers:
   *
   * <table>
   * <caption>Bounds</caption>
   * <tr><th>rows</th><th>kept</th><th>at most</th></tr>
   * <tr><td>requests with timeline, attempts, calls, machines, key</td><td>{@link RetentionSettings}</td>
   *   <td>that many, beside those of the last 24 h, open ones, and those whose machines are alive or
   *   stand in a return that is kept; about 8 KB each</td></tr>
   * <tr><td>audit entries</td><td>{@link RetentionSettings}</td><td>that many, 0.6 KB each</td></tr>
   * <tr><td>decisions</td><td>7 days</td><td>5,000, about 3 KB each</td></tr>
   * <tr><td>events, changes of health</td><td>24 h, 8 days</td><td>50,000 each, 0.3 KB</td></tr>
   * <tr><td>metrics</td><td>24 h</td><td>1,441 minutes of each operation of P, 0.5 KB</td></tr>
   * <tr><td>sessions, rotations</td><td>their time</td><td>10,000 each, 0.1 KB</td></tr>
   * <tr><td>circuits, health and prices of a name</td><td>30 days after it was last heard of</td>
   *   <td></td></tr>
   * <tr><td>alerts</td><td>24 h after they were over, and until their mute is</td><td>one of each
   *   rule and what it found, 2,000 of those that are over, 0.5 KB</td></tr>
   * <tr><td>changes of alerts</td><td>8 days</td><td>50,000, 0.1 KB each</td></tr>
   * <tr><td>leases</td><td>1 h after their term</td><td></td></tr>
   * </table>
   *
   * <p>With the defaults and ten providers that is 300 MB. Freed pages are used again; the file
   * does not shrink. Holds, overrides, last good versions and the identity stay.
   */
  public void deleteExpired(RetentionSettings keep) {
    retention.run(keep, time.now(), RETENTION, Integer.MAX_VALUE);
  }

  /**
   * As {@link #deleteExpired} for a process that lives for one answer: nothing when any process has
   * done so within an hour, else a few transactions at most.
   */
  public void deleteSomeExpired(RetentionSettings keep) {
    retention.run(keep, time.now(), RETENTION_OF_ONE_SHOTS, 4);
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
   * @param earlier the identity of the store that stood here before this one was made, whose
   *     machines may run; nothing is changed in the cloud until this is decided either; empty for
   *     none
   */
  public record Identity(String installationId, String place, boolean moved, String earlier) {

    /** Whether somebody has to decide before anything is changed in a cloud. */
    public boolean undecided() {
      return moved || !earlier.isEmpty();
    }

    /** Whose machines are looked for: the earlier identity's until it is decided. */
    public String machinesOf() {
      return earlier.isEmpty() ? installationId : earlier;
    }
  }
}
