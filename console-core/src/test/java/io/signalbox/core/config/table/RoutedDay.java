package io.signalbox.core.config.table;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.composition.BranchRunner;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryRepositories;
import io.signalbox.core.testing.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The same day of traffic, faults and recoveries on the routing core of a configuration: every
 * call, choice, check and state of health, in order. Two configurations that act alike have the
 * same day.
 */
final class RoutedDay implements AutoCloseable {

  private final ManualTime time = new ManualTime();
  private final Instant begun = time.now();
  private final List<String> told = new ArrayList<>();
  private final Map<String, Function<ProviderOperation, ProviderResult>> answers =
      new LinkedHashMap<>();
  private final Set<String> failingChecks = new HashSet<>();
  private final Configuration configuration;
  private final ProviderMetrics metrics;
  private final HealthMonitor health;
  private final RoutingEngine engine;

  static List<String> of(Configuration configuration, Plugins plugins) {
    try (RoutedDay day = new RoutedDay(configuration, plugins)) {
      day.pass();
      return List.copyOf(day.told);
    }
  }

  private RoutedDay(Configuration configuration, Plugins plugins) {
    this.configuration = configuration;
    MemoryRepositories kept = new MemoryRepositories();
    metrics = new ProviderMetrics(time, kept);
    health = new HealthMonitor(time, kept, metrics, new EventStream(), Runnable::run);
    engine =
        new RoutingEngine(
            time,
            metrics,
            health,
            kept,
            new MemoryPicks(kept),
            new EventStream(),
            new Random(5)::nextDouble,
            plugins,
            oneByOne());
    Gateway gateway = Gateway.inline(time, UnaryOperator.identity());
    for (ProviderInstance each : configuration.providers()) {
      install(each, gateway);
    }
    metrics.setCollecting(configuration.measures());
    engine.setSettings(configuration.routing());
    health.tick();
  }

  /** Branches one after another; how many might run at once is told. */
  private BranchRunner oneByOne() {
    return (branches, atOnce, timeout, enough, stopping) -> {
      told.add("at once " + Math.min(atOnce, branches.size()));
      for (Runnable each : branches) {
        if (!enough.getAsBoolean()) {
          each.run();
        }
      }
    };
  }

  private void install(ProviderInstance each, Gateway gateway) {
    ScriptedProvider cloud = new ScriptedProvider(each.name());
    cloud.answer = operation -> called(each.name(), operation);
    engine.register(
        new ProviderRegistration(
            each.name(),
            each.effectiveType(),
            each.displayType(),
            each.problem().isEmpty() ? gateway.guard(cloud) : null,
            each.problem(),
            each.enabled(),
            each.priority(),
            each.weight(),
            new ProviderCapabilities(
                EnumSet.allOf(ProviderOperationType.class),
                Set.of(),
                Map.of(),
                OptionalInt.empty()),
            each.capabilities()));
    health.watch(
        each.name(),
        each.health(),
        () -> {
          told.add("check " + each.name() + " " + minute());
          return failingChecks.contains(each.name())
              ? ProviderHealthStatus.unhealthy("no", time.now())
              : ProviderHealthStatus.healthy("ok", time.now(), Duration.ZERO);
        });
  }

  private String minute() {
    return String.valueOf(Duration.between(begun, time.now()));
  }

  private ProviderResult called(String name, ProviderOperation operation) {
    Duration left = Duration.between(time.now(), operation.context().deadline());
    told.add(name + " " + operation.type() + " within " + left + " at " + minute());
    return answers.getOrDefault(name, Answers::good).apply(operation);
  }

  private void pass() {
    choices();
    reads(12, 1);
    sessions();
    nested();
    alwaysFailing("a", 9);
    recovery();
    now("a slow", () -> slow(700));
    reads(30, 1);
    now("a very slow and failing", () -> slowlyFailing());
    reads(4, 1);
    checksFail();
    allFail();
    now("over", answers::clear);
    later(400, 20);
    reads(6, 1);
    choices();
    for (ProviderInstance each : configuration.providers()) {
      told.add("measured " + metrics.window(each.name(), Duration.ofMinutes(5)).operations());
    }
  }

  private void now(String what, Runnable change) {
    told.add("-- " + what);
    change.run();
  }

  private void slow(long millis) {
    answers.put(
        "a",
        operation -> {
          time.advance(Duration.ofMillis(millis));
          return Answers.good(operation);
        });
  }

  private void slowlyFailing() {
    answers.put(
        "a",
        operation -> {
          time.advance(Duration.ofSeconds(20));
          return Answers.TRANSIENT;
        });
  }

  /** Templates that name nothing, an API, one type, or several providers. */
  private void choices() {
    List<String> names = configuration.providers().stream().map(ProviderInstance::name).toList();
    for (int i = 0; i < 6; i++) {
      choose(names, Set.of());
    }
    if (names.size() > 1) {
      choose(names, Set.of(names.getLast()));
    }
  }

  private void choose(List<String> names, Set<String> pins) {
    Map<String, String> offers = new LinkedHashMap<>();
    names.forEach(name -> offers.put(name, ""));
    DecisionRecord decision =
        engine.choose(
            new RouteRequest(
                ProviderOperationType.CREATE_INSTANCES,
                "t",
                1,
                offers,
                Map.of(),
                pins,
                null,
                null,
                null,
                null,
                false,
                null,
                null),
            "");
    told.add(
        "chosen "
            + decision.winner()
            + " by "
            + decision.authority()
            + " for "
            + decision.reason());
    engine
        .chooseForCreate(RouteRequest.of(ProviderOperationType.CREATE_INSTANCES), "t")
        .composition()
        .ifPresent(plan -> told.add("divided " + plan.counts(12)));
  }

  private void reads(int count, int seconds) {
    for (int i = 0; i < count; i++) {
      read(null);
      time.advance(Duration.ofSeconds(seconds));
    }
  }

  private void read(@Nullable String session) {
    told.add(
        Answers.code(
            engine
                .execute(
                    RouteRequest.of(ProviderOperationType.GET_AVAILABLE_TEMPLATES)
                        .ofSession(session),
                    new ProviderOperation.GetAvailableTemplates(context()))
                .result()));
  }

  private OperationContext context() {
    return OperationContext.of("trace", time.now().plusSeconds(3_600));
  }

  private void sessions() {
    for (int pause : List.of(0, 0, 100, 0, 250, 0, 400, 0)) {
      time.advance(Duration.ofSeconds(pause));
      told.add("-- session");
      read("s");
    }
  }

  /** Calls that last while others come. */
  private void nested() {
    told.add("-- nested");
    int[] depth = {0};
    for (ProviderInstance each : configuration.providers()) {
      answers.put(
          each.name(),
          operation -> {
            if (depth[0] < 5) {
              depth[0]++;
              read(null);
            }
            return Answers.good(operation);
          });
    }
    read(null);
    answers.clear();
  }

  private void alwaysFailing(String name, int reads) {
    told.add("-- " + name + " fails");
    answers.put(name, operation -> Answers.TRANSIENT);
    reads(reads, 1);
    told.add(state());
  }

  private String state() {
    StringBuilder text = new StringBuilder();
    configuration
        .providers()
        .forEach(each ->
            text.append(each.name())
                .append(' ')
                .append(health.view(each.name()).state())
                .append(' '));
    return text.toString();
  }

  /** Two minutes of trouble in which checks are good, then three without it. */
  private void recovery() {
    later(120, 5);
    told.add("-- well again");
    time.advance(Duration.ofSeconds(100));
    nested();
    later(180, 5);
  }

  private void later(int seconds, int step) {
    for (int i = 0; i < seconds; i += step) {
      time.advance(Duration.ofSeconds(step));
      health.tick();
      read(null);
      told.add(state());
    }
  }

  private void checksFail() {
    answers.clear();
    told.add("-- checks of a fail");
    failingChecks.add("a");
    later(200, 5);
    failingChecks.clear();
    told.add("-- checks of a are good");
    later(200, 5);
  }

  private void allFail() {
    told.add("-- all fail");
    configuration.providers().forEach(each -> answers.put(each.name(), o -> Answers.TRANSIENT));
    reads(6, 1);
    for (ProviderOperation each :
        List.of(
            new ProviderOperation.DescribeResourceInstances(Map.of(), context()),
            new ProviderOperation.HealthCheck(context()))) {
      ProviderResult result = engine.execute(RouteRequest.of(each.type()), each).result();
      told.add(result.isSuccess() ? "success" : Answers.code(result));
    }
    failingChecks.addAll(configuration.providers().stream().map(ProviderInstance::name).toList());
    later(200, 20);
    answers.clear();
    reads(3, 1);
    failingChecks.clear();
  }

  @Override
  public void close() {
    engine.close();
  }
}
