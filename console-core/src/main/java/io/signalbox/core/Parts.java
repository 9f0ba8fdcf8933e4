package io.signalbox.core;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.Supervisor;
import io.signalbox.core.background.WriteBehind;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationService;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.log.Logging;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.RecentEvents;
import io.signalbox.core.request.RequestService;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.balancing.StoredPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.StoreOptions;
import io.signalbox.core.template.TemplateCatalog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything one open configuration folder is made of, wired in order and closed in reverse. Opened
 * half, it closes what it had opened.
 */
final class Parts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Signalbox.class);

  final SignalboxOptions options;
  final TimeSource time;
  final EventStream events = new EventStream();
  final Secrets secrets = Signalbox.SECRETS;
  final InstalledTypes types;
  final Map<String, ProviderFactory> factories;
  final ConfigurationService configuration;
  final Path stateFolder;
  final Store store;
  final ProviderMetrics metrics;
  final HealthMonitor health;
  final PickSource picks;
  final ProviderContext providers;
  final InstalledProviders installed;
  final TemplateCatalog templates;
  final RequestService requests;
  final RecentEvents recentEvents;
  final Drills drills;

  /** Runs what runs by itself; without steps in a process that lives for one answer. */
  final Supervisor supervisor;

  final WriteBehind writeBehind;

  /** Of the overrides that were in force when the folder was opened. */
  final long firstGeneration;

  /** Names this process in leases: unique by chance, as pids and seeds are not. */
  final String owner;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** How the open folder lives. */
  enum Mode {
    /** For one answer. */
    ONE_SHOT,
    /** By itself, as a window or server. */
    BACKGROUND,
    /** Step by step on a played clock; checks run on the caller's thread. */
    PLAYED
  }

  final Mode mode;

  Parts(SignalboxOptions options, Mode mode) {
    this.options = options;
    this.mode = mode;
    this.time = options.time();
    this.types = InstalledTypes.load();
    this.factories = types.factories();
    types.problems().forEach(each -> LOG.warn("{}: {}", each.code(), each.message()));
    this.supervisor = new Supervisor(time);
    boolean complete = false;
    try {
      configuration =
          opened(
              new ConfigurationService(
                  options.configFolder(),
                  options.environmentName(),
                  options.environment()::get,
                  factories,
                  time,
                  events));
      Configuration first = configuration.load();
      stateFolder = stateFolder(options.stateFolder(), first);
      opened(Logging.toFile(stateFolder, first.logging().level(), options.environment(), secrets));
      store =
          opened(
              Store.open(
                  stateFolder,
                  time,
                  mode == Mode.PLAYED ? StoreOptions.DEFAULT.asTemporary() : StoreOptions.DEFAULT));
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
      providers =
          opened(
              new RoutingEngine(
                  time,
                  metrics,
                  health,
                  store.routing(),
                  picks,
                  events,
                  new Random(options.seed())::nextDouble,
                  Plugins.installed()));
      installed =
          new InstalledProviders(
              factories,
              gateway(),
              providers,
              health,
              metrics,
              time,
              stateFolder,
              secrets,
              options.seed());
      installed.apply(configuration.current());
      configuration.onChange(installed::apply);
      templates =
          new TemplateCatalog(configuration::current, factories, store.lastGood(), time, events);
      owner = UUID.randomUUID().toString();
      requests =
          opened(
              new RequestService(
                  configuration::current,
                  templates,
                  providers,
                  store.requests(),
                  store.leases(),
                  store.unitOfWork(),
                  time,
                  events,
                  this::installation,
                  owner,
                  new Random(options.seed())::nextDouble,
                  mode == Mode.PLAYED ? Runnable::run : Thread::startVirtualThread));
      drills =
          opened(
              new Drills(
                  () -> Rehearsed.plan(configuration.current(), metrics),
                  Rehearsed.clouds(factories),
                  time,
                  options.seed()));
      writeBehind = new WriteBehind(store.unitOfWork(), time);
      keptBehind().forEach(writeBehind::add);
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  private Gateway gateway() {
    return mode == Mode.PLAYED
        ? Gateway.inline(time, secrets::strike)
        : Gateway.onThreads(time, secrets::strike);
  }

  /** Everything that reaches the store a little later. */
  List<KeptBehind> keptBehind() {
    List<KeptBehind> kept = new ArrayList<>(metrics.keptBehind());
    kept.addAll(providers.keptBehind());
    kept.addAll(health.keptBehind());
    kept.add(recentEvents.keptBehind());
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
  void flush() {
    try {
      writeBehind.writeNews();
    } catch (RuntimeException e) {
      LOG.warn("What this process learnt could not be stored: {}", e.getMessage());
    }
  }

  /** What short-lived processes do for the store, now and then, after their answer. */
  void deleteSomeExpired() {
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
