package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers as documents and tables. */
public final class ProviderDocs {

  private ProviderDocs() {}

  public static Map<String, @Nullable Object> provider(ProviderView view) {
    return Doc.start()
        .put("name", view.name())
        .put("type", view.type())
        .put("display_type", view.displayType())
        .put("enabled", view.enabled())
        .put("usable", view.usable())
        .putUnlessEmpty("problem", view.problem())
        .put("takes_work", view.takesWork())
        .put("state", state(view))
        .put("health", view.health().state().name())
        .put("health_reason", view.health().reason())
        .put("checked_at", view.health().checkedAt())
        .put("fresh_until", view.health().freshUntil())
        .put("held_by_hand", view.manual() == null ? null : manual(view.manual()))
        .put("active", view.active())
        .put("share", view.share())
        .put("priority", view.priority())
        .put("weight", view.weight())
        .put("in_flight", view.inFlight())
        .put("max_in_flight", view.maxInFlight())
        .put("metrics", metrics(view.metrics()))
        .map();
  }

  public static Map<String, @Nullable Object> manual(ManualState manual) {
    return Doc.start()
        .put("provider", manual.provider())
        .put("state", Texts.word(manual.kind()))
        .put("who", manual.who())
        .put("why", manual.why())
        .put("since", manual.since())
        .put("until", manual.until())
        .map();
  }

  /** One word on whether it takes new work, and why not. */
  static String state(ProviderView view) {
    if (!view.usable()) {
      return "unusable";
    }
    ManualState manual = view.manual();
    if (manual != null) {
      switch (manual.kind()) {
        case DRAINED -> {
          return view.inFlight() > 0 ? "draining" : "drained";
        }
        case MAINTENANCE -> {
          return "maintenance";
        }
        case DISABLED -> {
          return "disabled";
        }
        case ENABLED -> {}
      }
    }
    if (!view.enabled()) {
      return "disabled";
    }
    if (view.weight() == 0) {
      return view.inFlight() > 0 ? "draining" : "drained";
    }
    if (view.health().ejected()) {
      return "ejected";
    }
    return view.active() ? "active" : "in service";
  }

  /** Rates in percent, times in milliseconds; null where nothing was measured. */
  public static Map<String, @Nullable Object> metrics(WindowMetrics metrics) {
    return Doc.start()
        .put("operations", metrics.operations())
        .put("succeeded", metrics.succeeded())
        .put("transient_failures", metrics.transientFailures())
        .put("capacity_failures", metrics.capacityFailures())
        .put("provider_failures", metrics.providerFailures())
        .put("request_failures", metrics.requestFailures())
        .put("throttled", metrics.throttled())
        .put("unknown_outcomes", metrics.unknownOutcomes())
        .put("success_rate", rounded(metrics.successRate()))
        .put("operations_per_second", rounded(metrics.operationsPerSecond()))
        .put("mean_ms", rounded(metrics.meanMillis()))
        .put("p50_ms", rounded(metrics.p50Millis()))
        .put("p95_ms", rounded(metrics.p95Millis()))
        .put("p99_ms", rounded(metrics.p99Millis()))
        .map();
  }

  private static Double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : (Double) value;
  }

  public static Map<String, @Nullable Object> health(HealthView view) {
    return Doc.start()
        .put("provider", view.provider())
        .put("state", view.state().name())
        .put("is_healthy", isHealthy(view))
        .put("since", view.since())
        .put("checked_at", view.checkedAt())
        .put("fresh_until", view.freshUntil())
        .put("reason", view.reason())
        .put("ejected", view.ejected())
        .put("back_at", view.backAt())
        .put("source", view.source())
        .put("consecutive_failures", view.consecutiveFailures())
        .map();
  }

  /** The state in a word; with its age where nobody has looked for long. */
  public static String healthWords(HealthView view, Instant now) {
    String word = Texts.word(view.state());
    return view.isOld(now) ? word + ", checked " + Texts.age(view.checkedAt(), now) + " ago" : word;
  }

  public static boolean isHealthy(HealthView view) {
    return switch (view.state()) {
      case HEALTHY, DEGRADED -> true;
      case UNHEALTHY, UNKNOWN -> false;
    };
  }

  public static Map<String, @Nullable Object> change(HealthChange change) {
    return Doc.start()
        .put("at", change.at())
        .put("from", change.from().name())
        .put("to", change.to().name())
        .put("reason", change.reason())
        .put("source", change.source())
        .map();
  }

  public static Map<String, @Nullable Object> capabilities(ProviderDetail detail) {
    ProviderCapabilities own = detail.capabilities();
    return Doc.start()
        .put("provider", detail.view().name())
        .put("type", detail.view().type())
        .put("operations", own.supportedOperations().stream().map(Enum::name).sorted().toList())
        .put("apis", own.apis())
        .put("api_limits", detail.apiLimits())
        .put("features", own.features())
        .put("labels", detail.labels())
        .put(
            "max_instances_per_request",
            own.maxInstancesPerRequest().isPresent()
                ? own.maxInstancesPerRequest().getAsInt()
                : null)
        .map();
  }

  public static Map<String, @Nullable Object> breakdown(
      Map<ProviderOperationType, WindowMetrics> byOperation) {
    Map<String, @Nullable Object> breakdown = new LinkedHashMap<>();
    byOperation.forEach((type, metrics) -> breakdown.put(type.name(), metrics(metrics)));
    return breakdown;
  }

  public static Map<String, @Nullable Object> error(RecentError error) {
    return Doc.start()
        .put("at", error.at())
        .put("operation", error.operation().name())
        .put("class", error.failureClass().name())
        .put("code", error.code())
        .put("message", error.message())
        .put("trace_id", error.traceId())
        .map();
  }

  public static Map<String, @Nullable Object> setting(SettingValue setting) {
    return Doc.start()
        .put("value", setting.value())
        .put("source", setting.source())
        .put("file", setting.location() == null ? null : setting.location().file())
        .put("line", setting.location() == null ? null : setting.location().line())
        .put("column", setting.location() == null ? null : setting.location().column())
        .putUnlessEmpty("note", setting.note())
        .map();
  }

  public static String place(SettingValue setting) {
    String place = setting.location() == null ? setting.source() : setting.location().toString();
    return setting.note().isEmpty() ? place : place + " (" + setting.note() + ")";
  }

  public static String table(List<ProviderView> providers, Instant now) {
    Table table =
        Table.of(
            "NAME",
            "TYPE",
            "HEALTH",
            "STATE",
            ">SHARE %",
            ">WEIGHT",
            ">PRIORITY",
            ">OPS/S",
            ">ERRORS %",
            ">P50 MS",
            ">P95 MS",
            ">IN FLIGHT",
            "CHECKED");
    for (ProviderView view : providers) {
      table.row(
          view.name(),
          view.displayType(),
          healthWords(view.health(), now),
          state(view),
          Texts.share(view.share()),
          Texts.number(view.weight()),
          view.priority(),
          Texts.rate(view.metrics().operationsPerSecond()),
          Texts.percent(view.metrics().errorRate()),
          Texts.millis(view.metrics().p50Millis()),
          Texts.millis(view.metrics().p95Millis()),
          view.inFlight(),
          Texts.age(view.health().checkedAt(), now));
    }
    return table.render("No provider is configured.");
  }

  public static String metricsTable(Map<String, WindowMetrics> rows, String header) {
    Table table =
        Table.of(
            header,
            ">CALLS",
            ">SUCCESS %",
            ">OPS/S",
            ">MEAN MS",
            ">P50 MS",
            ">P95 MS",
            ">P99 MS",
            ">TRANSIENT",
            ">CAPACITY",
            ">PROVIDER",
            ">REQUEST");
    rows.forEach((name, m) ->
        table.row(
            name,
            m.operations(),
            Texts.percent(m.successRate()),
            Texts.rate(m.operationsPerSecond()),
            Texts.millis(m.meanMillis()),
            Texts.millis(m.p50Millis()),
            Texts.millis(m.p95Millis()),
            Texts.millis(m.p99Millis()),
            m.transientFailures(),
            m.capacityFailures(),
            m.providerFailures(),
            m.requestFailures()));
    return table.render("Nothing was measured.");
  }
}
