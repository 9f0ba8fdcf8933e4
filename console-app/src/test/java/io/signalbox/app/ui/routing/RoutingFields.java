package io.signalbox.app.ui.routing;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.routing.SelectionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Settings of strategies as a core would list them. */
final class RoutingFields {

  private final List<RoutingSetting> fields;

  RoutingFields(List<RoutingSetting> fields) {
    this.fields = fields;
  }

  void criteria(String node, String prefix, String policy) {
    add(
        node,
        prefix,
        policy,
        "override by day-operator",
        ConfigField.choice(
            "selection_policy", "How candidates are ordered", "FIRST_AVAILABLE", policies()));
    add(
        node,
        prefix,
        90.0,
        "config.json:12:3",
        ConfigField.number("min_success_rate", "Least success", 0, 0, 100, "%"));
    add(node, prefix, null, "", maxResponse());
    add(
        node,
        prefix,
        List.of(),
        "",
        ConfigField.list("required_capabilities", "Labels, APIs or features it must have"));
    add(node, prefix, true, "", ConfigField.flag("require_healthy", "Refuse unhealthy", true));
    add(node, prefix, List.of("sim-lab"), "config.json:15:3", exclude());
    add(
        node,
        prefix + "load_balancing.",
        "HYBRID",
        "",
        ConfigField.choice(
            "health_check_mode",
            "Where the judgement comes from",
            "HYBRID",
            "DISABLED",
            "PASSIVE",
            "ACTIVE",
            "HYBRID"));
    add(
        node,
        prefix,
        30.0,
        "",
        ConfigField.number("health_check_interval_seconds", "Between checks", 30, 1e-3, 1e9, "s"));
    add(
        node,
        prefix,
        3L,
        "",
        ConfigField.integer("unhealthy_threshold", "Failures that eject", 3, 1, 1_000, ""));
  }

  private static ConfigField exclude() {
    return ConfigField.list("exclude_strategies", "Instances, or a type for all of its instances");
  }

  private static ConfigField maxResponse() {
    ConfigField field = ConfigField.number("max_response_time_ms", "Slowest mean", 0, 1, 1e9, "ms");
    return new ConfigField(
        field.name(),
        field.kind(),
        field.description(),
        null,
        1.0,
        1e9,
        List.of(),
        false,
        false,
        "ms");
  }

  private static String[] policies() {
    return Arrays.stream(SelectionPolicy.values()).map(Enum::name).toArray(String[]::new);
  }

  void balancer(String node, Map<String, Double> weights) {
    String prefix = "routing.strategies." + node + ".";
    add(
        node,
        prefix,
        "WEIGHTED_ROUND_ROBIN",
        "config.json:40:7",
        ConfigField.choice(
            "algorithm",
            "How calls are spread",
            "ROUND_ROBIN",
            "ROUND_ROBIN",
            "WEIGHTED_ROUND_ROBIN",
            "LEAST_CONNECTIONS",
            "RANDOM",
            "ADAPTIVE"));
    criteriaOf(node, prefix);
    add(
        node,
        prefix,
        100L,
        "",
        ConfigField.integer(
            "max_connections_per_strategy", "Calls in flight", 100, 1, 1_000_000, ""));
    add(node, prefix, false, "", ConfigField.flag("sticky_sessions", "Keep the provider", false));
    add(
        node,
        prefix,
        300.0,
        "",
        ConfigField.number("session_timeout_seconds", "A session's life", 300, 1e-3, 1e9, "s"));
    add(
        node,
        prefix,
        false,
        "",
        ConfigField.flag("panic_mode", "Use all when none is well", false));
    for (String member : List.of("aws-us-east-1", "west-line", "azure-east-us")) {
      add(
          node,
          prefix + "weights.",
          weights.get(member),
          "",
          ConfigField.number(member, "Share of traffic", 1, 0, 1e9, ""));
    }
  }

  private void criteriaOf(String node, String prefix) {
    add(
        node,
        prefix,
        90.0,
        "override by day-operator",
        ConfigField.number("min_success_rate", "Least success", 0, 0, 100, "%"));
    add(node, prefix, null, "", maxResponse());
    add(
        node,
        prefix,
        List.of(),
        "",
        ConfigField.list("required_capabilities", "Labels, APIs or features it must have"));
    add(node, prefix, true, "", ConfigField.flag("require_healthy", "Refuse unhealthy", true));
    add(node, prefix, List.of("sim-lab"), "config.json:44:9", exclude());
  }

  void failover(String node) {
    String prefix = "routing.strategies." + node + ".";
    add(
        node,
        prefix,
        "CIRCUIT_BREAKER",
        "config.json:30:7",
        ConfigField.choice(
            "mode",
            "When the chain is used",
            "IMMEDIATE",
            "IMMEDIATE",
            "RETRY_THEN_FALLBACK",
            "CIRCUIT_BREAKER",
            "HEALTH_BASED"));
    add(
        node,
        prefix,
        3L,
        "",
        ConfigField.integer("max_retries", "Extra attempts", 3, 0, 1_000, ""));
    add(
        node,
        prefix,
        1.0,
        "",
        ConfigField.number("retry_delay_seconds", "Before the first retry", 1, 0, 1e9, "s"));
    add(
        node,
        prefix,
        5L,
        "",
        ConfigField.integer(
            "circuit_breaker_threshold", "Failures that open", 5, 1, 1_000_000, ""));
    add(
        node,
        prefix,
        60.0,
        "",
        ConfigField.number("circuit_breaker_timeout_seconds", "Until a trial", 60, 1e-3, 1e9, "s"));
    add(
        node,
        prefix,
        1L,
        "",
        ConfigField.integer("half_open_max_calls", "Trials at once", 1, 1, 1_000, ""));
    add(
        node,
        prefix,
        30.0,
        "",
        ConfigField.number("fallback_timeout_seconds", "The whole chain", 30, 1e-3, 1e9, "s"));
    add(
        node,
        prefix,
        true,
        "",
        ConfigField.flag("enable_graceful_degradation", "Answer degraded when all fail", true));
  }

  void composition(String node, String... members) {
    String prefix = "routing.strategies." + node + ".";
    add(
        node,
        prefix,
        "PARALLEL",
        "config.json:60:7",
        ConfigField.choice(
            "mode", "How they are asked", "PARALLEL", "PARALLEL", "SEQUENTIAL", "LOAD_BALANCED"));
    add(
        node,
        prefix,
        "MERGE_ALL",
        "",
        ConfigField.choice(
            "aggregation_policy",
            "How answers are combined",
            "MERGE_ALL",
            "MERGE_ALL",
            "FIRST_SUCCESS",
            "MAJORITY_WINS"));
    add(
        node,
        prefix,
        5L,
        "",
        ConfigField.integer("max_concurrent_operations", "At once", 5, 1, 10_000, ""));
    add(
        node,
        prefix,
        false,
        "",
        ConfigField.flag("require_all_success", "Fail unless all do", false));
    add(
        node,
        prefix,
        0.5,
        "",
        ConfigField.number("failure_threshold", "Share that may fail", 0.5, 0, 1, ""));
    IntStream.range(0, members.length)
        .forEach(i ->
            add(
                node,
                prefix + "weights.",
                (double) (i + 1),
                "",
                ConfigField.number(members[i], "Share of traffic", 1, 0, 1e9, "")));
  }

  private void add(
      String node, String prefix, @Nullable Object value, String origin, ConfigField field) {
    fields.add(new RoutingSetting(node, prefix + field.name(), field, value, origin));
  }
}
