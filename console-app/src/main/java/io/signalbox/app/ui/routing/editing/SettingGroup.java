package io.signalbox.app.ui.routing.editing;

import io.signalbox.core.query.RoutingSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What belongs together among a strategy's settings, by the last part of their keys. */
public enum SettingGroup {
  /** Always open: what the strategy is. */
  MAIN(""),
  EJECTION("Ejection"),
  CIRCUIT("Circuit"),
  RETRIES("Retries"),
  LIMITS("Limits"),
  STICKY("Sticky sessions"),
  RULES("Composition rules"),
  LAST_RESORT("When all fail"),
  OTHER("More"),
  /** Not among the fields: a slider each. */
  WEIGHTS("");

  private static final Set<String> MAINS =
      Set.of(
          "policy",
          "selection_policy",
          "min_success_rate",
          "max_response_time_ms",
          "required_capabilities",
          "require_healthy",
          "prefer_strategies",
          "exclude_strategies",
          "algorithm",
          "mode",
          "aggregation_policy",
          "primary",
          "fallbacks",
          "members");
  private static final Set<String> EJECTIONS =
      Set.of(
          "health_check_mode",
          "health_check_interval_seconds",
          "unhealthy_threshold",
          "recovery_threshold",
          "recovery_dwell_seconds");
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("selection_policy", "Policy"),
          Map.entry("min_success_rate", "Min success"),
          Map.entry("max_response_time_ms", "Max response"),
          Map.entry("prefer_strategies", "Prefer"),
          Map.entry("exclude_strategies", "Exclude"),
          Map.entry("aggregation_policy", "Answers"),
          Map.entry("health_check_mode", "Health from"),
          Map.entry("health_check_interval_seconds", "Check every"),
          Map.entry("unhealthy_threshold", "Failures to eject"),
          Map.entry("recovery_threshold", "Checks to return"),
          Map.entry("recovery_dwell_seconds", "Least time out"),
          Map.entry("max_connections_per_strategy", "Connections per member"),
          Map.entry("response_time_window_size", "Calls averaged"),
          Map.entry("weight_adjustment_factor", "Adaptive step"),
          Map.entry("session_timeout_seconds", "Session ends after"),
          Map.entry("circuit_breaker_threshold", "Failures to open"),
          Map.entry("circuit_breaker_timeout_seconds", "Trial after"),
          Map.entry("half_open_max_calls", "Trials at once"),
          Map.entry("retry_delay_seconds", "First retry after"),
          Map.entry("fallback_timeout_seconds", "Whole chain within"),
          Map.entry("timeout_seconds", "All within"),
          Map.entry("max_concurrent_operations", "Asked at once"),
          Map.entry("require_all_success", "All must succeed"),
          Map.entry("min_success_count", "Fewest to succeed"),
          Map.entry("failure_threshold", "Share that may fail"),
          Map.entry("enable_graceful_degradation", "Degraded answers"),
          Map.entry("panic_mode", "Panic mode"));

  /** What a bare number counts. */
  private static final Map<String, String> COUNTED =
      Map.of(
          "unhealthy_threshold", "out",
          "recovery_threshold", "back",
          "circuit_breaker_threshold", "failures",
          "half_open_max_calls", "at once",
          "max_retries", "more",
          "max_connections_per_strategy", "connections per member",
          "response_time_window_size", "calls",
          "max_concurrent_operations", "at once",
          "min_success_count", "to succeed",
          "failure_threshold", "may fail");

  private final String title;

  SettingGroup(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public static SettingGroup of(String key) {
    if (!member(key).isEmpty()) {
      return WEIGHTS;
    }
    String last = last(key);
    if (MAINS.contains(last)) {
      return MAIN;
    }
    if (EJECTIONS.contains(last)) {
      return EJECTION;
    }
    if (last.startsWith("circuit_breaker") || last.startsWith("half_open")) {
      return CIRCUIT;
    }
    if (last.contains("retr")) {
      return RETRIES;
    }
    if (last.contains("session")) {
      return STICKY;
    }
    return switch (last) {
      case "require_all_success", "min_success_count", "failure_threshold" -> RULES;
      case "enable_graceful_degradation", "panic_mode", "failover_enabled" -> LAST_RESORT;
      case "response_time_window_size", "weight_adjustment_factor" -> LIMITS;
      default -> last.startsWith("max_") || last.contains("timeout") ? LIMITS : OTHER;
    };
  }

  /** The member whose weight a key is; empty where it is none. */
  public static String member(String key) {
    int at = key.lastIndexOf(".weights.");
    if (at >= 0) {
      return key.substring(at + ".weights.".length());
    }
    return key.startsWith("providers.") && key.endsWith(".weight")
        ? key.substring("providers.".length(), key.length() - ".weight".length())
        : "";
  }

  public static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** A setting's name for people. */
  public static String label(String key) {
    String last = last(key);
    String known = NAMES.get(last);
    if (known != null) {
      return known;
    }
    String words = last.replaceAll("_(seconds|ms|size)$", "").replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** One line on a closed group's values: {@code HYBRID, 30 s, 3 out, 2 back}. */
  public static String summary(List<RoutingSetting> settings, RoutingEdits edits) {
    List<String> words = new ArrayList<>();
    for (RoutingSetting setting : settings) {
      Object value = edits.shown(setting.key());
      if (words.isEmpty() && Boolean.FALSE.equals(value)) {
        // What is off says nothing by its details.
        return "off";
      }
      String unit = setting.field().unit();
      String counted = COUNTED.getOrDefault(last(setting.key()), "");
      words.add(
          SettingText.of(value)
              + (value == null || unit.isEmpty() ? "" : "\u2009" + unit)
              + (counted.isEmpty() ? "" : " " + counted));
    }
    return String.join(", ", words.subList(0, Math.min(4, words.size())));
  }
}
