package io.signalbox.core.config.table;

import static io.signalbox.core.config.table.Decl.MAX_NUMBER;
import static io.signalbox.core.config.table.Decl.leaf;
import static io.signalbox.core.config.table.Decl.optional;
import static io.signalbox.core.config.table.Decl.positive;
import static io.signalbox.core.config.table.Decl.section;
import static io.signalbox.core.config.table.HealthIdles.CIRCUITS_COUNT;
import static io.signalbox.core.config.table.HealthIdles.NEARER;
import static io.signalbox.core.config.table.HealthIdles.NEVER_EJECTS;
import static io.signalbox.core.config.table.HealthIdles.NO_CHECKS;
import static io.signalbox.core.config.table.ProviderIdles.CRITERIA_ABOVE;
import static io.signalbox.core.config.table.ProviderIdles.POLICY_ABOVE;
import static io.signalbox.core.config.table.ProviderIdles.POLICY_ASKS_FOR_HEALTH;
import static io.signalbox.core.config.table.ProviderIdles.TREE_DECIDES;
import static io.signalbox.core.config.table.StrategyIdles.CHAINS_SAY;
import static io.signalbox.core.config.table.StrategyIdles.CHAIN_HAS_CIRCUIT;
import static io.signalbox.core.config.table.StrategyIdles.CIRCUITS_SHARED;
import static io.signalbox.core.config.table.StrategyIdles.NOBODY_REFUSED;
import static io.signalbox.core.config.table.StrategyIdles.NOTHING_RETRIED;
import static io.signalbox.core.config.table.StrategyIdles.NOT_ADAPTIVE;
import static io.signalbox.core.config.table.StrategyIdles.NOT_STICKY;
import static io.signalbox.core.config.table.StrategyIdles.NO_CIRCUIT;
import static io.signalbox.core.config.table.StrategyIdles.NO_DWELL;
import static io.signalbox.core.config.table.StrategyIdles.NO_FAILOVER;
import static io.signalbox.core.config.table.StrategyIdles.NO_LATENCY;
import static io.signalbox.core.config.table.StrategyIdles.NO_RETRIES;
import static io.signalbox.core.config.table.StrategyIdles.NO_RETRIES_AT_ALL;
import static io.signalbox.core.config.table.StrategyIdles.ONE_ANSWER;
import static io.signalbox.core.config.table.StrategyIdles.ONE_AT_A_TIME;
import static io.signalbox.core.config.table.StrategyIdles.ONE_SUCCESS;
import static io.signalbox.core.config.table.StrategyIdles.OTHER_CIRCUIT_SECTION;
import static io.signalbox.core.config.table.StrategyIdles.SWITCHED_OFF;
import static io.signalbox.core.config.table.StrategyIdles.UNWEIGHED_BALANCER;
import static io.signalbox.core.config.table.StrategyIdles.UNWEIGHED_COMPOSITION;
import static io.signalbox.core.config.table.Use.by;
import static io.signalbox.core.provider.ConfigField.choice;
import static io.signalbox.core.provider.ConfigField.flag;
import static io.signalbox.core.provider.ConfigField.integer;
import static io.signalbox.core.provider.ConfigField.list;
import static io.signalbox.core.provider.ConfigField.number;

import io.signalbox.core.config.table.Decl.Section;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.balancing.CallWindow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that say how providers are chosen: defaults and ranges of semantics 2 to 5. */
public final class RoutingDeclarations {

  static final String[] POLICIES =
      Arrays.stream(SelectionPolicy.values()).map(Enum::name).toArray(String[]::new);

  public static final Section CRITERIA =
      section(
          "What a provider must satisfy to be chosen",
          leaf(
              list("required_capabilities", "Labels, APIs or features it must have"),
              by("every choice", CRITERIA_ABOVE)),
          leaf(
              number("min_success_rate", "Least success", 0, 0, 100, "%"),
              by("every choice", CRITERIA_ABOVE)),
          leaf(
              optional(number("max_response_time_ms", "Slowest mean", 0, 1, MAX_NUMBER, "ms")),
              by("every choice", CRITERIA_ABOVE)),
          leaf(
              flag("require_healthy", "Refuse unhealthy providers", true),
              by("every choice", CRITERIA_ABOVE, POLICY_ASKS_FOR_HEALTH)),
          leaf(
              list("exclude_strategies", "Instances, or a type for all of its instances"),
              by("every choice", CRITERIA_ABOVE)),
          leaf(
              list("prefer_strategies", "Instances or types that are tried first"),
              by("the policy, which takes them first", CRITERIA_ABOVE, TREE_DECIDES)),
          leaf(
              ConfigField.text("custom_filter", "An installed filter that may refuse", null),
              by("every choice", CRITERIA_ABOVE)));

  public static final Section HEALTH =
      section(
          "How health is judged",
          leaf(
              choice(
                  "health_check_mode",
                  "Where the judgement comes from",
                  "HYBRID",
                  "DISABLED",
                  "PASSIVE",
                  "ACTIVE",
                  "HYBRID"),
              by("the monitor", NEARER)),
          leaf(
              positive("health_check_interval_seconds", "Between two checks", 30, "s"),
              by("the monitor", NO_CHECKS, NEARER)),
          leaf(
              integer("unhealthy_threshold", "Failures in a row that eject", 3, 1, 1_000, ""),
              by("the monitor", NEVER_EJECTS, CIRCUITS_COUNT, NEARER)),
          leaf(
              integer("recovery_threshold", "Good checks in a row to return", 2, 1, 1_000, ""),
              by("the monitor", NO_CHECKS, NEARER)),
          leaf(
              number("recovery_dwell_seconds", "Least time out", 60, 0, MAX_NUMBER, "s"),
              by("the monitor", NEVER_EJECTS, NEARER)));

  public static final Section BALANCING =
      with(
          HEALTH,
          "Spreads calls over providers",
          leaf(
              choice(
                  "algorithm",
                  "How calls are spread",
                  "ROUND_ROBIN",
                  "ROUND_ROBIN",
                  "WEIGHTED_ROUND_ROBIN",
                  "LEAST_CONNECTIONS",
                  "LEAST_RESPONSE_TIME",
                  "RANDOM",
                  "WEIGHTED_RANDOM",
                  "HASH_BASED",
                  "ADAPTIVE"),
              by("the balancer")),
          leaf(
              integer("max_connections_per_strategy", "Calls in flight", 100, 1, 1_000_000, ""),
              by("every choice")),
          leaf(
              integer(
                  "response_time_window_size", "Calls averaged", 10, 1, CallWindow.MAX_CALLS, ""),
              by("the balancer", NO_LATENCY)),
          leaf(
              number("weight_adjustment_factor", "Adaptive step", 0.1, 1e-9, 1, ""),
              by("the balancer", NOT_ADAPTIVE)),
          leaf(
              flag("sticky_sessions", "Keep a session's provider", false),
              by("every choice of a session")),
          leaf(
              positive("session_timeout_seconds", "A session's life after its last use", 300, "s"),
              by("every choice of a session", NOT_STICKY)),
          leaf(
              flag("panic_mode", "Use all when none is healthy", false),
              by("the balancer", NOBODY_REFUSED)),
          leaf(
              ConfigField.map("weights", "Member to weight, 0 or more; 0 drains"),
              by(
                  "the balancer; those of `load_balancing`, whoever weighs a provider",
                  UNWEIGHED_BALANCER)));

  private static final Section CHAIN =
      section(
          "Tries its members one after another",
          leaf(
              choice(
                  "mode",
                  "When the chain is used",
                  "IMMEDIATE",
                  "IMMEDIATE",
                  "RETRY_THEN_FALLBACK",
                  "CIRCUIT_BREAKER",
                  "HEALTH_BASED"),
              by("the chain")),
          leaf(
              integer("max_retries", "Extra attempts at the primary", 3, 0, 1_000, ""),
              by("the chain", NO_RETRIES_AT_ALL)),
          leaf(
              number("retry_delay_seconds", "Before the first retry", 1, 0, MAX_NUMBER, "s"),
              by("the chain", NOTHING_RETRIED, NO_RETRIES)),
          leaf(
              integer("circuit_breaker_threshold", "Failures that open", 5, 1, 1_000_000, ""),
              by("the circuits of its members", NO_CIRCUIT, CIRCUITS_SHARED)),
          leaf(
              positive("circuit_breaker_timeout_seconds", "Until a trial", 60, "s"),
              by("the circuits of its members", NO_CIRCUIT, CIRCUITS_SHARED)),
          leaf(
              integer("half_open_max_calls", "Trials at once", 1, 1, 1_000, ""),
              by("the circuits of its members", NO_CIRCUIT, CIRCUITS_SHARED)),
          leaf(
              positive("health_check_interval_seconds", "Between two checks", 30, "s"),
              by("the monitor", NO_CHECKS, NEARER)),
          leaf(positive("fallback_timeout_seconds", "The whole chain", 30, "s"), by("the chain")),
          leaf(
              number(
                  "recovery_dwell_seconds", "Healthy before failing back", 60, 0, MAX_NUMBER, "s"),
              by("the chain", NO_DWELL)),
          leaf(
              flag("enable_graceful_degradation", "Answer degraded when all fail", true),
              by("the answer when all have failed")));

  public static final Section FALLBACK =
      with(
          CHAIN,
          "A chain: the primary, then the fallbacks",
          leaf(ConfigField.text("primary", "Tried first", null), by("the chain")),
          leaf(list("fallbacks", "Tried next, in order"), by("the chain", NO_FAILOVER)));

  public static final Section COMPOSITION =
      section(
          "Asks several members for one answer",
          leaf(
              choice(
                  "mode",
                  "How they are asked",
                  "PARALLEL",
                  "PARALLEL",
                  "SEQUENTIAL",
                  "LOAD_BALANCED",
                  "AGGREGATED",
                  "REDUNDANT"),
              by("the composition")),
          leaf(
              choice(
                  "aggregation_policy",
                  "How answers are combined",
                  "MERGE_ALL",
                  "MERGE_ALL",
                  "FIRST_SUCCESS",
                  "MAJORITY_WINS",
                  "BEST_PERFORMANCE"),
              by("the composition", ONE_ANSWER)),
          leaf(
              integer("max_concurrent_operations", "At once", 5, 1, 10_000, ""),
              by("the composition", ONE_AT_A_TIME)),
          leaf(positive("timeout_seconds", "For all of them", 30, "s"), by("the composition")),
          leaf(
              flag("require_all_success", "Fail unless all succeed", false),
              by("the composition", ONE_SUCCESS, ONE_ANSWER)),
          leaf(
              integer("min_success_count", "Fewest that must succeed", 1, 1, 10_000, ""),
              by("the composition", ONE_SUCCESS, ONE_ANSWER)),
          leaf(
              number("failure_threshold", "Share that may fail", 0.5, 0, 1, ""),
              by("the composition", ONE_SUCCESS, ONE_ANSWER)),
          leaf(list("members", "Providers or strategies asked"), by("the composition")),
          leaf(
              ConfigField.map("weights", "Member to weight"),
              by("the composition", UNWEIGHED_COMPOSITION)));

  public static final Section CIRCUIT =
      section(
          "A circuit for every provider, or another spelling of the chain's",
          leaf(
              flag("enabled", "Use the circuit", true),
              by("every choice", OTHER_CIRCUIT_SECTION, CHAIN_HAS_CIRCUIT)),
          leaf(
              integer("failure_threshold", "Failures that open", 5, 1, 1_000_000, ""),
              by("the circuits", OTHER_CIRCUIT_SECTION, SWITCHED_OFF, CHAINS_SAY)),
          leaf(
              positive("recovery_timeout", "Until a trial", 60, "s"),
              by("the circuits", OTHER_CIRCUIT_SECTION, SWITCHED_OFF, CHAINS_SAY)),
          leaf(
              integer("half_open_max_calls", "Trials at once", 1, 1, 1_000, ""),
              by("the circuits", OTHER_CIRCUIT_SECTION, SWITCHED_OFF, CHAINS_SAY)));

  public static final Section STRATEGY =
      nested(
          "How providers are chosen and watched",
          Map.of("selection_criteria", CRITERIA),
          leaf(
              choice("selection_policy", "How candidates are ordered", "", POLICIES),
              by("choices that nothing above decides", POLICY_ABOVE, TREE_DECIDES)),
          leaf(
              optional(positive("health_check_interval_seconds", "Between two checks", 30, "s")),
              by("the monitor", NO_CHECKS, NEARER)),
          leaf(
              optional(
                  flag(
                      "failover_enabled",
                      "Whether chains go on, and a remainder elsewhere; else as the tree has"
                          + " chains",
                      true)),
              by("chains, and requests with a remainder")),
          leaf(
              flag("metrics_collection_enabled", "Whether calls are measured", true),
              by("the metrics")));

  private static final Decl.Leaf KIND =
      leaf(
          choice("kind", "What it is", "", "failover", "balance", "compose"),
          by("the routing tree"));

  private static final Decl.Leaf MEMBERS =
      leaf(list("members", "Providers or strategies, in order"), by("the strategy"));

  public static final Section FAILOVER_NODE = with(CHAIN, "A chain", KIND, MEMBERS);
  public static final Section BALANCE_NODE = with(BALANCING, "A balancer", KIND, MEMBERS);
  public static final Section COMPOSE_NODE = with(COMPOSITION, "A composition", KIND, MEMBERS);

  public static final Section ROUTING =
      nested(
          "Strategies made of strategies",
          Map.of(
              "strategies",
              new Decl.Named(
                  "Name to strategy",
                  new Decl.Kinds(
                      "A strategy",
                      "kind",
                      Map.of(
                          "failover", FAILOVER_NODE,
                          "balance", BALANCE_NODE,
                          "compose", COMPOSE_NODE)))),
          leaf(ConfigField.text("root", "The strategy asked first", null), by("the routing tree")));

  private RoutingDeclarations() {}

  private static Section with(Section base, String description, Decl.Leaf... leaves) {
    Map<String, Decl> keys = new LinkedHashMap<>(base.keys());
    for (Decl.Leaf each : List.of(leaves)) {
      keys.put(each.field().name(), each);
    }
    return new Section(description, keys, false);
  }

  private static Section nested(
      String description, Map<String, ? extends Decl> more, Decl.Leaf... leaves) {
    Map<String, Decl> keys = new LinkedHashMap<>();
    for (Decl.Leaf each : List.of(leaves)) {
      keys.put(each.field().name(), each);
    }
    keys.putAll(more);
    return new Section(description, keys, false);
  }
}
