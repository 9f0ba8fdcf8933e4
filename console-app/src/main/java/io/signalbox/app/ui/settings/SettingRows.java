package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.control.Units;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes lines of a configuration, in groups. Stateless; for the background. */
final class SettingRows {

  private static final String OVERRIDES = "Overrides";
  private static final String ROUTING = "Routing";
  private static final String HEALTH = "Circuits and health";
  private static final String PROVIDERS = "Providers";
  private static final String REQUESTS = "Requests and storage";
  private static final String SECRETS = "Secrets, references only";
  private static final String OTHERS = "Everything else";

  private static final List<String> GROUPS =
      List.of(OVERRIDES, ROUTING, HEALTH, REQUESTS, SECRETS, PROVIDERS, OTHERS);

  private static final List<String> OF_HEALTH = List.of("circuit", "health");
  private static final List<String> OF_ROUTING =
      List.of(
          "routing.",
          "selection_",
          "load_balancing",
          "fallback",
          "composition",
          "strategy",
          "default_provider");
  private static final List<String> OF_REQUESTS =
      List.of("request.", "storage.", "retention", "logging.", "metrics.");

  private SettingRows() {}

  /** Every line, headings left out; by group, then as the configuration has them. */
  static List<SettingRow> of(Configuration configuration, List<SettingOverride> overrides) {
    Map<String, List<SettingRow>> groups = new LinkedHashMap<>();
    GROUPS.forEach(each -> groups.put(each, new ArrayList<>()));
    overrides.forEach(
        each -> groups.computeIfAbsent(OVERRIDES, g -> new ArrayList<>()).add(of(each)));
    Map<String, Diagnostic> told = told(configuration.diagnostics());
    for (SettingValue each : configuration.values().values()) {
      String group = group(each);
      groups.computeIfAbsent(group, g -> new ArrayList<>()).add(of(group, each, told));
    }
    told.forEach((key, diagnostic) -> {
      // What nobody knows is no setting, and stands here because somebody believes it is one.
      if (!configuration.values().containsKey(key) && diagnostic.location() != null) {
        groups.computeIfAbsent(OTHERS, g -> new ArrayList<>()).add(unknown(key, diagnostic));
      }
    });
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /** The lines that are wanted, each group under its heading. */
  static List<SettingRow> shown(List<SettingRow> all, String filter, boolean changed) {
    String wanted = filter.strip().toLowerCase(Locale.ROOT);
    List<SettingRow> shown = new ArrayList<>();
    String group = "";
    for (SettingRow each : all) {
      if (each.matches(wanted) && (!changed || !each.source().equals("default"))) {
        if (!each.group().equals(group)) {
          group = each.group();
          shown.add(SettingRow.heading(group));
        }
        shown.add(each);
      }
    }
    return shown;
  }

  private static Map<String, Diagnostic> told(List<Diagnostic> diagnostics) {
    Map<String, Diagnostic> told = new HashMap<>();
    for (Diagnostic each : diagnostics) {
      if (!each.key().isEmpty() && each.severity() != Diagnostic.Severity.INFO) {
        told.putIfAbsent(each.key(), each);
      }
    }
    return told;
  }

  private static SettingRow of(SettingOverride override) {
    return new SettingRow(
        OVERRIDES,
        override.key(),
        text(override.value()),
        "",
        "override",
        "",
        "",
        override.who()
            + ", "
            + when(override.at())
            + (override.why().isEmpty() ? "" : ": " + override.why()),
        false,
        override);
  }

  private static String when(Instant at) {
    return Units.day(at) + " " + Units.minute(at) + " " + Units.zone(at);
  }

  private static SettingRow of(String group, SettingValue setting, Map<String, Diagnostic> told) {
    Diagnostic odd = told.get(setting.key());
    Location location = setting.location();
    return new SettingRow(
        group,
        setting.key(),
        text(setting.value()),
        SettingEdit.written(setting.value()),
        setting.source(),
        location == null ? "" : location.file() + ":" + location.line(),
        location == null ? "" : location.file(),
        odd == null ? setting.note() : odd.message(),
        odd != null,
        null);
  }

  private static SettingRow unknown(String key, Diagnostic diagnostic) {
    Location location = diagnostic.location();
    return new SettingRow(
        OTHERS,
        key,
        "",
        "",
        "file",
        location == null ? "" : location.file() + ":" + location.line(),
        location == null ? "" : location.file(),
        diagnostic.message(),
        true,
        null);
  }

  private static String group(SettingValue setting) {
    String key = setting.key().toLowerCase(Locale.ROOT);
    if (setting.value() instanceof String text
        && (text.startsWith("${") || text.startsWith("keychain:") || text.startsWith("file:"))) {
      return SECRETS;
    }
    if (OF_HEALTH.stream().anyMatch(key::contains)) {
      return HEALTH;
    }
    if (key.contains("providers.") || key.contains("provider_defaults")) {
      return PROVIDERS;
    }
    if (OF_ROUTING.stream().anyMatch(key::contains)) {
      return ROUTING;
    }
    return OF_REQUESTS.stream().anyMatch(key::contains) ? REQUESTS : OTHERS;
  }

  /** A value on one line. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> each.getKey() + " " + text(each.getValue()))
              .collect(Collectors.joining(", "));
      case Iterable<?> items ->
          StreamSupport.stream(items.spliterator(), false)
              .map(SettingRows::text)
              .collect(Collectors.joining(", "));
      case Number number
          when number.doubleValue() == Math.rint(number.doubleValue())
              && Math.abs(number.doubleValue()) < 1e15 ->
          String.valueOf(number.longValue());
      default -> value.toString();
    };
  }
}
