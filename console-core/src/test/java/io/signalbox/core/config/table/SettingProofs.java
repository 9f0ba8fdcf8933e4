package io.signalbox.core.config.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How each setting of routing is shown to act, and when it does not: one line each, on the folder
 * of {@link ProvenFolder}. A section that stands in several places is proven in each.
 */
final class SettingProofs {

  /** Where a section stands, and what is written there; the setting goes in the place of %s. */
  private static final Map<String, Map<String, String>> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put(
        "chain",
        Map.of(
            "provider.fallback",
            "fallback: {primary: a, fallbacks: [b, c], %s}",
            "provider.routing.strategies.NAME (failover)",
            "routing: {root: s, strategies: {s: {kind: failover, members: [a, b, c], %s}}}"));
    PLACES.put(
        "balancing",
        Map.of(
            "provider.load_balancing",
            "load_balancing: {%s}",
            "provider.routing.strategies.NAME (balance)",
            "routing: {root: s, strategies: {s: {kind: balance, members: [a, b, c], %s}}}"));
    PLACES.put(
        "health",
        Map.of(
            "provider.load_balancing",
            "load_balancing: {panic_mode: false, %s}",
            "provider.routing.strategies.NAME (balance)",
            "routing: {root: s, strategies: {s: {kind: balance, members: [a, b, c], %s}}}",
            "provider.providers[].health_check",
            "a: health_check: {%s}"));
    PLACES.put(
        "composition",
        Map.of(
            "provider.composition",
            "composition: {members: [a, b, c], %s}",
            "provider.routing.strategies.NAME (compose)",
            "routing: {root: s, strategies: {s: {kind: compose, members: [a, b, c], %s}}}"));
    PLACES.put(
        "circuit",
        Map.of(
            "provider.circuit_breaker", "circuit_breaker: {%s}",
            "provider.circuit_breaker_config", "circuit_breaker_config: {%s}"));
    PLACES.put(
        "criteria",
        Map.of(
            "provider.selection_criteria", "selection_criteria: {%s}",
            "provider.strategy.selection_criteria", "strategy: {selection_criteria: {%s}}"));
    PLACES.put("strategy", Map.of("provider.strategy", "strategy: {%s}"));
    PLACES.put("provider", Map.of("provider", "%s"));
    PLACES.put("instance", Map.of("provider.providers[]", "a: %s"));
    PLACES.put("fallback", Map.of("provider.fallback", "fallback: {%s}"));
    PLACES.put("parts", Map.of("provider.composition", "composition: {%s}"));
    PLACES.put("routing", Map.of("provider.routing", "routing: {%s}"));
    for (String kind : List.of("failover", "balance", "compose")) {
      PLACES.put(
          kind,
          Map.of(
              "provider.routing.strategies.NAME (" + kind + ")",
              "routing: {root: s, strategies: {s: {%s}}}"));
    }
  }

  /** Section, setting, what is written with @ for the value, two values, what stands beside. */
  private static final String ACTS =
      """
      chain | mode | mode: @ | IMMEDIATE | CIRCUIT_BREAKER
      chain | max_retries | mode: RETRY_THEN_FALLBACK, max_retries: @ | 1 | 3
      chain | retry_delay_seconds | mode: RETRY_THEN_FALLBACK, retry_delay_seconds: @ | 1 | 4
      chain | circuit_breaker_threshold | mode: CIRCUIT_BREAKER, circuit_breaker_threshold: @ | 2 | 6
      chain | circuit_breaker_timeout_seconds | mode: CIRCUIT_BREAKER, circuit_breaker_timeout_seconds: @ | 20 | 90
      chain | half_open_max_calls | mode: CIRCUIT_BREAKER, half_open_max_calls: @ | 1 | 3
      chain | health_check_interval_seconds | health_check_interval_seconds: @ | 7 | 60
      chain | fallback_timeout_seconds | fallback_timeout_seconds: @ | 5 | 50
      chain | recovery_dwell_seconds | mode: HEALTH_BASED, recovery_dwell_seconds: @ | 0 | 150
      chain | enable_graceful_degradation | enable_graceful_degradation: @ | true | false
      fallback | primary | primary: @, fallbacks: [c] | a | b
      fallback | fallbacks | primary: a, fallbacks: @ | [b] | [c]
      failover | kind | kind: @, members: [a, b] | failover | balance
      balance | kind | kind: @, members: [a, b] | balance | compose
      compose | kind | kind: @, members: [a, b] | compose | failover
      failover | members | kind: failover, members: @ | [a, b] | [b, a]
      balance | members | kind: balance, members: @ | [a, b] | [b, c]
      compose | members | kind: compose, members: @ | [a, b] | [b, c]
      parts | members | members: @ | [a, b] | [b, c]
      routing | root | strategies: {s: {kind: failover, members: [a]}, t: {kind: failover, members: [b]}}, root: @ | s | t
      balancing | algorithm | algorithm: @ | ROUND_ROBIN | RANDOM
      balancing | max_connections_per_strategy | panic_mode: false, max_connections_per_strategy: @ | 1 | 2
      balancing | response_time_window_size | algorithm: LEAST_RESPONSE_TIME, response_time_window_size: @ | 1 | 30
      balancing | weight_adjustment_factor | algorithm: ADAPTIVE, weight_adjustment_factor: @ | 0.05 | 0.9
      balancing | sticky_sessions | sticky_sessions: @ | true | false
      balancing | session_timeout_seconds | sticky_sessions: true, session_timeout_seconds: @ | 60 | 300
      balancing | panic_mode | panic_mode: @ | true | false
      balancing | weights | algorithm: WEIGHTED_ROUND_ROBIN, weights: @ | {a: 5} | {b: 5}
      health | health_check_mode | health_check_mode: @ | HYBRID | DISABLED
      health | health_check_interval_seconds | health_check_interval_seconds: @ | 7 | 60
      health | unhealthy_threshold | unhealthy_threshold: @ | 2 | 6
      health | recovery_threshold | recovery_dwell_seconds: 0, recovery_threshold: @ | 1 | 5
      health | recovery_dwell_seconds | recovery_dwell_seconds: @ | 0 | 100
      composition | mode | mode: @ | PARALLEL | SEQUENTIAL
      composition | aggregation_policy | aggregation_policy: @ | MERGE_ALL | FIRST_SUCCESS
      composition | max_concurrent_operations | max_concurrent_operations: @ | 1 | 3
      composition | timeout_seconds | timeout_seconds: @ | 5 | 50
      composition | require_all_success | require_all_success: @ | true | false
      composition | min_success_count | failure_threshold: 1, min_success_count: @ | 1 | 3
      composition | failure_threshold | failure_threshold: @ | 0.2 | 0.9
      composition | weights | weights: @ | {a: 5} | {b: 5}
      circuit | enabled | enabled: @ | true | false
      circuit | failure_threshold | failure_threshold: @ | 2 | 6
      circuit | recovery_timeout | recovery_timeout: @ | 20 | 90
      circuit | half_open_max_calls | half_open_max_calls: @ | 1 | 3
      criteria | required_capabilities | required_capabilities: @ | [gpu] | [cpu] | a: capabilities: [gpu]
      criteria | min_success_rate | min_success_rate: @ | 0 | 90
      criteria | max_response_time_ms | max_response_time_ms: @ | 10 | 90000
      criteria | require_healthy | require_healthy: @ | true | false
      criteria | exclude_strategies | exclude_strategies: @ | [a] | [b]
      criteria | prefer_strategies | prefer_strategies: @ | [b] | [c]
      criteria | custom_filter | custom_filter: @ | no-a | no-b
      strategy | selection_policy | selection_policy: @ | ROUND_ROBIN | PRIORITY | b: priority: 1
      strategy | health_check_interval_seconds | health_check_interval_seconds: @ | 7 | 60
      strategy | failover_enabled | failover_enabled: @ | true | false | fallback: {primary: a, fallbacks: [b]}
      strategy | metrics_collection_enabled | metrics_collection_enabled: @ | true | false
      provider | type | type: @ | b | c
      provider | selection_policy | selection_policy: @ | ROUND_ROBIN | FIRST_AVAILABLE
      provider | default_selection_policy | default_selection_policy: @ | ROUND_ROBIN | FIRST_AVAILABLE
      provider | selection_strategy | selection_strategy: @ | to-a | to-b | selection_policy: CUSTOM
      provider | default_provider_type | default_provider_type: @ | aws | simulated | b: simulates: aws
      provider | default_provider_instance | default_provider_instance: @ | b | c
      provider | fallback_strategies | fallback_strategies: @ | [b] | [c] | default_provider_instance: a
      provider | health_check_interval | health_check_interval: @ | 7 | 60
      instance | type | type: @ | simulated | nowhere
      instance | simulates | simulates: @ | aws | gcp | default_provider_type: gcp ;; b: simulates: gcp
      instance | enabled | enabled: @ | true | false
      instance | priority | priority: @ | 1 | 200 | selection_policy: PRIORITY
      instance | weight | weight: @ | 1 | 5 | selection_policy: WEIGHTED_ROUND_ROBIN
      instance | capabilities | capabilities: @ | [gpu] | [cpu] | selection_criteria: {required_capabilities: [gpu]}
      """;

  /** Section, setting, case, what is written, two values, what wins, what stands beside. */
  private static final String IDLE =
      """
      chain | max_retries | NO_RETRIES_AT_ALL | mode: IMMEDIATE, max_retries: @ | 1 | 3 | mode IMMEDIATE
      chain | retry_delay_seconds | NOTHING_RETRIED | mode: HEALTH_BASED, retry_delay_seconds: @ | 1 | 3 | mode HEALTH_BASED
      chain | retry_delay_seconds | NO_RETRIES | mode: RETRY_THEN_FALLBACK, max_retries: 0, retry_delay_seconds: @ | 1 | 3 | max_retries is 0
      chain | circuit_breaker_threshold | NO_CIRCUIT | circuit_breaker_threshold: @ | 2 | 9 | mode IMMEDIATE
      chain | circuit_breaker_timeout_seconds | NO_CIRCUIT | circuit_breaker_timeout_seconds: @ | 2 | 90 | mode IMMEDIATE
      chain | half_open_max_calls | NO_CIRCUIT | half_open_max_calls: @ | 1 | 3 | mode IMMEDIATE
      routing | circuit_breaker_threshold | CIRCUITS_SHARED | root: s, strategies: {s: {kind: failover, members: [a, t]}, t: {kind: compose, members: [u, v]}, u: {kind: failover, mode: CIRCUIT_BREAKER, members: [b, c], circuit_breaker_threshold: 4}, v: {kind: failover, mode: CIRCUIT_BREAKER, members: [c, b], circuit_breaker_threshold: @}} | 2 | 9 | circuits of u
      routing | circuit_breaker_timeout_seconds | CIRCUITS_SHARED | root: s, strategies: {s: {kind: failover, members: [a, t]}, t: {kind: compose, members: [u, v]}, u: {kind: failover, mode: CIRCUIT_BREAKER, members: [b, c], circuit_breaker_threshold: 4}, v: {kind: failover, mode: CIRCUIT_BREAKER, members: [c, b], circuit_breaker_timeout_seconds: @}} | 2 | 90 | circuits of u
      routing | half_open_max_calls | CIRCUITS_SHARED | root: s, strategies: {s: {kind: failover, members: [a, t]}, t: {kind: compose, members: [u, v]}, u: {kind: failover, mode: CIRCUIT_BREAKER, members: [b, c], circuit_breaker_threshold: 4}, v: {kind: failover, mode: CIRCUIT_BREAKER, members: [c, b], half_open_max_calls: @}} | 1 | 3 | circuits of u
      chain | health_check_interval_seconds | NO_CHECKS | health_check_interval_seconds: @ | 7 | 60 | health_check_mode PASSIVE | a: health_check: {health_check_mode: PASSIVE} ;; b: health_check: {health_check_mode: PASSIVE} ;; c: health_check: {health_check_mode: PASSIVE}
      chain | health_check_interval_seconds | NEARER | health_check_interval_seconds: @ | 7 | 60 | in force for a: 3 | a: health_check: {health_check_interval_seconds: 3} ;; b: health_check: {health_check_interval_seconds: 3} ;; c: health_check: {health_check_interval_seconds: 3}
      chain | recovery_dwell_seconds | NO_DWELL | recovery_dwell_seconds: @ | 0 | 100 | mode IMMEDIATE
      fallback | fallbacks | NO_FAILOVER | primary: a, fallbacks: @ | [b] | [c] | failover_enabled is false | strategy: {failover_enabled: false}
      balancing | response_time_window_size | NO_LATENCY | panic_mode: false, response_time_window_size: @ | 1 | 30 | ROUND_ROBIN looks
      balancing | weight_adjustment_factor | NOT_ADAPTIVE | panic_mode: false, weight_adjustment_factor: @ | 0.1 | 0.9 | ROUND_ROBIN adjusts
      balancing | session_timeout_seconds | NOT_STICKY | panic_mode: false, session_timeout_seconds: @ | 9 | 900 | sticky_sessions is false
      balancing | panic_mode | NOBODY_REFUSED | panic_mode: @ | true | false | require_healthy is false | selection_criteria: {require_healthy: false}
      balancing | weights | UNWEIGHED_BALANCER | panic_mode: false, weights: @ | {a: 5} | {b: 5} | ROUND_ROBIN weighs
      health | health_check_interval_seconds | NO_CHECKS | health_check_mode: DISABLED, health_check_interval_seconds: @ | 7 | 60 | health_check_mode DISABLED
      health | unhealthy_threshold | NEVER_EJECTS | health_check_mode: DISABLED, unhealthy_threshold: @ | 1 | 9 | health_check_mode DISABLED
      health | recovery_threshold | NO_CHECKS | health_check_mode: PASSIVE, recovery_threshold: @ | 1 | 9 | health_check_mode PASSIVE
      health | recovery_dwell_seconds | NEVER_EJECTS | health_check_mode: DISABLED, recovery_dwell_seconds: @ | 1 | 99 | health_check_mode DISABLED
      health | unhealthy_threshold | CIRCUITS_COUNT | health_check_mode: PASSIVE, unhealthy_threshold: @ | 1 | 9 | count for the circuits | circuit_breaker: {enabled: true}
      balancing | health_check_mode | NEARER | panic_mode: false, health_check_mode: @ | HYBRID | DISABLED | in force for a: ACTIVE | a: health_check: {health_check_mode: ACTIVE} ;; b: health_check: {health_check_mode: ACTIVE} ;; c: health_check: {health_check_mode: ACTIVE}
      balancing | health_check_interval_seconds | NEARER | panic_mode: false, health_check_interval_seconds: @ | 40 | 60 | in force for a: 3 | a: health_check: {health_check_interval_seconds: 3} ;; b: health_check: {health_check_interval_seconds: 3} ;; c: health_check: {health_check_interval_seconds: 3}
      balancing | unhealthy_threshold | NEARER | panic_mode: false, unhealthy_threshold: @ | 2 | 9 | in force for a: 4 | a: health_check: {unhealthy_threshold: 4} ;; b: health_check: {unhealthy_threshold: 4} ;; c: health_check: {unhealthy_threshold: 4}
      balancing | recovery_threshold | NEARER | panic_mode: false, recovery_threshold: @ | 2 | 9 | in force for a: 4 | a: health_check: {recovery_threshold: 4} ;; b: health_check: {recovery_threshold: 4} ;; c: health_check: {recovery_threshold: 4}
      balancing | recovery_dwell_seconds | NEARER | panic_mode: false, recovery_dwell_seconds: @ | 2 | 9 | in force for a: 4 | a: health_check: {recovery_dwell_seconds: 4} ;; b: health_check: {recovery_dwell_seconds: 4} ;; c: health_check: {recovery_dwell_seconds: 4}
      composition | aggregation_policy | ONE_ANSWER | mode: LOAD_BALANCED, aggregation_policy: @ | MERGE_ALL | MAJORITY_WINS | LOAD_BALANCED
      composition | max_concurrent_operations | ONE_AT_A_TIME | mode: SEQUENTIAL, max_concurrent_operations: @ | 1 | 3 | SEQUENTIAL asks
      composition | require_all_success | ONE_SUCCESS | aggregation_policy: FIRST_SUCCESS, require_all_success: @ | true | false | FIRST_SUCCESS
      composition | min_success_count | ONE_SUCCESS | aggregation_policy: FIRST_SUCCESS, min_success_count: @ | 1 | 3 | FIRST_SUCCESS
      composition | failure_threshold | ONE_SUCCESS | aggregation_policy: FIRST_SUCCESS, failure_threshold: @ | 0 | 1 | FIRST_SUCCESS
      composition | require_all_success | ONE_ANSWER | mode: LOAD_BALANCED, require_all_success: @ | true | false | LOAD_BALANCED
      composition | min_success_count | ONE_ANSWER | mode: LOAD_BALANCED, min_success_count: @ | 1 | 3 | LOAD_BALANCED
      composition | failure_threshold | ONE_ANSWER | mode: LOAD_BALANCED, failure_threshold: @ | 0 | 1 | LOAD_BALANCED
      composition | weights | UNWEIGHED_COMPOSITION | mode: REDUNDANT, weights: @ | {a: 5} | {b: 5} | mode REDUNDANT
      provider | enabled | OTHER_CIRCUIT_SECTION | circuit_breaker_config: {enabled: @} | true | false | circuit_breaker wins | circuit_breaker: {enabled: true}
      provider | failure_threshold | OTHER_CIRCUIT_SECTION | circuit_breaker_config: {failure_threshold: @} | 2 | 9 | circuit_breaker wins | circuit_breaker: {enabled: true}
      provider | recovery_timeout | OTHER_CIRCUIT_SECTION | circuit_breaker_config: {recovery_timeout: @} | 2 | 9 | circuit_breaker wins | circuit_breaker: {enabled: true}
      provider | half_open_max_calls | OTHER_CIRCUIT_SECTION | circuit_breaker_config: {half_open_max_calls: @} | 1 | 3 | circuit_breaker wins | circuit_breaker: {enabled: true}
      circuit | enabled | CHAIN_HAS_CIRCUIT | enabled: @ | true | false | the chain fallback | fallback: {primary: a, fallbacks: [b], mode: CIRCUIT_BREAKER}
      circuit | failure_threshold | SWITCHED_OFF | enabled: false, failure_threshold: @ | 2 | 9 | enabled is false
      circuit | recovery_timeout | SWITCHED_OFF | enabled: false, recovery_timeout: @ | 2 | 90 | enabled is false
      circuit | half_open_max_calls | SWITCHED_OFF | enabled: false, half_open_max_calls: @ | 1 | 3 | enabled is false
      circuit | failure_threshold | CHAINS_SAY | failure_threshold: @ | 2 | 9 | circuit_breaker_threshold of fallback | fallback: {primary: a, fallbacks: [b], mode: CIRCUIT_BREAKER, circuit_breaker_threshold: 4}
      circuit | recovery_timeout | CHAINS_SAY | recovery_timeout: @ | 2 | 90 | circuit_breaker_timeout_seconds of fallback | fallback: {primary: a, fallbacks: [b], mode: CIRCUIT_BREAKER, circuit_breaker_timeout_seconds: 4}
      circuit | half_open_max_calls | CHAINS_SAY | half_open_max_calls: @ | 1 | 3 | half_open_max_calls of fallback | fallback: {primary: a, fallbacks: [b], mode: CIRCUIT_BREAKER, half_open_max_calls: 2}
      strategy | required_capabilities | CRITERIA_ABOVE | selection_criteria: {required_capabilities: @} | [gpu] | [cpu] | provider.selection_criteria | selection_criteria: {require_healthy: true}
      strategy | min_success_rate | CRITERIA_ABOVE | selection_criteria: {min_success_rate: @} | 0 | 90 | provider.selection_criteria | selection_criteria: {require_healthy: true}
      strategy | max_response_time_ms | CRITERIA_ABOVE | selection_criteria: {max_response_time_ms: @} | 10 | 90000 | provider.selection_criteria | selection_criteria: {require_healthy: true}
      strategy | require_healthy | CRITERIA_ABOVE | selection_criteria: {require_healthy: @} | true | false | provider.selection_criteria | selection_criteria: {require_healthy: true}
      strategy | exclude_strategies | CRITERIA_ABOVE | selection_criteria: {exclude_strategies: @} | [a] | [b] | provider.selection_criteria | selection_criteria: {require_healthy: true}
      strategy | prefer_strategies | CRITERIA_ABOVE | selection_criteria: {prefer_strategies: @} | [a] | [b] | provider.selection_criteria | selection_criteria: {require_healthy: true}
      strategy | custom_filter | CRITERIA_ABOVE | selection_criteria: {custom_filter: @} | no-a | no-b | provider.selection_criteria | selection_criteria: {require_healthy: true}
      criteria | require_healthy | POLICY_ASKS_FOR_HEALTH | require_healthy: @ | true | false | HEALTH_BASED | selection_policy: HEALTH_BASED
      criteria | prefer_strategies | TREE_DECIDES | prefer_strategies: @ | [b] | [c] | the routing tree load_balancing | load_balancing: {panic_mode: false}
      strategy | selection_policy | POLICY_ABOVE | selection_policy: @ | PRIORITY | ROUND_ROBIN | default_selection_policy wins | default_selection_policy: FIRST_AVAILABLE
      strategy | selection_policy | TREE_DECIDES | selection_policy: @ | PRIORITY | ROUND_ROBIN | the routing tree fallback | fallback: {primary: a, fallbacks: [b, c]}
      strategy | health_check_interval_seconds | NO_CHECKS | health_check_interval_seconds: @ | 7 | 60 | health_check_mode DISABLED | load_balancing: {health_check_mode: DISABLED}
      strategy | health_check_interval_seconds | NEARER | health_check_interval_seconds: @ | 40 | 60 | in force for a: 3 | load_balancing: {health_check_interval_seconds: 3}
      provider | type | DEFAULT_INSTANCE | type: @ | b | c | default_provider_instance wins | default_provider_instance: a
      provider | selection_policy | TREE_DECIDES | selection_policy: @ | PRIORITY | ROUND_ROBIN | the routing tree fallback | fallback: {primary: a, fallbacks: [b, c]}
      provider | default_selection_policy | TREE_DECIDES | default_selection_policy: @ | PRIORITY | ROUND_ROBIN | the routing tree fallback | fallback: {primary: a, fallbacks: [b, c]}
      provider | default_selection_policy | POLICY_ABOVE | default_selection_policy: @ | PRIORITY | ROUND_ROBIN | selection_policy wins | selection_policy: RANDOM
      provider | selection_strategy | NOT_CUSTOM | selection_strategy: @ | to-a | to-b | the policy RANDOM | selection_policy: RANDOM
      provider | selection_strategy | TREE_DECIDES | selection_strategy: @ | to-a | to-b | the routing tree fallback | selection_policy: CUSTOM ;; fallback: {primary: a, fallbacks: [b, c]}
      provider | default_provider_type | TREE_HAS_TYPE | default_provider_type: @ | simulated | simulated | the routing tree fallback | fallback: {primary: a, fallbacks: [b, c]}
      provider | fallback_strategies | OTHER_CHAIN | fallback_strategies: @ | [b] | [c] | fallback wins | default_provider_instance: a ;; fallback: {primary: a, fallbacks: [b, c]}
      provider | fallback_strategies | NO_FAILOVER | fallback_strategies: @ | [b] | [c] | failover_enabled is false | default_provider_instance: a ;; strategy: {failover_enabled: false}
      provider | health_check_interval | NO_CHECKS | health_check_interval: @ | 7 | 60 | health_check_mode DISABLED | load_balancing: {health_check_mode: DISABLED}
      provider | health_check_interval | NEARER | health_check_interval: @ | 40 | 60 | in force for a: 3 | load_balancing: {health_check_interval_seconds: 3}
      instance | priority | NO_PRIORITY | priority: @ | 1 | 9 | the policy RANDOM | selection_policy: RANDOM
      instance | priority | TREE_DECIDES | priority: @ | 1 | 9 | the routing tree fallback | selection_policy: PRIORITY ;; fallback: {primary: a, fallbacks: [b, c]}
      instance | weight | BALANCER_WEIGHTS | weight: @ | 1 | 9 | load_balancing.weights.a wins | load_balancing: {algorithm: WEIGHTED_RANDOM, weights: {a: 2}}
      instance | weight | STRATEGY_WEIGHTS | weight: @ | 1 | 9 | weights.a of the strategy s wins | routing: {root: s, strategies: {s: {kind: balance, algorithm: ADAPTIVE, members: [a, b, c], weights: {a: 2}}}}
      instance | weight | NOBODY_WEIGHS | weight: @ | 1 | 9 | the policy RANDOM chooses | selection_policy: RANDOM
      """;

  private SettingProofs() {}

  /**
   * A setting whose value acts.
   *
   * @param path as the guide lists it
   * @param written with @ for the value
   */
  record Acts(String path, String written, String one, String other) {}

  /** A setting that is told to have no effect, and has none. */
  record IsIdle(
      String key,
      String path,
      String idle,
      String written,
      String one,
      String other,
      String wins) {}

  static List<Acts> acts() {
    List<Acts> all = new ArrayList<>();
    for (String line : ACTS.strip().split("\n")) {
      String[] at = cells(line);
      PLACES
          .get(at[0])
          .forEach((place, template) ->
              all.add(
                  new Acts(
                      place + "." + at[1],
                      written(template, at[2], at.length > 5 ? at[5] : ""),
                      at[3],
                      at[4])));
    }
    return all;
  }

  static List<IsIdle> idle() {
    List<IsIdle> all = new ArrayList<>();
    for (String line : IDLE.strip().split("\n")) {
      String[] at = cells(line);
      PLACES
          .get(at[0])
          .forEach((place, template) ->
              all.add(
                  new IsIdle(
                      at[1],
                      place,
                      at[2],
                      written(template, at[3], at.length > 7 ? at[7] : ""),
                      at[4],
                      at[5],
                      at[6])));
    }
    return all;
  }

  private static String[] cells(String line) {
    String[] cells = line.split("\\|");
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].strip();
    }
    return cells;
  }

  private static String written(String template, String setting, String beside) {
    String own = template.formatted(setting);
    return beside.isEmpty() ? own : own + " ;; " + beside;
  }
}
