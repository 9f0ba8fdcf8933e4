package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.balancing.MemoryPicks;
import io.signalbox.core.routing.engine.RoutingEngine;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.OperatorEvents;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderContextTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final EventStream events = new EventStream();
  private final List<Event> published = new ArrayList<>();
  private final Map<String, ScriptedProvider> clouds = new LinkedHashMap<>();
  private Store store;
  private ProviderMetrics metrics;
  private HealthMonitor health;
  private ProviderContext context;

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(folder), time);
    metrics = new ProviderMetrics(time, store.metrics());
    health = new HealthMonitor(time, store.health(), metrics, events, Runnable::run);
    context =
        new RoutingEngine(
            time,
            metrics,
            health,
            store.routing(),
            new MemoryPicks(store.routing()),
            events,
            new Random(5)::nextDouble,
            Plugins.installed());
    events.subscribe(published::add);
    add("east", "aws", 1, 5, "EC2Fleet", "RunInstances");
    add("west", "aws", 2, 1, "RunInstances");
    add("lab", "os", 3, 1);
  }

  @AfterEach
  void close() {
    context.close();
    store.close();
  }

  @Test
  void firstAvailableAndPriorityFollowTheirOrder() {
    assertThat(winner(any())).isEqualTo("east");
    policy(SelectionPolicy.PRIORITY);
    hold("east", ManualState.Kind.DRAINED);
    assertThat(winner(any())).isEqualTo("west");
  }

  @Test
  void weightedRoundRobinIsSmoothAndDryRunsMoveNothing() {
    policy(SelectionPolicy.WEIGHTED_ROUND_ROBIN);
    assertThat(context.traffic().nextPicks(7))
        .containsExactly("east", "east", "west", "east", "lab", "east", "east");
    assertThat(winner(any())).isEqualTo("east");
    assertThat(draws(7)).containsExactly("east", "east", "west", "east", "lab", "east", "east");
    assertThat(context.traffic().shares().get("east")).isEqualTo(5.0 / 7);
  }

  @Test
  void losingACandidateOrEditingAWeightKeepsTheRotationGoing() {
    policy(SelectionPolicy.WEIGHTED_ROUND_ROBIN);
    draws(7);
    context.setSettings(
        context.snapshot().settings().withWeights(Map.of("east", 1.0, "west", 1.0, "lab", 1.0)));
    List<String> picks = draws(6);
    for (String name : clouds.keySet()) {
      assertThat(picks.stream().filter(name::equals)).hasSize(2);
    }
  }

  @Test
  void weightZeroIsDrainedAndAllZeroSaysSo() {
    policy(SelectionPolicy.WEIGHTED_ROUND_ROBIN);
    weights(Map.of("east", 0.0));
    assertThat(draws(10)).doesNotContain("east");
    weights(Map.of("east", 0.0, "west", 0.0, "lab", 0.0));
    assertThat(context.choose(any(), false).error()).isEqualTo(ErrorCode.ALL_WEIGHTS_ZERO);
    assertThatThrownBy(() -> context.choose(pinned(Set.of("east"), null), false))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_DISABLED);
              assertThat(e).hasMessageContaining("Weight 0");
            });
  }

  @Test
  void pinsDecideAndPreferencesMustNotContradictThem() {
    DecisionRecord pinned = context.choose(pinned(Set.of("west"), null), false);
    assertThat(pinned.winner()).isEqualTo("west");
    assertThat(pinned.authority()).isEqualTo(Authority.PIN);
    assertThat(pinned.reason()).isEqualTo("Explicitly specified in template");
    assertThatThrownBy(() -> context.choose(pinned(Set.of("west"), "east"), false))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.PREFERENCE_CONFLICT);
              assertThat(e).hasMessageContaining("east").hasMessageContaining("west");
            });
    assertThatThrownBy(() -> context.choose(pinned(Set.of("nope"), null), false))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND);
              assertThat(e).hasMessage("Provider instance 'nope' not found in configuration");
              assertThat(e.details())
                  .containsEntry("requested_provider", "nope")
                  .containsEntry("available_providers", List.of("east", "west", "lab"));
            });
  }

  @Test
  void heldInstanceIsRefusedByStateUnlessFailoverIsAllowed() {
    hold("west", ManualState.Kind.MAINTENANCE);
    assertThatThrownBy(() -> context.choose(pinned(Set.of("west"), null), false))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDER_DISABLED));
    RouteRequest lenient = request("web", 1, Set.of("west"), null, null, null, true);
    DecisionRecord passed = context.choose(lenient, false);
    assertThat(passed.winner()).isEqualTo("east");
    assertThat(passed.notes()).isNotEmpty();
  }

  @Test
  void activeProviderBeatsThePolicyAndPassesWhenRefused() {
    policy(SelectionPolicy.WEIGHTED_ROUND_ROBIN);
    context.operatorHolds().activate(new Activation("lab", "ana", "test", time.now(), null)).run();
    assertThat(draws(4)).containsOnly("lab");
    assertThat(context.traffic().shares()).containsEntry("lab", 1.0).containsEntry("east", 0.0);
    assertThat(context.choose(pinned(Set.of("west"), null), false).winner()).isEqualTo("west");
    hold("lab", ManualState.Kind.DRAINED);
    DecisionRecord passed = context.choose(any(), false);
    assertThat(passed.winner()).isNotEqualTo("lab");
    assertThat(passed.notes()).containsExactly("Active provider lab was passed over");
    assertThat(published)
        .hasAtLeastOneElementOfType(OperatorEvents.Activated.class)
        .hasAtLeastOneElementOfType(OperatorEvents.Held.class);
  }

  @Test
  void defaultsAreForTemplatesThatNameNeitherTypeNorApi() {
    context.setSettings(
        new RoutingSettings(
            SelectionPolicy.FIRST_AVAILABLE,
            null,
            SelectionCriteria.DEFAULT,
            Map.of(),
            "west",
            null,
            100,
            RoutingTree.NONE,
            null));
    DecisionRecord free =
        context.choose(request("web", 1, Set.of(), null, null, null, false), false);
    assertThat(free.winner()).isEqualTo("west");
    assertThat(free.reason())
        .isEqualTo("Configuration default (no provider specified in template)");
    DecisionRecord typed =
        context.choose(request("web", 1, Set.of(), "aws", null, null, false), false);
    assertThat(typed.winner()).isEqualTo("east");
    assertThat(typed.reason()).isEqualTo("Load balanced across 2 aws instances");
    DecisionRecord api =
        context.choose(request("web", 1, Set.of(), null, "EC2Fleet", null, false), false);
    assertThat(api.winner()).isEqualTo("east");
    assertThat(api.reason()).isEqualTo("Supports required API 'EC2Fleet'");
  }

  @Test
  void refusalsNameTheFurthestStep() {
    DecisionRecord type =
        context.choose(request("web", 1, Set.of(), "gcp", null, null, false), false);
    assertThat(type.error()).isEqualTo(ErrorCode.NO_COMPATIBLE_PROVIDERS);
    assertThat(type.reason()).isEqualTo("No enabled instances found for provider type 'gcp'");
    DecisionRecord count =
        context.choose(request("web", 50, Set.of(), null, null, null, false), false);
    assertThat(count.error()).isEqualTo(ErrorCode.INSTANCE_LIMIT_EXCEEDED);
    assertThat(count.reason()).contains("50").contains("10");
    for (String name : clouds.keySet()) {
      health
          .report(new HealthReport(name, false, "told so", "tester", time.now().plusSeconds(60)))
          .run();
    }
    assertThat(context.choose(any(), false).error()).isEqualTo(ErrorCode.NO_HEALTHY_STRATEGIES);
    clouds.keySet().forEach(name -> hold(name, ManualState.Kind.DISABLED));
    DecisionRecord disabled = context.choose(any(), false);
    assertThat(disabled.error()).isEqualTo(ErrorCode.NO_ENABLED_PROVIDERS);
    assertThat(disabled.reason()).isEqualTo("No enabled providers found in configuration");
    assertThat(disabled.candidates())
        .allSatisfy(each -> assertThat(each.step()).isEqualTo(Step.ENABLED));
  }

  @Test
  void criteriaExcludePreferAndRequire() {
    assertThat(winner(criteria(List.of(), List.of("aws"), List.of()))).isEqualTo("lab");
    assertThat(winner(criteria(List.of(), List.of(), List.of("lab")))).isEqualTo("lab");
    assertThat(winner(criteria(List.of("gpu"), List.of(), List.of()))).isEqualTo("west");
    DecisionRecord none = context.choose(criteria(List.of("quantum"), List.of(), List.of()), false);
    assertThat(none.error()).isEqualTo(ErrorCode.NO_COMPATIBLE_PROVIDERS);
    assertThat(none.candidates().getFirst().reason()).isEqualTo("Lacks capability 'quantum'");
  }

  @Test
  void holdsEndByThemselves() {
    context
        .operatorHolds()
        .set(
            new ManualState(
                "east",
                ManualState.Kind.DRAINED,
                "ana",
                "patch",
                time.now(),
                time.now().plusSeconds(60)))
        .run();
    assertThat(winner(any())).isEqualTo("west");
    time.advance(Duration.ofSeconds(60));
    assertThat(winner(any())).isEqualTo("east");
    context.operatorHolds().expire();
    assertThat(store.routing().held().manual()).isEmpty();
  }

  @Test
  void fullProviderGivesWayAndInFlightReturnsToZeroUnderFailures() throws Exception {
    context.setSettings(
        RoutingSettings.DEFAULT.withPolicy(SelectionPolicy.ROUND_ROBIN).withMaxConnections(7));
    Random random = new Random(7);
    List<Callable<ProviderResult>> calls = new ArrayList<>();
    for (ScriptedProvider cloud : clouds.values()) {
      cloud.answer =
          operation -> {
            Thread.yield();
            return switch (operation.context().traceId().hashCode() % 3) {
              case 0 -> throw new IllegalStateException("boom");
              case 1 ->
                  ProviderResult.failure(
                      ProviderFailure.of(FailureClass.CAPACITY, "FULL", "no room"));
              default -> ProviderResult.failure(ProviderFailure.unknown("LOST", "lost"));
            };
          };
    }
    for (int i = 0; i < 2_000; i++) {
      ProviderOperation operation = operation("t" + random.nextInt());
      calls.add(() -> context.execute(any(), operation).result());
    }
    try (var threads = Executors.newFixedThreadPool(64)) {
      threads.invokeAll(calls);
    }
    for (String name : clouds.keySet()) {
      assertThat(metrics.inFlight(name)).isZero();
    }
  }

  @Test
  void replacedStrategyIsClosedOnlyAfterItsCallsEnd() {
    ScriptedProvider old = clouds.get("east");
    old.answer =
        operation -> {
          add("east", "aws", 1, 5, true);
          assertThat(old.closed.get()).isZero();
          return ProviderResult.failure(ProviderFailure.throttled("slow", null));
        };
    context.execute(any(), operation("t"));
    assertThat(old.closed.get()).isEqualTo(1);
  }

  @Test
  void costBasedIsRefusedWithItsReasonUntilSomebodyHasAPrice() {
    policy(SelectionPolicy.COST_BASED);
    DecisionRecord refused = context.choose(any(), false);
    assertThat(refused.winner()).isNull();
    assertThat(refused.reason()).contains("COST_BASED needs prices", "hourly_price");
  }

  private void add(String name, String type, int priority, double weight, String... apis) {
    add(name, type, priority, weight, false, apis);
  }

  private void add(
      String name, String type, int priority, double weight, boolean replace, String... apis) {
    ScriptedProvider cloud = new ScriptedProvider(name, apis);
    clouds.put(name, cloud);
    ProviderRegistration registration =
        new ProviderRegistration(
            name,
            type,
            type,
            Gateway.inline(time, UnaryOperator.identity()).guard(cloud),
            "",
            true,
            priority,
            weight,
            cloud.capabilities(),
            name.equals("west") ? Map.of("gpu", true) : Map.of("gpu", 0));
    if (replace) {
      context.replace(registration);
      return;
    }
    context.register(registration);
    health.watch(
        name,
        HealthSettings.DEFAULT,
        () -> ProviderHealthStatus.healthy("ok", time.now(), Duration.ZERO));
  }

  private static RouteRequest any() {
    return RouteRequest.of(ProviderOperationType.GET_AVAILABLE_TEMPLATES);
  }

  private static RouteRequest pinned(Set<String> pins, @Nullable String preference) {
    return request("web", 1, pins, null, null, preference, false);
  }

  private static RouteRequest request(
      String subject,
      int count,
      Set<String> pins,
      @Nullable String type,
      @Nullable String api,
      @Nullable String preference,
      boolean failover) {
    return new RouteRequest(
        ProviderOperationType.CREATE_INSTANCES,
        subject,
        count,
        Map.of("east", "", "west", "", "lab", ""),
        Map.of("east", 10, "west", 5, "lab", 2),
        pins,
        type,
        api,
        preference,
        null,
        failover,
        null,
        null);
  }

  private static RouteRequest criteria(
      List<String> required, List<String> excluded, List<String> preferred) {
    return new RouteRequest(
        ProviderOperationType.GET_AVAILABLE_TEMPLATES,
        "",
        1,
        null,
        Map.of(),
        Set.of(),
        null,
        null,
        null,
        null,
        false,
        null,
        new SelectionCriteria(required, 0, null, true, excluded, preferred, null));
  }

  private ProviderOperation operation(String trace) {
    return new ProviderOperation.GetAvailableTemplates(
        OperationContext.of(trace, time.now().plusSeconds(5)));
  }

  private @Nullable String winner(RouteRequest request) {
    return context.choose(request, false).winner();
  }

  private List<String> draws(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(String.valueOf(context.choose(any(), true).winner()));
    }
    return names;
  }

  private void policy(SelectionPolicy policy) {
    RoutingSettings now = context.snapshot().settings();
    context.setSettings(now.withPolicy(policy));
  }

  private void weights(Map<String, Double> weights) {
    context.setSettings(context.snapshot().settings().withWeights(new HashMap<>(weights)));
  }

  private void hold(String name, ManualState.Kind kind) {
    context.operatorHolds().set(new ManualState(name, kind, "ana", "test", time.now(), null)).run();
  }
}
