package io.signalbox.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.request.driving.Workers;
import io.signalbox.core.request.planning.Planner;
import io.signalbox.core.request.planning.TemplateSource;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.balancing.StoredPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.StoreOptions;
import io.signalbox.core.template.Offer;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.SimulatedClouds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.stream.Stream;

/** A state folder with simulated clouds, and the processes that work on it. */
final class World implements AutoCloseable {

  static final Configuration.RequestSettings SETTINGS =
      new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), false);

  final ManualTime time = new ManualTime();
  final Path folder;
  private final List<String> clouds = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, Map<String, Object>> knobs = new LinkedHashMap<>();
  private final List<ProviderStrategy> running = new ArrayList<>();
  Configuration.RequestSettings settings = SETTINGS;
  Map<String, Integer> limits = new HashMap<>();
  Set<String> pins = Set.of();
  boolean allowFailover;
  int weight = 1;

  /** What drives requests; each at once and in turn unless a test says otherwise. */
  Executor executor = Runnable::run;

  Workers.Patience patience = Workers.Patience::real;

  World(Path folder, String... clouds) {
    this.folder = folder;
    for (String cloud : clouds) {
      this.clouds.add(cloud);
      knobs.put(cloud, new LinkedHashMap<>());
    }
  }

  /** One process: its own store connection, providers and service. */
  final class Process implements AutoCloseable {
    final Store store;
    final RequestService service;
    final ProviderContext providers;
    final List<String> events = new ArrayList<>();

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
      for (String cloud : clouds) {
        ProviderStrategy strategy = SimulatedClouds.cloud(cloud, folder, time, knobs.get(cloud));
        running.add(strategy);
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
      Planner planner = new Planner(World.this::configuration, templates(), providers);
      service =
          new RequestService(
              planner,
              providers,
              kill.wrap(store.requests()),
              kill.wrap(store.leases()),
              kill.wrap(store.unitOfWork()),
              time,
              stream,
              () ->
                  new RequestService.Installation(
                      store.identity().installationId(), store.identity().moved()),
              owner,
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
      store.close();
    }
  }

  Process process(String owner) {
    return new Process(owner, StoreOptions.DEFAULT, Kill.NEVER);
  }

  /** Turns knobs of a cloud in every process. */
  void turn(String cloud, String knob, Object value) {
    knobs.get(cloud).put(knob, value);
    ProviderConfig config = SimulatedClouds.config(knobs.get(cloud));
    running.stream()
        .filter(strategy -> strategy.name().equals(cloud))
        .forEach(strategy -> new SimulatedProviderFactory().update(strategy, config));
  }

  /** The clock of every process is put; machines in the clouds keep their age. */
  void putClock(Duration by) throws IOException {
    time.advance(by);
    JsonMapper json = new JsonMapper();
    List<Path> ledgers;
    try (Stream<Path> files = Files.walk(folder)) {
      ledgers = files.filter(each -> each.toString().endsWith(".ledger.jsonl")).toList();
    }
    for (Path ledger : ledgers) {
      StringBuilder moved = new StringBuilder();
      for (String line : Files.readAllLines(ledger)) {
        JsonNode entry = json.readTree(line);
        move(entry, by);
        entry.path("machines").forEach(machine -> move(machine, by));
        moved.append(json.writeValueAsString(entry)).append('\n');
      }
      Path next = folder.resolve("moved");
      Files.writeString(next, moved.toString());
      // A new file in its place: whoever has the old one open reads it anew.
      Files.move(next, ledger, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void move(JsonNode times, Duration by) {
    for (String field :
        List.of("at", "createdAt", "runningAt", "listedAt", "terminatedBy", "goneAt")) {
      long at = times.path(field).asLong();
      if (at != 0) {
        ((ObjectNode) times).put(field, at + by.toMillis());
      }
    }
  }

  static Submission submission(int count, String key) {
    return new Submission("web", count, null, null, key, "ana (test)", "trace-1");
  }

  /** What is alive in a cloud, by its own ledger and without any fault. */
  List<InstanceInfo> alive(String cloud) {
    ProviderStrategy teller = SimulatedClouds.cloud(cloud, folder, time, Map.of());
    ProviderResult result =
        teller.execute(
            new ProviderOperation.DescribeResourceInstances(
                Map.of(), OperationContext.of("t", time.now().plusSeconds(60))));
    return switch (result) {
      case ProviderResult.Success(ProviderData.InstanceStatuses statuses) ->
          statuses.instances().stream()
              .filter(info ->
                  info.state() != MachineState.TERMINATED
                      && info.state() != MachineState.SHUTTING_DOWN)
              .toList();
      case ProviderResult other -> throw new AssertionError(other);
    };
  }

  int aliveEverywhere() {
    return clouds.stream().mapToInt(cloud -> alive(cloud).size()).sum();
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
        Map.of(),
        Map.of(),
        List.of());
  }

  private TemplateSource templates() {
    return new TemplateSource() {
      @Override
      public Optional<Offer> offer(String templateId) {
        Map<String, String> offers = new LinkedHashMap<>();
        clouds.forEach(cloud -> offers.put(cloud, ""));
        return templateId.equals("web")
            ? Optional.of(new Offer("web", offers, limits, pins, null, null, allowFailover))
            : Optional.empty();
      }

      @Override
      public LaunchSpec launchSpec(String templateId, String provider) {
        return new LaunchSpec(
            templateId, Map.of("image_id", "ami-1", "machine_types", Map.of("m5.large", weight)));
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
