package io.signalbox.core.config;

import static io.signalbox.core.config.Decl.later;
import static io.signalbox.core.config.Decl.leaf;
import static io.signalbox.core.config.Decl.notUsed;
import static io.signalbox.core.config.Decl.section;
import static io.signalbox.core.config.Decl.text;
import static io.signalbox.core.provider.ConfigField.choice;
import static io.signalbox.core.provider.ConfigField.flag;
import static io.signalbox.core.provider.ConfigField.integer;
import static io.signalbox.core.provider.ConfigField.list;
import static io.signalbox.core.provider.ConfigField.number;

import io.signalbox.core.config.Decl.Anything;
import io.signalbox.core.config.Decl.Items;
import io.signalbox.core.config.Decl.Named;
import io.signalbox.core.config.Decl.Section;
import io.signalbox.core.config.Decl.Status;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.routing.SelectionPolicy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of every key a configuration may have. */
final class Declarations {

  private static final double MOST = 1e9;

  static final String[] POLICIES =
      Arrays.stream(SelectionPolicy.values()).map(Enum::name).toArray(String[]::new);

  static final Section CRITERIA =
      section(
          "What a provider must satisfy to be chosen",
          leaf(list("required_capabilities", "Labels, APIs or features it must have")),
          leaf(number("min_success_rate", "Least success", 0, 0, 100, "%")),
          leaf(optional(number("max_response_time_ms", "Slowest mean", 0, 1, MOST, "ms"))),
          leaf(flag("require_healthy", "Refuse unhealthy providers", true)),
          leaf(list("exclude_strategies", "Instances, or a type for all of its instances")),
          leaf(list("prefer_strategies", "Instances or types that are tried first")));

  static final Section HEALTH =
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
                  "HYBRID")),
          leaf(positive("health_check_interval_seconds", "Between two checks", 30, "s")),
          leaf(integer("unhealthy_threshold", "Failures in a row that eject", 3, 1, 1_000, "")),
          leaf(integer("recovery_threshold", "Good checks in a row to return", 2, 1, 1_000, "")),
          leaf(number("recovery_dwell_seconds", "Least time out", 60, 0, MOST, "s")));

  static final Section BALANCING =
      with(
          HEALTH,
          "Balancing over providers; the algorithm comes with a later edition",
          later(
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
                  "ADAPTIVE")),
          leaf(integer("max_connections_per_strategy", "Calls in flight", 100, 1, 1_000_000, "")),
          later(integer("response_time_window_size", "Calls averaged", 10, 1, 1_000_000, "")),
          later(number("weight_adjustment_factor", "Adaptive step", 0.1, 1e-9, 1, "")),
          later(flag("sticky_sessions", "Keep a session's provider", false)),
          later(positive("session_timeout_seconds", "A session's life", 300, "s")),
          later(flag("panic_mode", "Use all when none is healthy", false)),
          leaf(ConfigField.map("weights", "Instance to weight, 0 or more; 0 drains")));

  static final Section FALLBACK =
      section(
          "Failover; comes with a later edition",
          later(
              choice(
                  "mode",
                  "When the chain is used",
                  "IMMEDIATE",
                  "IMMEDIATE",
                  "RETRY_THEN_FALLBACK",
                  "CIRCUIT_BREAKER",
                  "HEALTH_BASED")),
          later(ConfigField.text("primary", "Tried first", null)),
          later(list("fallbacks", "Tried next, in order")),
          later(integer("max_retries", "Extra attempts", 3, 0, 1_000, "")),
          later(number("retry_delay_seconds", "Before the first retry", 1, 0, MOST, "s")),
          later(integer("circuit_breaker_threshold", "Failures that open", 5, 1, 1_000_000, "")),
          later(positive("circuit_breaker_timeout_seconds", "Until a trial", 60, "s")),
          later(integer("half_open_max_calls", "Trials at once", 1, 1, 1_000, "")),
          later(positive("health_check_interval_seconds", "Between two checks", 30, "s")),
          later(positive("fallback_timeout_seconds", "The whole chain", 30, "s")),
          later(number("recovery_dwell_seconds", "Healthy before failing back", 60, 0, MOST, "s")),
          later(flag("enable_graceful_degradation", "Answer degraded when all fail", true)));

  static final Section COMPOSITION =
      section(
          "Asking several providers at once; comes with a later edition",
          later(
              choice(
                  "mode",
                  "How they are asked",
                  "PARALLEL",
                  "PARALLEL",
                  "SEQUENTIAL",
                  "LOAD_BALANCED",
                  "AGGREGATED",
                  "REDUNDANT")),
          later(
              choice(
                  "aggregation_policy",
                  "How answers are combined",
                  "MERGE_ALL",
                  "MERGE_ALL",
                  "FIRST_SUCCESS",
                  "MAJORITY_WINS",
                  "BEST_PERFORMANCE")),
          later(integer("max_concurrent_operations", "At once", 5, 1, 10_000, "")),
          later(positive("timeout_seconds", "For all of them", 30, "s")),
          later(flag("require_all_success", "Fail unless all succeed", false)),
          later(integer("min_success_count", "Fewest that must succeed", 1, 1, 10_000, "")),
          later(number("failure_threshold", "Share that may fail", 0.5, 0, 1, "")),
          later(list("members", "Providers asked")),
          later(ConfigField.map("weights", "Instance to weight")));

  static final Section CIRCUIT =
      section(
          "Another spelling of the failover section's circuit",
          later(flag("enabled", "Use the circuit", true)),
          later(integer("failure_threshold", "Failures that open", 5, 1, 1_000_000, "")),
          later(positive("recovery_timeout", "Until a trial", 60, "s")),
          later(integer("half_open_max_calls", "Trials at once", 1, 1, 1_000, "")));

  static final Section STRATEGY =
      keys(
          "How providers are chosen and watched",
          Map.of("selection_criteria", CRITERIA),
          leaf(choice("selection_policy", "How candidates are ordered", "", POLICIES)),
          leaf(optional(positive("health_check_interval_seconds", "Between two checks", 30, "s"))),
          leaf(flag("failover_enabled", "Whether a remainder may go to another provider", false)),
          leaf(flag("metrics_collection_enabled", "Whether calls are measured", true)));

  /** Keys of one provider instance, in either shape. */
  static final Section INSTANCE =
      new Section(
          "One provider instance",
          ordered(
              Map.of(
                  "config", new Anything("The type's own settings", Status.IN_FORCE),
                  "template_defaults", new Anything("Layer 3 of its templates", Status.IN_FORCE),
                  "health_check", HEALTH,
                  "extensions", new Anything("Extension sections by name", Status.IN_FORCE),
                  "rehearsal",
                      section(
                          "Reads sent through the normal path, marked as rehearsal",
                          leaf(number("operations_per_second", "How many", 0, 0, 1_000, "ops/s")))),
              text("name", "Instance name"),
              text("type", "Provider type"),
              text("simulates", "Type a simulated provider stands for"),
              leaf(flag("enabled", "Takes work", true)),
              leaf(integer("priority", "Lower is first", 100, -1_000_000, 1_000_000, "")),
              leaf(number("weight", "Share; 0 drains", 1, 0, MOST, "")),
              leaf(ConfigField.map("capabilities", "Names, or names to values"))),
          false);

  static final Map<String, Decl> PROVIDER_KEYS =
      ordered(
          map(
              "providers", new Items("Provider instances", INSTANCE),
              "strategy", STRATEGY,
              "selection_criteria", CRITERIA,
              "provider_defaults",
                  new Named(
                      "Type to its defaults",
                      new Section(
                          "Defaults of a type",
                          Map.of(
                              "template_defaults",
                              new Anything("Layer 2 of its templates", Status.IN_FORCE)),
                          true)),
              "load_balancing", BALANCING,
              "fallback", FALLBACK,
              "composition", COMPOSITION,
              "routing",
                  new Section(
                      "Strategies made of strategies; comes with a later edition",
                      ordered(
                          Map.of(
                              "strategies",
                              new Anything("Name to kind and members", Status.NOT_IN_FORCE)),
                          later(ConfigField.text("root", "The strategy asked first", null))),
                      false),
              "circuit_breaker", CIRCUIT,
              "circuit_breaker_config", CIRCUIT),
          text("type", "Default instance, in the shape with a section for each provider"),
          leaf(choice("selection_policy", "How candidates are ordered", "", POLICIES)),
          leaf(choice("default_selection_policy", "The same", "", POLICIES)),
          text("default_provider_type", "Type of templates that name none"),
          text("default_provider_instance", "Instance of templates that name none"),
          later(list("fallback_strategies", "Instances tried after the default one")),
          leaf(optional(positive("health_check_interval", "Between two checks", 30, "s"))));

  static final Section ROOT =
      new Section(
          "A Signalbox configuration",
          ordered(
              map(
                  "provider", new Section("Providers and routing", PROVIDER_KEYS, true),
                  "providers", new Section("Another name of provider", PROVIDER_KEYS, true),
                  "template",
                      new Anything(
                          "Defaults of every template: default_X sets X; layer 1", Status.IN_FORCE),
                  "request",
                      new Section(
                          "Deadlines of requests",
                          ordered(
                              Map.of(),
                              leaf(positive("default_timeout", "A request's deadline", 300, "s")),
                              leaf(
                                  positive(
                                      "reconcile_timeout",
                                      "How long an unclear launch keeps a request open",
                                      3_600,
                                      "s"))),
                          false),
                  "storage",
                      new Section(
                          "Where state lives",
                          ordered(
                              map(
                                  "strategy", notUsed("Another broker's store"),
                                  "json_strategy", notUsed("Another broker's store"),
                                  "sql_strategy", notUsed("Another broker's store"),
                                  "dynamodb_strategy", notUsed("Another broker's store")),
                              leaf(
                                  ConfigField.text(
                                      "path",
                                      "Folder of state, relative to this file",
                                      ".signalbox"))),
                          false),
                  "logging",
                      new Section(
                          "Logs",
                          ordered(
                              map(
                                  "file_path", notUsed("The log is logs/app.log of the state"),
                                  "console_enabled", notUsed("LOG_SILENT=1 silences a terminal"),
                                  "max_file_size", notUsed("Rotated at 10 MB"),
                                  "backup_count", notUsed("Rotated at 10 MB")),
                              leaf(
                                  choice(
                                      "level",
                                      "Least severe line kept",
                                      "INFO",
                                      "DEBUG",
                                      "INFO",
                                      "WARN",
                                      "WARNING",
                                      "ERROR"))),
                          false),
                  "metrics", new Anything("Later", Status.NOT_IN_FORCE),
                  "events", new Anything("Later", Status.NOT_IN_FORCE),
                  "alerts", new Anything("Later", Status.NOT_IN_FORCE),
                  "server", new Anything("Later", Status.NOT_IN_FORCE),
                  "scheduler", notUsed("Another broker's"),
                  "naming", notUsed("Another broker's"),
                  "resource", notUsed("Another broker's"),
                  "database", notUsed("Another broker's"),
                  "performance", notUsed("Another broker's")),
              text("version", "Shown"),
              leaf(ConfigField.text("environment", "Names and colours the window", "development")),
              leaf(flag("debug", "Ask providers to log their steps", false))),
          false);

  private Declarations() {}

  private static ConfigField positive(String name, String text, double value, String unit) {
    return number(name, text, value, 1e-3, MOST, unit);
  }

  /** The same field without a default. */
  private static ConfigField optional(ConfigField field) {
    return new ConfigField(
        field.name(),
        field.kind(),
        field.description(),
        null,
        field.minimum(),
        field.maximum(),
        field.allowed(),
        field.required(),
        field.secret(),
        field.unit());
  }

  private static Section with(Section base, String description, Decl.Leaf... leaves) {
    Map<String, Decl> keys = new LinkedHashMap<>(base.keys());
    for (Decl.Leaf each : List.of(leaves)) {
      keys.put(each.field().name(), each);
    }
    return new Section(description, keys, false);
  }

  private static Section keys(String description, Map<String, Decl> more, Decl.Leaf... leaves) {
    return new Section(description, ordered(more, leaves), false);
  }

  private static Map<String, Decl> ordered(Map<String, ? extends Decl> more, Decl.Leaf... leaves) {
    Map<String, Decl> keys = new LinkedHashMap<>();
    for (Decl.Leaf each : List.of(leaves)) {
      keys.put(each.field().name(), each);
    }
    keys.putAll(new java.util.TreeMap<>(more));
    return keys;
  }

  private static Map<String, Decl> map(Object... pairs) {
    Map<String, Decl> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (Decl) pairs[i + 1]);
    }
    return map;
  }
}
