package io.signalbox.core.wiring;

import io.signalbox.core.alert.delivery.AlertDelivery;
import io.signalbox.core.alert.preview.MeasuredPast;
import io.signalbox.core.alert.watching.AlertWatch;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.SharedProblems;
import io.signalbox.core.background.Supervisor;
import io.signalbox.core.background.Threads;
import io.signalbox.core.background.WriteBehind;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.Chance;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.log.LogLevel;
import io.signalbox.core.log.LogSettings;
import io.signalbox.core.log.LogTarget;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.price.PriceQuestions;
import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.answering.RecentEvents;
import io.signalbox.core.readiness.Readiness;
import io.signalbox.core.readiness.ReadinessParts;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.balancing.StoredPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything one open configuration folder is made of, wired in order and closed in reverse. Opened
 * half, it closes what it had opened.
 */
public final class Parts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final TimeSource time;
  private final Map<String, String> environment;
  private final EventStream events = new EventStream();
  private final Secrets secrets = Secrets.ofProcess();
  private final InstalledTypes types;
  private final Map<String, ProviderFactory> factories;
  private final ConfigurationService configuration;
  private final Path stateFolder;
  private final Store store;
  private final ProviderMetrics metrics;
  private final HealthMonitor health;
  private final PickSource picks;
  private final ProviderContext providers;
  private final InstalledProviders installed;
  private final TemplateCatalog templates;
  private final Prices prices;
  private final PriceQuestions priceQuestions;
  private final RequestService requests;
  private final RecentEvents recentEvents;
  private final Drills drills;
  private final AlertWatch alerts;
  private final AlertDuty alertDuty;
  private final AlertDelivery delivery;
  private final Readiness readiness;

  /** Runs what runs by itself; without steps in a process that lives for one answer. */
  private final Supervisor supervisor;

  private final WriteBehind writeBehind;

  private final SharedProblems problems;

  /** Of the overrides that were in force when the folder was opened. */
  private final long firstGeneration;

  /** Names this process in leases: unique by chance, as pids and seeds are not. */
  private final String owner;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** How the open folder lives. */
  public enum Mode {
    /** For one answer. */
    ONE_SHOT,
    /** By itself, as a window or server. */
    BACKGROUND,
    /** Step by step on a played clock; checks run on the caller's thread. */
    PLAYED
  }

  private final Mode mode;

  /**
   * Opens everything; blocks.
   *
   * @param environmentName the overlay; null for none
   * @param stateFolder where state lives instead of {@code storage.path}; null for that
   * @param log told what the configuration says of the log
   */
  public Parts(
      Path configFolder,
      @Nullable String environmentName,
      Map<String, String> environment,
      @Nullable Path stateFolder,
      TimeSource time,
      long seed,
      LogTarget log,
      Mode mode) {
    this.mode = mode;
    this.time = time;
    this.environment = Map.copyOf(environment);
    this.types = InstalledTypes.load();
    this.factories = types.factories();
    types.problems().forEach(each -> LOG.warn("{}: {}", each.code(), each.message()));
    this.supervisor = new Supervisor(time);
    boolean complete = false;
    try {
      configuration =
          opened(
              new ConfigurationService(
                  configFolder,
                  environmentName,
                  environment::get,
                  factories,
                  time,
                  events,
                  secrets));
      Configuration first = configuration.load();
      this.stateFolder = stateFolder(stateFolder, first);
      LogLevel level = LogLevel.named(first.logging().level(), LogLevel.INFO);
      LogSettings logged = new LogSettings(this.stateFolder, LogLevel.of(environment, level));
      LogTarget.Attachment attached = opened(log.attach(logged));
      store = opened(Store.open(this.stateFolder, time, options(mode)));
      firstGeneration = store.overrides().generation();
      configuration.useOverrides(store.overrides());
      recentEvents = new RecentEvents(store.events());
      opened(events.subscribe(recentEvents::accept));
      opened(events.subscribe(new EventLog()::accept));
      metrics = new ProviderMetrics(time, store.metrics());
      health = new HealthMonitor(time, store.health(), metrics, events, checks(mode));
      picks =
          mode == Mode.ONE_SHOT
              ? new StoredPicks(store.routing())
              : new MemoryPicks(store.routing());
      RoutingEngine engine =
          opened(
              new RoutingEngine(
                  time,
                  metrics,
                  health,
                  store.routing(),
                  picks,
                  events,
                  new Random(seed)::nextDouble,
                  Plugins.installed()));
      providers = engine;
      installed =
          new InstalledProviders(
              factories, gateway(), providers, health, metrics, time, this.stateFolder, seed);
      if (mode == Mode.ONE_SHOT) {
        // How a request ended is told by the store alone, whoever it was launched at.
        engine.installAtFirstUse(() -> installed.apply(configuration.current()));
      } else {
        installed.apply(configuration.current());
      }
      configuration.onChange(installed::apply);
      templates =
          new TemplateCatalog(configuration::current, factories, store.lastGood(), time, events);
      owner = Chance.name();
      prices = new Prices(store.prices(), () -> providers.snapshot().providers());
      priceQuestions =
          new PriceQuestions(
              prices, () -> providers.snapshot().providers(), this::tellsPrices, templates, time);
      Executor apart =
          mode == Mode.PLAYED ? Runnable::run : work -> threads().builder().start(work);
      requests =
          opened(
              new RequestService(
                  configuration::current,
                  templates,
                  providers,
                  prices,
                  store.requests(),
                  store.leases(),
                  store.unitOfWork(),
                  time,
                  events,
                  this::installation,
                  owner,
                  new Random(seed)::nextDouble,
                  apart));
      drills =
          opened(
              new Drills(
                  () ->
                      Rehearsed.plan(configuration.current(), metrics, Rehearsed.clouds(factories)),
                  Rehearsed.clouds(factories),
                  time,
                  seed));
      alerts =
          new AlertWatch(
              () -> configuration.current().alerts(),
              store.alerts(),
              new MeasuredPast(metrics),
              events);
      alertDuty = new AlertDuty(store.leases(), time);
      delivery =
          new AlertDelivery(
              () -> configuration.current().alerts(),
              () -> configuration.current().environment(),
              environment,
              time);
      opened(events.subscribe(delivery::accept));
      writeBehind = new WriteBehind(store.unitOfWork(), time);
      problems =
          new SharedProblems(
              owner,
              () ->
                  Stream.of(supervisor.problems(), writeBehind.problems(), delivery.problems())
                      .flatMap(List::stream)
                      .toList(),
              store.backgroundProblems(),
              time);
      keptBehind().forEach(writeBehind::add);
      readiness =
          opened(
              new Readiness(
                  new ReadinessParts(
                      configuration,
                      providers,
                      health,
                      metrics,
                      drills,
                      problems::list,
                      delivery::ways,
                      this.stateFolder,
                      attached.file(),
                      logged.level(),
                      secrets),
                  store.readiness(),
                  time,
                  apart));
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  /** Holds rules against what is measured and found. */
  public AlertWatch alerts() {
    return alerts;
  }

  /** What this process has to do with alerts now. */
  public AlertDuty alertDuty() {
    return alertDuty;
  }

  /** Tells people elsewhere. */
  public AlertDelivery delivery() {
    return delivery;
  }

  public ConfigurationService configuration() {
    return configuration;
  }

  public Drills drills() {
    return drills;
  }

  public Readiness readiness() {
    return readiness;
  }

  public EventStream events() {
    return events;
  }

  public Map<String, ProviderFactory> factories() {
    return factories;
  }

  public HealthMonitor health() {
    return health;
  }

  public ProviderMetrics metrics() {
    return metrics;
  }

  public Mode mode() {
    return mode;
  }

  public ProviderContext providers() {
    return providers;
  }

  /** Makes a provider that is not in force; to be closed by whoever asks. */
  ProviderRegistration draft(ProviderInstance instance) {
    return installed.draft(instance);
  }

  /** Reads an environment variable; null where it is not set. */
  @Nullable String variable(@Nullable String name) {
    return environment.get(name);
  }

  /** The names of the variables that are set. */
  Set<String> variables() {
    return environment.keySet();
  }

  public RecentEvents recentEvents() {
    return recentEvents;
  }

  /** What machines cost, as last known. */
  public Prices prices() {
    return prices;
  }

  /** Asks for what they cost. */
  public PriceQuestions priceQuestions() {
    return priceQuestions;
  }

  private boolean tellsPrices(String provider) {
    return configuration
        .current()
        .provider(provider)
        .map(each -> factories.get(each.type()))
        .filter(ProviderFactory::tellsPrices)
        .isPresent();
  }

  public RequestService requests() {
    return requests;
  }

  public Store store() {
    return store;
  }

  public Supervisor supervisor() {
    return supervisor;
  }

  public TemplateCatalog templates() {
    return templates;
  }

  public InstalledTypes types() {
    return types;
  }

  /** Of the overrides, when they were read first. */
  long firstGeneration() {
    return firstGeneration;
  }

  public TimeSource time() {
    return time;
  }

  String owner() {
    return owner;
  }

  public SharedProblems problems() {
    return problems;
  }

  public WriteBehind writeBehind() {
    return writeBehind;
  }

  private static StoreOptions options(Mode mode) {
    return switch (mode) {
      case ONE_SHOT -> StoreOptions.DEFAULT.forOneAnswer();
      case BACKGROUND -> StoreOptions.DEFAULT;
      case PLAYED -> StoreOptions.DEFAULT.asTemporary();
    };
  }

  /** What work of this folder runs on. */
  public Threads threads() {
    return mode == Mode.ONE_SHOT ? Threads.PLATFORM : Threads.VIRTUAL;
  }

  private Gateway gateway() {
    return mode == Mode.PLAYED
        ? Gateway.inline(time, secrets::strike)
        : Gateway.onThreads(time, secrets::strike, threads());
  }

  /** Everything that reaches the store a little later. */
  public List<KeptBehind> keptBehind() {
    List<KeptBehind> kept = new ArrayList<>(metrics.keptBehind());
    kept.addAll(providers.keptBehind());
    kept.addAll(health.keptBehind());
    kept.add(recentEvents.keptBehind());
    kept.addAll(alerts.keptBehind());
    kept.add(requests.keptBehind());
    kept.add(problems);
    if (picks instanceof MemoryPicks memory) {
      kept.add(memory);
    }
    return kept;
  }

  private Executor checks(Mode mode) {
    if (mode == Mode.PLAYED) {
      return Runnable::run;
    }
    ExecutorService checks = Executors.newVirtualThreadPerTaskExecutor();
    opened(() -> {
      checks.shutdownNow();
      checks.awaitTermination(1, TimeUnit.SECONDS);
    });
    return checks;
  }

  private RequestService.Installation installation() {
    Store.Identity identity = store.identity();
    return new RequestService.Installation(identity.machinesOf(), identity.undecided());
  }

  private static Path stateFolder(@Nullable Path given, Configuration configuration) {
    return given == null ? configuration.stateFolder() : given;
  }

  private <C extends AutoCloseable> C opened(C part) {
    opened.push(part);
    return part;
  }

  /**
   * Keeps what was measured and what happened, in one transaction; none where nothing of it is
   * news. A store that cannot take it is no reason to fail.
   */
  public void flush() {
    try {
      writeBehind.writeNews();
    } catch (RuntimeException e) {
      LOG.warn("What this process learnt could not be stored: {}", e.getMessage());
    }
  }

  /** What short-lived processes do for the store, now and then, after their answer. */
  public void deleteSomeExpired() {
    try {
      store.deleteSomeExpired(configuration.current().retention());
    } catch (RuntimeException e) {
      LOG.warn("What is old could not be deleted: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        LOG.warn("Closing: {}", e.toString());
      }
    }
  }
}
