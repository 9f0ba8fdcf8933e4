package io.signalbox.core.testing;

import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthRepository;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.metrics.MetricsRepository;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Providers whose answers a test gives, and the context that routes to them. */
public final class RoutingWorld implements AutoCloseable {

  public final ManualTime time;
  public final EventStream events = new EventStream();
  public final List<Event> published = Collections.synchronizedList(new ArrayList<>());

  /** Names of the providers called, in order. */
  public final List<String> called = Collections.synchronizedList(new ArrayList<>());

  /** Leads to the providers that are added from now on; on the caller's thread at first. */
  public Gateway gateway;

  public final ProviderMetrics metrics;
  public final HealthMonitor health;
  public final ProviderContext context;
  private final Map<String, ScriptedProvider> clouds = new LinkedHashMap<>();
  private final Map<String, Function<ProviderOperation, ProviderResult>> answers =
      new ConcurrentHashMap<>();
  private final Map<String, StrategyNode> strategies = new LinkedHashMap<>();

  /** A world that keeps what it must in memory, with three providers a, b and c. */
  public static RoutingWorld abc() {
    return abc(new Random(5)::nextDouble, new Plugins(List.of(), List.of()));
  }

  public static RoutingWorld abc(DoubleSupplier chance, Plugins plugins) {
    RoutingWorld world = of(new MemoryRepositories(), new ManualTime(), chance, plugins);
    List.of("a", "b", "c").forEach(world::add);
    return world;
  }

  /** One of several processes, or lives, on the same repositories. */
  public static RoutingWorld of(
      MemoryRepositories kept, ManualTime time, DoubleSupplier chance, Plugins plugins) {
    return new RoutingWorld(kept, kept, kept, time, chance, plugins);
  }

  /** On a store on disk. */
  public static RoutingWorld on(Store store, ManualTime time) {
    return new RoutingWorld(
        store.metrics(),
        store.health(),
        store.routing(),
        time,
        new Random(5)::nextDouble,
        new Plugins(List.of(), List.of()));
  }

  private RoutingWorld(
      MetricsRepository measured,
      HealthRepository judged,
      RoutingStateRepository routed,
      ManualTime time,
      DoubleSupplier chance,
      Plugins plugins) {
    this.time = time;
    this.gateway = Gateway.inline(time, UnaryOperator.identity());
    this.metrics = new ProviderMetrics(time, measured);
    this.health = new HealthMonitor(time, judged, metrics, events, Runnable::run);
    this.context =
        new RoutingEngine(
            time, metrics, health, routed, new MemoryPicks(routed), events, chance, plugins);
    events.subscribe(published::add);
  }

  /** Adds a healthy provider of weight 1. */
  public ScriptedProvider add(String name) {
    return add(name, 1, 1, Map.of());
  }

  public ScriptedProvider add(
      String name, int priority, double weight, Map<String, Object> labels, String... apis) {
    ScriptedProvider cloud = new ScriptedProvider(name, apis);
    cloud.answer =
        operation -> {
          called.add(name);
          return answers.getOrDefault(name, Answers::good).apply(operation);
        };
    clouds.put(name, cloud);
    context.register(
        new ProviderRegistration(
            name,
            "scripted",
            "scripted",
            gateway.guard(cloud),
            "",
            true,
            priority,
            weight,
            cloud.capabilities(),
            labels));
    health.watch(
        name,
        HealthSettings.DEFAULT,
        () -> ProviderHealthStatus.healthy("ok", time.now(), Duration.ZERO));
    health.checkNow(name);
    return cloud;
  }

  /** Health is told from outside only: what a provider answers does not eject it. */
  public void healthIsTold() {
    clouds.keySet().forEach(name -> healthy(name, true));
  }

  public void healthy(String name, boolean healthy) {
    health
        .report(
            new HealthReport(name, healthy, "told so", "tester", time.now().plusSeconds(1_000_000)))
        .run();
  }

  public ScriptedProvider cloud(String name) {
    return Objects.requireNonNull(clouds.get(name));
  }

  /** What a provider answers from now on. */
  public void answers(String name, ProviderResult result) {
    answers.put(name, operation -> result);
  }

  public void answers(String name, Function<ProviderOperation, ProviderResult> answer) {
    answers.put(name, answer);
  }

  /** Every provider succeeds again. */
  public void allGood() {
    answers.clear();
  }

  /** The last strategy given is the root; those given before may be its members. */
  public void tree(StrategyNode... nodes) {
    strategies.clear();
    for (StrategyNode node : nodes) {
      strategies.put(node.name(), node);
    }
    String root = nodes[nodes.length - 1].name();
    settings(settings().withTree(new RoutingTree(root, strategies)));
  }

  public RoutingSettings settings() {
    return context.snapshot().settings();
  }

  public void settings(RoutingSettings settings) {
    context.setSettings(settings);
  }

  public RouteResult execute(ProviderOperation operation) {
    return context.execute(RouteRequest.of(operation.type()), operation);
  }

  /** A read. */
  public ProviderResult read() {
    return execute(templates()).result();
  }

  /** The code of a read's failure; empty for a success. */
  public String code() {
    return Answers.code(read());
  }

  /** Who answers a read. */
  public @Nullable String winner() {
    return execute(templates()).decision().winner();
  }

  /** Reads, and tells in order who was called for each. */
  public List<String> calledFor(int reads) {
    called.clear();
    for (int i = 0; i < reads; i++) {
      read();
    }
    return List.copyOf(called);
  }

  public ProviderOperation templates() {
    return new ProviderOperation.GetAvailableTemplates(at());
  }

  public ProviderOperation listing() {
    return new ProviderOperation.DescribeResourceInstances(Map.of(), at());
  }

  public ProviderOperation healthCheck() {
    return new ProviderOperation.HealthCheck(at());
  }

  public ProviderOperation create() {
    return Answers.create(at().withIdempotencyKey("key"));
  }

  private OperationContext at() {
    return OperationContext.of("trace", time.now().plusSeconds(3_600));
  }

  public static RouteRequest reads() {
    return RouteRequest.of(ProviderOperationType.GET_AVAILABLE_TEMPLATES);
  }

  public CircuitView circuit(String name) {
    return context.traffic().circuit(name).orElseThrow();
  }

  public int inFlight() {
    return clouds.keySet().stream().mapToInt(metrics::inFlight).sum();
  }

  @Override
  public void close() {
    context.close();
  }
}
