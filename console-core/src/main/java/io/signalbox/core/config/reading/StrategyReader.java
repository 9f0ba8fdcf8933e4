package io.signalbox.core.config.reading;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.FlatStrategies;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one strategy of any kind. Used once, by one thread. */
final class StrategyReader {

  private final SectionReader sections;
  private final Findings findings;
  private final @Nullable ObjectNode circuitAlias;

  /**
   * @param circuitAlias the section {@code circuit_breaker}, another spelling of a chain's circuit
   */
  StrategyReader(SectionReader sections, Findings findings, @Nullable ObjectNode circuitAlias) {
    this.sections = sections;
    this.findings = findings;
    this.circuitAlias = circuitAlias;
  }

  /** Empty where its kind cannot be told; that was said when the section was checked. */
  Optional<StrategyNode> read(String name, ObjectNode node, String path) {
    String kind = String.valueOf(node.get("kind").map(SourceNode::toValue).orElse(""));
    List<String> members =
        sections.value(node, RoutingDeclarations.FAILOVER_NODE, "members") instanceof List<?> list
            ? list.stream().map(Object::toString).toList()
            : List.of();
    return switch (kind.trim().toLowerCase(Locale.ROOT)) {
      case "failover" ->
          Optional.of(failover(name, node, RoutingDeclarations.FAILOVER_NODE, members));
      case "balance" -> Optional.of(balance(name, node, members, path));
      case "compose" -> Optional.of(compose(name, node, members, path));
      default -> Optional.empty();
    };
  }

  StrategyNode.Failover failover(
      String name, ObjectNode node, Decl.Section declared, List<String> members) {
    FailoverSettings base = FailoverSettings.DEFAULT;
    Values values = new Values(node, declared);
    FailoverMode mode = values.text("mode").map(FailoverMode::valueOf).orElse(base.mode());
    return new StrategyNode.Failover(
        name,
        members,
        new FailoverSettings(
            mode,
            values.integer("max_retries", base.maxRetries()),
            values.seconds("retry_delay_seconds", base.retryDelay()),
            circuit(values, circuitAlias),
            values.seconds("fallback_timeout_seconds", base.chainTimeout()),
            values.seconds("recovery_dwell_seconds", base.recoveryDwell()),
            values.flag("enable_graceful_degradation", base.gracefulDegradation())));
  }

  /** A chain's circuit: its own keys, else those of the alias, else the defaults. */
  CircuitSettings circuit(@Nullable Values chain, @Nullable ObjectNode alias) {
    CircuitSettings base = CircuitSettings.DEFAULT;
    if (alias != null) {
      Values values = new Values(alias, RoutingDeclarations.CIRCUIT);
      base =
          new CircuitSettings(
              values.integer("failure_threshold", base.threshold()),
              values.seconds("recovery_timeout", base.timeout()),
              values.integer("half_open_max_calls", base.halfOpenCalls()));
    }
    return chain == null
        ? base
        : new CircuitSettings(
            chain.integer("circuit_breaker_threshold", base.threshold()),
            chain.seconds("circuit_breaker_timeout_seconds", base.timeout()),
            chain.integer("half_open_max_calls", base.halfOpenCalls()));
  }

  StrategyNode.Balance balance(String name, ObjectNode node, List<String> members, String path) {
    BalancingSettings base = BalancingSettings.DEFAULT;
    Values values = new Values(node, RoutingDeclarations.BALANCE_NODE);
    BalancingAlgorithm algorithm =
        values.text("algorithm").map(BalancingAlgorithm::valueOf).orElse(base.algorithm());
    boolean sticky = values.flag("sticky_sessions", base.stickySessions());
    return new StrategyNode.Balance(
        name,
        members,
        weights(node, members, path),
        new BalancingSettings(
            algorithm,
            values.integer("max_connections_per_strategy", base.maxConnections()),
            values.integer("response_time_window_size", base.responseTimeWindow()),
            values.number("weight_adjustment_factor", base.weightAdjustment()),
            sticky,
            values.seconds("session_timeout_seconds", base.sessionTimeout()),
            values.flag("panic_mode", base.panicMode())));
  }

  StrategyNode.Compose compose(String name, ObjectNode node, List<String> members, String path) {
    CompositionSettings base = CompositionSettings.DEFAULT;
    Values values = new Values(node, RoutingDeclarations.COMPOSE_NODE);
    CompositionMode mode = values.text("mode").map(CompositionMode::valueOf).orElse(base.mode());
    AggregationPolicy policy =
        values.text("aggregation_policy").map(AggregationPolicy::valueOf).orElse(base.policy());
    return new StrategyNode.Compose(
        name,
        members,
        weights(node, members, path),
        new CompositionSettings(
            mode,
            policy,
            values.integer("max_concurrent_operations", base.maxConcurrent()),
            values.seconds("timeout_seconds", base.timeout()),
            values.flag("require_all_success", base.requireAllSuccess()),
            values.integer("min_success_count", base.minSuccessCount()),
            values.number("failure_threshold", base.failureThreshold())));
  }

  private Map<String, Double> weights(ObjectNode node, List<String> members, String path) {
    Map<String, Double> weights = new HashMap<>();
    if (!(node.get("weights").orElse(null) instanceof ObjectNode given)) {
      return weights;
    }
    // The flat balancer's weights hold for every provider: whoever reads those tells what is wrong.
    boolean told = path.equals("provider." + FlatStrategies.BALANCING);
    given
        .fields()
        .forEach((name, field) -> {
          String key = path + ".weights." + name;
          if (field.value().toValue() instanceof Number number
              && Double.isFinite(number.doubleValue())
              && number.doubleValue() >= 0) {
            weights.put(name, number.doubleValue());
          } else if (!told) {
            findings.error("OUT_OF_RANGE", field.value(), key, "is not a number of at least 0", "");
          }
          if (!told && !members.contains(name)) {
            findings.warning(
                "UNKNOWN_PROVIDER",
                field.keyLocation(),
                key,
                "names no member; members: " + String.join(", ", members),
                "");
          }
        });
    return weights;
  }

  /** Typed values of one section. */
  final class Values {
    private final ObjectNode node;
    private final Decl.Section declared;

    Values(ObjectNode node, Decl.Section declared) {
      this.node = node;
      this.declared = declared;
    }

    private @Nullable Object value(String key) {
      return sections.value(node, declared, key);
    }

    Optional<String> text(String key) {
      return Optional.ofNullable(value(key)).map(Object::toString);
    }

    int integer(String key, int base) {
      return value(key) instanceof Long number ? Math.toIntExact(number) : base;
    }

    double number(String key, double base) {
      return value(key) instanceof Double number ? number : base;
    }

    boolean flag(String key, boolean base) {
      return value(key) instanceof Boolean flag ? flag : base;
    }

    Duration seconds(String key, Duration base) {
      return value(key) instanceof Double seconds ? HealthReader.seconds(seconds) : base;
    }
  }
}
