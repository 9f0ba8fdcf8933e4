package io.signalbox.core.config.table;

import static io.signalbox.core.config.table.Decl.later;
import static io.signalbox.core.config.table.Decl.leaf;
import static io.signalbox.core.config.table.Decl.notUsed;
import static io.signalbox.core.config.table.Decl.optional;
import static io.signalbox.core.config.table.Decl.positive;
import static io.signalbox.core.config.table.Decl.section;
import static io.signalbox.core.config.table.Decl.text;
import static io.signalbox.core.config.table.Use.by;
import static io.signalbox.core.provider.ConfigField.choice;
import static io.signalbox.core.provider.ConfigField.flag;
import static io.signalbox.core.provider.ConfigField.integer;
import static io.signalbox.core.provider.ConfigField.list;
import static io.signalbox.core.provider.ConfigField.number;

import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.config.table.Decl.Anything;
import io.signalbox.core.config.table.Decl.Items;
import io.signalbox.core.config.table.Decl.Named;
import io.signalbox.core.config.table.Decl.Section;
import io.signalbox.core.config.table.Decl.Status;
import io.signalbox.core.provider.ConfigField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of every key a configuration may have. */
public final class Declarations {

  /** What one process can send as rehearsal, in operations per second of all providers together. */
  public static final double MAX_REHEARSAL = 1_000;

  /** Keys of one provider instance, in either shape. */
  public static final Section INSTANCE =
      new Section(
          "One provider instance",
          ordered(
              Map.of(
                  "config",
                      new Anything("The type's own settings", Status.IN_FORCE, by("the provider")),
                  "template_defaults",
                      new Anything("Layer 3 of its templates", Status.IN_FORCE, by("templates")),
                  "health_check", RoutingDeclarations.HEALTH,
                  "extensions",
                      new Anything(
                          "Its type's own template fields, by extension",
                          Status.IN_FORCE,
                          by("templates, below template_defaults", ProviderIdles.NO_EXTENSION)),
                  "rehearsal",
                      section(
                          "Reads sent through the normal path, marked as rehearsal",
                          leaf(
                              number(
                                  "operations_per_second",
                                  "How many; 1,000 from all providers together",
                                  0,
                                  0,
                                  MAX_REHEARSAL,
                                  "ops/s"),
                              by("rehearsal traffic", ProviderIdles.TAKES_NO_WORK)))),
              text("name", "Instance name", by("everything")),
              text("type", "Provider type", by("the gateway, which makes the provider")),
              text(
                  "simulates",
                  "Type a simulated provider stands for",
                  by("whatever compares types")),
              leaf(flag("enabled", "Takes work", true), by("every choice")),
              leaf(
                  integer("priority", "Lower is first", 100, -1_000_000, 1_000_000, ""),
                  by("the policy PRIORITY", ProviderIdles.NO_PRIORITY, ProviderIdles.TREE_DECIDES)),
              leaf(
                  number("weight", "Share; 0 drains", 1, 0, Decl.MAX_NUMBER, ""),
                  by(
                      "strategies and policies that weigh",
                      ProviderIdles.BALANCER_WEIGHTS,
                      ProviderIdles.STRATEGY_WEIGHTS,
                      ProviderIdles.NOBODY_WEIGHS)),
              leaf(
                  ConfigField.map("capabilities", "Names, or names to values"),
                  by("every choice, and templates"))),
          false);

  public static final Map<String, Decl> PROVIDER_KEYS =
      ordered(
          map(
              "providers", new Items("Provider instances", INSTANCE),
              "strategy", RoutingDeclarations.STRATEGY,
              "selection_criteria", RoutingDeclarations.CRITERIA,
              "provider_defaults",
                  new Named(
                      "Type to its defaults",
                      new Section(
                          "Defaults of a type",
                          Map.of(
                              "template_defaults",
                              new Anything(
                                  "Layer 2 of its templates",
                                  Status.IN_FORCE,
                                  by("templates", ProviderIdles.NOBODY_OF_TYPE))),
                          true)),
              "load_balancing", RoutingDeclarations.BALANCING,
              "fallback", RoutingDeclarations.FALLBACK,
              "composition", RoutingDeclarations.COMPOSITION,
              "routing", RoutingDeclarations.ROUTING,
              "circuit_breaker", RoutingDeclarations.CIRCUIT,
              "circuit_breaker_config", RoutingDeclarations.CIRCUIT),
          text(
              "type",
              "Default instance, in the shape with a section for each provider",
              by(
                  "choices that nothing above decides, `fallback`, templates",
                  ProviderIdles.DEFAULT_INSTANCE)),
          leaf(
              choice(
                  "selection_policy",
                  "How candidates are ordered",
                  "",
                  RoutingDeclarations.POLICIES),
              by("choices that nothing above decides", ProviderIdles.TREE_DECIDES)),
          leaf(
              choice("default_selection_policy", "The same", "", RoutingDeclarations.POLICIES),
              by(
                  "choices that nothing above decides",
                  ProviderIdles.POLICY_ABOVE,
                  ProviderIdles.TREE_DECIDES)),
          text(
              "selection_strategy",
              "The installed strategy CUSTOM uses",
              by("the policy CUSTOM", ProviderIdles.NOT_CUSTOM, ProviderIdles.TREE_DECIDES)),
          text(
              "default_provider_type",
              "Type of templates that name none",
              by("choices that nothing above decides", ProviderIdles.TREE_HAS_TYPE)),
          text(
              "default_provider_instance",
              "Instance of templates that name none",
              by("choices that nothing above decides, `fallback`, templates")),
          leaf(
              list("fallback_strategies", "Instances tried after the default one"),
              by("a chain", ProviderIdles.OTHER_CHAIN, StrategyIdles.NO_FAILOVER)),
          leaf(
              optional(positive("health_check_interval", "Between two checks", 30, "s")),
              by("the monitor", HealthIdles.NO_CHECKS, HealthIdles.NEARER)));

  /** Numbers as in {@link RetentionSettings#DEFAULT}. */
  public static final Section RETENTION =
      section(
          "How long the store keeps what is over",
          leaf(
              integer("requests_days", "Days after a request's end", 30, 1, 3_650, "days"),
              by("deleting what is old")),
          leaf(
              integer(
                  "max_requests", "Most ended requests, newest first", 20_000, 100, 1_000_000, ""),
              by("deleting what is old")),
          leaf(
              integer("audit_days", "Days of audit entries", 365, 1, 3_650, "days"),
              by("deleting what is old")),
          leaf(
              integer(
                  "max_audit_entries",
                  "Most audit entries, newest first",
                  100_000,
                  1_000,
                  10_000_000,
                  ""),
              by("deleting what is old")));

  public static final Section ROOT =
      new Section(
          "A Signalbox configuration",
          ordered(
              map(
                  "provider", new Section("Providers and routing", PROVIDER_KEYS, true),
                  "providers", new Section("Another name of provider", PROVIDER_KEYS, true),
                  "template",
                      new Anything(
                          "Defaults of every template: default_X sets X; layer 1",
                          Status.IN_FORCE,
                          by("templates")),
                  "request",
                      new Section(
                          "Deadlines and limits of requests",
                          ordered(
                              map(
                                  "default_grace_period", notUsed("Another broker's"),
                                  "min_timeout", notUsed("Another broker's"),
                                  "max_timeout", notUsed("Another broker's")),
                              leaf(
                                  optional(
                                      integer(
                                          "max_machines_per_request",
                                          "Most machines one request may ask for",
                                          1,
                                          1,
                                          1_000_000,
                                          "")),
                                  by("requests, and the counts that templates offer")),
                              leaf(
                                  positive("default_timeout", "A request's deadline", 300, "s"),
                                  by("requests")),
                              leaf(
                                  positive(
                                      "reconcile_timeout",
                                      "How long an unclear launch keeps a request open",
                                      3_600,
                                      "s"),
                                  by("requests"))),
                          false),
                  "storage",
                      new Section(
                          "Where state lives",
                          ordered(
                              map(
                                  "retention", RETENTION,
                                  "strategy", notUsed("Another broker's store"),
                                  "json_strategy", notUsed("Another broker's store"),
                                  "sql_strategy", notUsed("Another broker's store"),
                                  "dynamodb_strategy", notUsed("Another broker's store"),
                                  "type", notUsed("Another broker's store"),
                                  "database", notUsed("Another broker's store"),
                                  "default_storage_path", notUsed("storage.path says it here")),
                              leaf(
                                  ConfigField.text(
                                      "path",
                                      "Folder of state, relative to this file",
                                      ".signalbox"),
                                  by("the store, the log, the simulated clouds"))),
                          false),
                  "logging",
                      new Section(
                          "Logs",
                          ordered(
                              map(
                                  "file_path", notUsed("The log is logs/app.log of the state"),
                                  "console_enabled", notUsed("LOG_SILENT=1 silences a terminal"),
                                  "format", notUsed("The log has JSON lines"),
                                  "max_size", notUsed("Rotated at 10 MB"),
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
                                      "ERROR"),
                                  by("the log", ProviderIdles.LEVEL_BY_VARIABLE))),
                          false),
                  "metrics", later("Later"),
                  "events", later("Later"),
                  "alerts", AlertDeclarations.ALERTS,
                  "server", later("Later"),
                  "scheduler", notUsed("Another broker's"),
                  "naming", notUsed("Another broker's"),
                  "resource", notUsed("Another broker's"),
                  "database", notUsed("Another broker's"),
                  "performance", notUsed("Another broker's"),
                  "native_spec", notUsed("Another broker's"),
                  "ui", notUsed("Another broker's"),
                  "cleanup", notUsed("Another broker's"),
                  "allow_destructive_admin",
                      notUsed("Another broker's; --force and --reason say it here"),
                  "circuit_breaker", notUsed("provider.circuit_breaker says it here"),
                  "request_timeout", notUsed("request.default_timeout says it here"),
                  "max_machines_per_request",
                      notUsed("request.max_machines_per_request says it here")),
              text("version", "Shown", by("`config show`")),
              leaf(
                  ConfigField.text("environment", "Names and colours the window", "development"),
                  by("the window, every command")),
              leaf(
                  flag("read_only", "Processes observe, change nothing and drive nothing", false),
                  by("every command, and what runs by itself")),
              leaf(
                  flag("debug", "The level of the log is DEBUG", false),
                  by("the log", ProviderIdles.LEVEL_BY_VARIABLE, ProviderIdles.LEVEL_SAID))),
          false);

  private Declarations() {}

  private static Map<String, Decl> ordered(Map<String, ? extends Decl> more, Decl.Leaf... leaves) {
    Map<String, Decl> keys = new LinkedHashMap<>();
    for (Decl.Leaf each : List.of(leaves)) {
      keys.put(each.field().name(), each);
    }
    keys.putAll(new TreeMap<>(more));
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
