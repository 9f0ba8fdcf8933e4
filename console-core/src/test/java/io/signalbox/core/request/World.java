package io.signalbox.core.request;

import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.driving.Workers;
import io.signalbox.core.request.journal.Leases;
import io.signalbox.core.request.planning.Planner;
import io.signalbox.core.request.planning.TemplateSource;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.balancing.StoredPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** A state folder with clouds, and the processes that work on it. */
final class World implements AutoCloseable {

  static final Configuration.RequestSettings SETTINGS =
      new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), false);

  final ManualTime time;
  final Path folder;
  private final Clouds clouds;
  private final List<AutoCloseable> open = new ArrayList<>();
  Configuration.RequestSettings settings = SETTINGS;
  Map<String, Integer> limits = new HashMap<>();
  Set<String> pins = Set.of();
  boolean allowFailover;
  int weight = 1;

  /** What drives requests; each at once and in turn unless a test says otherwise. */
  Executor executor = Runnable::run;

  Workers.Patience patience = Workers.Patience::real;

  /** What machines cost, as it is known now. */
  Planner.Pricing prices = (provider, spec) -> PriceEstimate.unknown("", Instant.MAX);

  /** Simulated clouds. */
  World(Path folder, String... clouds) {
    this.folder = MigratedStore.in(folder);
    this.time = new ManualTime();
    this.clouds = new SimulatedOnes(folder, time, clouds);
  }

  World(Path folder, ManualTime time, Clouds clouds) {
    this.folder = MigratedStore.in(folder);
    this.time = time;
    this.clouds = clouds;
  }

  /** One process: its own store connection, providers and service. */
  final class Process implements AutoCloseable {
    final Store store;
    final RequestService service;
    final ProviderContext providers;
    final List<String> events = new ArrayList<>();
    private final List<ProviderStrategy> strategies = new ArrayList<>();

    Process(String owner, StoreOptions options, Kill kill) {
      store = Store.open(folder, time, options);
      EventStream stream = new EventStream();
      stream.subscribe(event -> events.add(event.text()));
      ProviderMetrics metrics = new ProviderMetrics(time, store.metrics());
      HealthMonitor health =
          new HealthMonitor(time, store.health(), metrics, stream, Runnable::run);
      providers =
          new RoutingEngine(
              time,
              metrics,
              health,
              store.routing(),
              new StoredPicks(store.routing()),
              stream,
              () -> 0.5,
              Plugins.installed());
      for (String cloud : clouds.names()) {
        ProviderStrategy strategy = clouds.open(cloud, time);
        strategies.add(strategy);
        providers.register(
            new ProviderRegistration(
                cloud,
                "aws",
                "simulated (aws)",
                Gateway.inline(time, UnaryOperator.identity()).guard(kill.wrap(strategy)),
                "",
                true,
                1,
                1,
                strategy.capabilities(),
                Map.of()));
      }
      Planner planner =
          new Planner(
              World.this::configuration,
              templates(),
              providers,
              (provider, spec) -> prices.of(provider, spec));
      service =
          new RequestService(
              planner,
              providers,
              kill.wrap(store.requests()),
              RequestIds.unique(),
              new Leases(kill.wrap(store.leases()), owner, time),
              kill.wrap(store.unitOfWork()),
              time,
              stream,
              () ->
                  new RequestService.Installation(
                      store.identity().installationId(), store.identity().moved()),
              () -> 0.5,
              new Workers(executor, patience));
      open.add(this);
    }

    MachineRequest submit(int count) {
      return service.submit(submission(count, null), () -> {});
    }

    /** Looks every second, or every ten, until it is final, at most so long. */
    MachineRequest finish(String requestId, Duration max) {
      MachineRequest request = service.drive(requestId);
      long step = max.toSeconds() > 200 ? 10 : 1;
      for (long s = 0; s < max.toSeconds() && !request.state().isFinal(); s += step) {
        time.advance(Duration.ofSeconds(step));
        request = service.drive(requestId);
      }
      return request;
    }

    /** As a window does for that long. */
    void run(Duration length) {
      for (long s = 0; s < length.toSeconds(); s++) {
        service.driveOpen();
        time.advance(Duration.ofSeconds(1));
      }
    }

    /** As a window does, a second at a time and later ten, until every request ended. */
    void runUntilNothingIsOpen(Duration most) {
      Instant begun = time.now();
      while (!store.requests().openRequests().isEmpty()
          && Duration.between(begun, time.now()).compareTo(most) < 0) {
        service.driveOpen();
        boolean young = Duration.between(begun, time.now()).toSeconds() < 120;
        time.advance(Duration.ofSeconds(young ? 1 : 10));
      }
    }

    @Override
    public void close() {
      service.close();
      strategies.forEach(ProviderStrategy::close);
      store.close();
    }
  }

  Process process(String owner) {
    return new Process(owner, StoreOptions.DEFAULT, Kill.NEVER);
  }

  /** Turns knobs of a simulated cloud in every process. */
  void turn(String cloud, String knob, Object value) {
    ((SimulatedOnes) clouds).turn(cloud, knob, value);
  }

  /** The clock of every process is put; machines in the clouds keep their age. */
  void putClock(Duration by) throws IOException {
    time.advance(by);
    clouds.putClock(by);
  }

  static Submission submission(int count, String key) {
    return new Submission("web", count, null, null, key, "ana (test)", "trace-1");
  }

  /** The machines that are alive in a cloud, by its own ledger and without any fault. */
  List<String> alive(String cloud) {
    return clouds.alive(cloud);
  }

  /** The same of all clouds. */
  List<String> alive() {
    return clouds.names().stream().flatMap(cloud -> alive(cloud).stream()).toList();
  }

  int aliveEverywhere() {
    return alive().size();
  }

  private Configuration configuration() {
    return new Configuration(
        folder,
        folder,
        "1",
        "test",
        false,
        false,
        true,
        time.now(),
        List.of(),
        RoutingSettings.DEFAULT,
        null,
        Map.of(),
        settings,
        Configuration.LoggingSettings.DEFAULT,
        RetentionSettings.DEFAULT,
        AlertSettings.DEFAULT,
        Map.of(),
        Map.of(),
        List.of());
  }

  private TemplateSource templates() {
    return new TemplateSource() {
      @Override
      public Optional<Offer> offer(String templateId) {
        Map<String, String> offers = new LinkedHashMap<>();
        clouds.names().forEach(cloud -> offers.put(cloud, ""));
        return templateId.equals("web")
            ? Optional.of(new Offer("web", offers, limits, pins, null, null, allowFailover))
            : Optional.empty();
      }

      @Override
      public LaunchSpec launchSpec(String templateId, String provider) {
        return clouds.spec(templateId, provider, weight);
      }

      @Override
      public ValidationReport validate(String templateId, String provider, int count) {
        return new ValidationReport(templateId, provider, ValidationLevel.LENIENT, List.of());
      }
    };
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  /** Ends a process at a chosen step; {@link #NEVER} lets it live. */
  interface Kill {
    Kill NEVER = new Kill() {};

    default UnitOfWork wrap(UnitOfWork unitOfWork) {
      return unitOfWork;
    }

    default RequestRepository wrap(RequestRepository repository) {
      return repository;
    }

    default LeaseRepository wrap(LeaseRepository repository) {
      return repository;
    }

    default ProviderStrategy wrap(ProviderStrategy strategy) {
      return strategy;
    }
  }
}
