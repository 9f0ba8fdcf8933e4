package io.signalbox.core.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the routing sections mean, whole and flat. */
class RoutingGrammarTest {

  private static final String PROVIDERS =
      """
        providers:
          - {name: a, type: simulated}
          - {name: b, type: simulated, weight: 3}
          - {name: c, type: simulated}
      """;

  @TempDir Path folder;

  /** Sections under {@code provider}, beside three providers. */
  private Configuration read(String sections) throws IOException {
    return service(sections, null).load();
  }

  private ConfigurationService service(String sections, @Nullable String overlay)
      throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"), "provider:\n" + PROVIDERS + sections.indent(2));
    return new ConfigurationService(
        folder,
        overlay,
        key -> null,
        Map.of("simulated", new SimulatedProviderFactory()),
        new ManualTime(),
        new EventStream(),
        new Secrets());
  }

  private RoutingTree tree(String sections) throws IOException {
    return read(sections).routing().tree();
  }

  private static List<String> codes(Configuration read) {
    return read.diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void theTreeIsReadWithEverySetting() throws IOException {
    Configuration read =
        read(
            """
            routing:
              root: chain
              strategies:
                pool:
                  kind: balance
                  members: [a, b]
                  algorithm: adaptive
                  weights: {a: 4}
                  max_connections_per_strategy: 7
                  response_time_window_size: 5
                  weight_adjustment_factor: 0.3
                  sticky_sessions: true
                  session_timeout_seconds: 90
                  panic_mode: true
                both:
                  kind: compose
                  members: [pool, c]
                  mode: redundant
                  aggregation_policy: majority-wins
                  max_concurrent_operations: 2
                  timeout_seconds: 2.5
                  require_all_success: true
                  min_success_count: 2
                  failure_threshold: 0.25
                chain:
                  kind: failover
                  members: [both, b]
                  mode: retry-then-fallback
                  max_retries: 1
                  retry_delay_seconds: 0.25
                  fallback_timeout_seconds: 12
                  enable_graceful_degradation: false
            """);
    assertThat(read.diagnostics()).isEmpty();
    RoutingTree tree = read.routing().tree();
    assertThat(tree.root()).isEqualTo("chain");
    StrategyNode.Balance pool = (StrategyNode.Balance) tree.strategy("pool").orElseThrow();
    assertThat(pool.weights()).containsExactly(Map.entry("a", 4.0));
    assertThat(pool.settings().algorithm()).isEqualTo(BalancingAlgorithm.ADAPTIVE);
    assertThat(pool.settings().maxConnections()).isEqualTo(7);
    assertThat(pool.settings().responseTimeWindow()).isEqualTo(5);
    assertThat(pool.settings().weightAdjustment()).isEqualTo(0.3);
    assertThat(pool.settings().sessionTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(pool.settings().panicMode()).isTrue();
    StrategyNode.Compose both = (StrategyNode.Compose) tree.strategy("both").orElseThrow();
    assertThat(both.settings().mode()).isEqualTo(CompositionMode.REDUNDANT);
    assertThat(both.settings().policy()).isEqualTo(AggregationPolicy.MAJORITY_WINS);
    assertThat(both.settings().timeout()).isEqualTo(Duration.ofMillis(2_500));
    assertThat(both.settings().minSuccessCount()).isEqualTo(2);
    assertThat(both.settings().failureThreshold()).isEqualTo(0.25);
    StrategyNode.Failover chain = (StrategyNode.Failover) tree.strategy("chain").orElseThrow();
    assertThat(chain.settings().mode()).isEqualTo(FailoverMode.RETRY_THEN_FALLBACK);
    assertThat(chain.settings().maxRetries()).isEqualTo(1);
    assertThat(chain.settings().retryDelay()).isEqualTo(Duration.ofMillis(250));
    assertThat(chain.settings().chainTimeout()).isEqualTo(Duration.ofSeconds(12));
    assertThat(chain.settings().gracefulDegradation()).isFalse();
  }

  @Test
  void flatFallbackIsAChain() throws IOException {
    RoutingTree tree = tree("fallback: {primary: b, fallbacks: [c, a], mode: HEALTH_BASED}");
    assertThat(tree.root()).isEqualTo("fallback");
    assertThat(tree.strategy("fallback").orElseThrow().members()).containsExactly("b", "c", "a");
  }

  @Test
  void flatBalancingIsOverAllAndItsWeightsBeatTheirOwn() throws IOException {
    RoutingSettings routing =
        read("""
        load_balancing:
          algorithm: WEIGHTED_ROUND_ROBIN
          weights: {a: 9}
          max_connections_per_strategy: 500
        """)
            .routing();
    assertThat(routing.tree().root()).isEqualTo("load_balancing");
    assertThat(routing.tree().strategy("load_balancing").orElseThrow().members())
        .containsExactly("a", "b", "c");
    assertThat(routing.weights()).containsExactly(Map.entry("a", 9.0));
    assertThat(routing.maxConnections()).isEqualTo(500);
  }

  @Test
  void primaryThatNamesTheBalancerPutsItInside() throws IOException {
    RoutingTree tree =
        tree(
            """
            load_balancing: {algorithm: LEAST_CONNECTIONS}
            fallback: {primary: load_balancing, fallbacks: [c]}
            """);
    assertThat(tree.root()).isEqualTo("fallback");
    assertThat(tree.strategy("fallback").orElseThrow().members())
        .containsExactly("load_balancing", "c");
    assertThat(tree.reached()).hasSize(2);
  }

  @Test
  void flatCompositionIsOverAllOrItsMembers() throws IOException {
    assertThat(
            tree("composition: {mode: SEQUENTIAL}").strategy("composition").orElseThrow().members())
        .containsExactly("a", "b", "c");
    assertThat(
            tree("composition: {members: [c, a]}").strategy("composition").orElseThrow().members())
        .containsExactly("c", "a");
  }

  @Test
  void fallbackStrategiesAloneTakeTheDefaultInstanceFirst() throws IOException {
    RoutingTree tree = tree("default_provider_instance: b\nfallback_strategies: [c, b, a]");
    assertThat(tree.strategy("fallback").orElseThrow().members()).containsExactly("b", "c", "a");
  }

  @Test
  void circuitBreakerAloneGuardsEveryProvider() throws IOException {
    RoutingSettings routing =
        read("""
        circuit_breaker: {failure_threshold: 3, recovery_timeout: 10, half_open_max_calls: 2}
        """)
            .routing();
    assertThat(routing.tree().isEmpty()).isTrue();
    assertThat(routing.guard()).isEqualTo(new CircuitSettings(3, Duration.ofSeconds(10), 2));
    assertThat(read("circuit_breaker: {enabled: false}").routing().guard()).isNull();
    assertThat(read("circuit_breaker_config: {failure_threshold: 3}").routing().guard())
        .isNotNull();
  }

  @Test
  void circuitBreakerBesideAChainIsAnotherSpellingOfItsKeys() throws IOException {
    RoutingSettings routing =
        read("""
        circuit_breaker: {failure_threshold: 3, recovery_timeout: 10}
        fallback:
          primary: a
          fallbacks: [b]
          mode: CIRCUIT_BREAKER
          circuit_breaker_timeout_seconds: 20
        """)
            .routing();
    assertThat(routing.guard()).as("the chain has it").isNull();
    StrategyNode.Failover chain =
        (StrategyNode.Failover) routing.tree().strategy("fallback").orElseThrow();
    assertThat(chain.settings().circuit())
        .isEqualTo(new CircuitSettings(3, Duration.ofSeconds(20), 1));
  }

  @Test
  void failoverSwitchedOffCutsChainsToTheirFirst() throws IOException {
    RoutingTree tree =
        tree(
            """
            strategy: {failover_enabled: false}
            load_balancing: {algorithm: RANDOM}
            fallback: {primary: load_balancing, fallbacks: [c]}
            """);
    assertThat(tree.strategy("fallback").orElseThrow().members()).containsExactly("load_balancing");
    assertThat(tree.strategy("load_balancing").orElseThrow().members()).hasSize(3);
  }

  @Test
  void overlaysMergeStrategiesKeyByKey() throws IOException {
    Files.writeString(
        folder.resolve("production.yaml"),
        """
        provider:
          routing:
            strategies:
              chain: {mode: RETRY_THEN_FALLBACK, max_retries: 9, members: [b]}
        """);
    ConfigurationService service =
        service(
            """
            routing:
              root: chain
              strategies:
                chain: {kind: failover, members: [a, c], fallback_timeout_seconds: 5}
            """,
            "production");
    StrategyNode.Failover chain =
        (StrategyNode.Failover) service.load().routing().tree().strategy("chain").orElseThrow();
    assertThat(chain.members()).as("lists are replaced").containsExactly("b");
    assertThat(chain.settings().maxRetries()).isEqualTo(9);
    assertThat(chain.settings().chainTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void overridesReachTheStrategyOfTheLongestNameThatFits() throws IOException {
    ConfigurationService service =
        service(
            """
            routing:
              root: pool
              strategies:
                pool: {kind: balance, members: [pool.fast, c]}
                pool.fast: {kind: balance, members: [a, b]}
            """,
            null);
    service.load();
    Map<String, @Nullable Object> changes = new HashMap<>();
    changes.put("routing.strategies.pool.algorithm", "WEIGHTED_RANDOM");
    changes.put("routing.strategies.pool.fast.algorithm", "HASH_BASED");
    changes.put("routing.strategies.pool.weights.pool.fast", 2.5);
    changes.put("routing.strategies.pool.fast.weights.a", 0.5);
    service.useOverrides(new NoOverrides());
    ConfigurationService.Preview preview = service.preview(changes);
    assertThat(preview.diagnostics()).isEmpty();
    RoutingTree tree = Objects.requireNonNull(preview.configuration()).routing().tree();
    StrategyNode.Balance pool = (StrategyNode.Balance) tree.strategy("pool").orElseThrow();
    assertThat(pool.settings().algorithm()).isEqualTo(BalancingAlgorithm.WEIGHTED_RANDOM);
    assertThat(pool.weights()).containsExactly(Map.entry("pool.fast", 2.5));
    StrategyNode.Balance fast = (StrategyNode.Balance) tree.strategy("pool.fast").orElseThrow();
    assertThat(fast.settings().algorithm()).isEqualTo(BalancingAlgorithm.HASH_BASED);
    assertThat(fast.weights()).containsExactly(Map.entry("a", 0.5));
  }

  @Test
  void overridesReachTheProviderOfTheLongestNameThatFits() throws IOException {
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        provider:
          providers:
            - {name: a, type: simulated}
            - {name: a.config, type: simulated}
        """);
    ConfigurationService service =
        new ConfigurationService(
            folder,
            null,
            key -> null,
            Map.of("simulated", new SimulatedProviderFactory()),
            new ManualTime(),
            new EventStream(),
            new Secrets());
    service.load();
    service.useOverrides(new NoOverrides());
    Map<String, @Nullable Object> changes = new HashMap<>();
    changes.put("providers.a.config.weight", 7.0);
    changes.put("providers.a.weight", 2.0);
    Configuration read = Objects.requireNonNull(service.preview(changes).configuration());
    assertThat(read.provider("a.config").orElseThrow().weight()).isEqualTo(7);
    assertThat(read.provider("a").orElseThrow().weight()).isEqualTo(2);
  }

  @Test
  void weightsCapsAndHealthAloneLeaveThePolicyInForce() throws IOException {
    Configuration read =
        read(
            """
            selection_policy: PRIORITY
            load_balancing: {weights: {a: 2}, unhealthy_threshold: 5}
            """);
    assertThat(read.routing().tree().isEmpty()).isTrue();
    assertThat(codes(read)).isEmpty();
  }

  private static final class NoOverrides implements OverrideRepository {
    @Override
    public List<SettingOverride> overrides() {
      return List.of();
    }

    @Override
    public void save(SettingOverride override) {}

    @Override
    public void delete(String key) {}

    @Override
    public long generation() {
      return 0;
    }

    @Override
    public void bumpGeneration() {}
  }
}
