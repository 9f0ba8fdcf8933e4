package io.signalbox.core.wiring;

import io.signalbox.core.alert.delivery.AlertDelivery;
import io.signalbox.core.alert.preview.MeasuredPast;
import io.signalbox.core.alert.watching.AlertWatch;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.SharedProblems;
import io.signalbox.core.background.Supervisor;
import io.signalbox.core.background.Threads;
import io.signalbox.core.background.WriteBehind;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.file.Chance;
import io.signalbox.core.gateway.InstalledTypes;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.log.LogTarget;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.price.PriceQuestions;
import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.answering.RecentEvents;
import io.signalbox.core.readiness.Readiness;
import io.signalbox.core.readiness.ReadinessParts;
import io.signalbox.core.request.RequestIds;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.store.Store;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
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

  private final Opened opened = new Opened();
  private final OpenFolder folder;
  private final ProviderParts providers;
  private final TemplateCatalog templates;
  private final Prices prices;
  private final PriceQuestions priceQuestions;
  private final RequestService requests;
  private final Drills drills;
  private final AlertWatch alerts;
  private final AlertDuty alertDuty;
  private final AlertDelivery delivery;
  private final Readiness readiness;

  /** Runs what runs by itself; without steps in a process that lives for one answer. */
  private final Supervisor supervisor;

  private final WriteBehind writeBehind;

  private final SharedProblems problems;

  /** Names this process in leases: unique by chance, as pids and seeds are not. */
  private final String owner;

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
    this.supervisor = new Supervisor(time);
    boolean complete = false;
    try {
      folder =
          new OpenFolder(
              configFolder, environmentName, environment, stateFolder, time, log, mode, opened);
      ConfigurationService configuration = folder.configuration();
      Map<String, ProviderFactory> factories = folder.factories();
      Store store = folder.store();
      EventStream events = folder.events();
      providers = new ProviderParts(folder, seed, opened);
      ProviderContext context = providers.context();
      templates =
          new TemplateCatalog(configuration::current, factories, store.lastGood(), time, events);
      owner = Chance.name();
      prices = new Prices(store.prices(), () -> context.snapshot().providers());
      priceQuestions =
          new PriceQuestions(
              prices, () -> context.snapshot().providers(), this::tellsPrices, templates, time);
      Executor apart =
          mode == Mode.PLAYED ? Runnable::run : work -> mode.threads().builder().start(work);
      requests =
          opened.add(
              new RequestService(
                  configuration::current,
                  templates,
                  context,
                  prices,
                  store.requests(),
                  mode == Mode.PLAYED ? RequestIds.seeded(seed) : RequestIds.unique(),
                  store.leases(),
                  store.unitOfWork(),
                  time,
                  events,
                  this::installation,
                  owner,
                  mode == Mode.PLAYED,
                  new Random(seed)::nextDouble,
                  apart));
      drills =
          opened.add(
              new Drills(
                  () ->
                      Rehearsed.plan(
                          configuration.current(), metrics(), Rehearsed.clouds(factories)),
                  Rehearsed.clouds(factories),
                  time,
                  seed));
      alerts =
          new AlertWatch(
              () -> configuration.current().alerts(),
              store.alerts(),
              new MeasuredPast(metrics()),
              events);
      alertDuty = new AlertDuty(store.leases(), time);
      delivery =
          new AlertDelivery(
              () -> configuration.current().alerts(),
              () -> configuration.current().environment(),
              environment,
              time);
      opened.add(events.subscribe(delivery::accept));
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
          opened.add(
              new Readiness(
                  new ReadinessParts(
                      configuration,
                      context,
                      health(),
                      metrics(),
                      drills,
                      problems::list,
                      delivery::ways,
                      folder.stateFolder(),
                      folder.logFile(),
                      folder.logLevel(),
                      folder.secrets()),
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
    return folder.configuration();
  }

  public Drills drills() {
    return drills;
  }

  public Readiness readiness() {
    return readiness;
  }

  public EventStream events() {
    return folder.events();
  }

  public Map<String, ProviderFactory> factories() {
    return folder.factories();
  }

  public HealthMonitor health() {
    return providers.health();
  }

  public ProviderMetrics metrics() {
    return providers.metrics();
  }

  public Mode mode() {
    return folder.mode();
  }

  public ProviderContext providers() {
    return providers.context();
  }

  /** Makes a provider that is not in force; to be closed by whoever asks. */
  ProviderRegistration draft(ProviderInstance instance) {
    return providers.installed().draft(instance);
  }

  /** Reads an environment variable; null where it is not set. */
  @Nullable String variable(@Nullable String name) {
    return folder.environment().get(name);
  }

  /** The names of the variables that are set. */
  Set<String> variables() {
    return folder.environment().keySet();
  }

  public RecentEvents recentEvents() {
    return folder.recentEvents();
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
    return configuration()
        .current()
        .provider(provider)
        .map(each -> factories().get(each.type()))
        .filter(ProviderFactory::tellsPrices)
        .isPresent();
  }

  public RequestService requests() {
    return requests;
  }

  public Store store() {
    return folder.store();
  }

  public Supervisor supervisor() {
    return supervisor;
  }

  public TemplateCatalog templates() {
    return templates;
  }

  public InstalledTypes types() {
    return folder.types();
  }

  /** Of the overrides, when they were read first. */
  long firstGeneration() {
    return folder.firstGeneration();
  }

  public TimeSource time() {
    return folder.time();
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

  /** What work of this folder runs on. */
  public Threads threads() {
    return folder.mode().threads();
  }

  /** Everything that reaches the store a little later. */
  public List<KeptBehind> keptBehind() {
    List<KeptBehind> kept = new ArrayList<>(providers.keptBehind());
    kept.add(recentEvents().keptBehind());
    kept.addAll(alerts.keptBehind());
    kept.add(requests.keptBehind());
    kept.add(problems);
    return kept;
  }

  private RequestService.Installation installation() {
    Store.Identity identity = store().identity();
    return new RequestService.Installation(identity.machinesOf(), identity.undecided());
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
      store().deleteSomeExpired(configuration().current().retention());
    } catch (RuntimeException e) {
      LOG.warn("What is old could not be deleted: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    opened.close();
  }
}
