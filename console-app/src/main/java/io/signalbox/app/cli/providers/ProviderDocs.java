package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.FigureDocs;
import io.signalbox.app.cli.output.HealthDocs;
import io.signalbox.app.cli.output.HeldDocs;
import io.signalbox.app.cli.output.PriceDocs;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.TemplatePrice;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
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
        .put("held_by_operator", HeldDocs.documents(HeldDocs.of(view)))
        .put("circuit", view.circuit() == null ? null : view.circuit().state().name())
        .put("active", view.active())
        .put("share", view.share())
        .put("priority", view.priority())
        .put("weight", view.weight())
        .put("in_flight", view.inFlight())
        .put("max_in_flight", view.maxInFlight())
        .put("metrics", FigureDocs.document(view.metrics()))
        .map();
  }

  /** Whether it takes new work, and why not, in a word or two. */
  static String state(ProviderView view) {
    if (!view.usable()) {
      return "unusable";
    }
    CircuitView circuit = view.circuit();
    if (circuit != null && circuit.forced() != null && circuit.forced().open()) {
      return Held.of(circuit.forced()).words();
    }
    ManualState manual = view.manual();
    if (manual != null && manual.kind() != ManualState.Kind.ENABLED) {
      boolean drains = manual.kind() == ManualState.Kind.DRAINED && view.inFlight() > 0;
      return drains ? "draining" : Held.of(manual).words();
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
        .put("quotas", QuotaDocs.documents(detail.quotas()))
        .map();
  }

  public static Map<String, @Nullable Object> breakdown(
      Map<ProviderOperationType, WindowMetrics> byOperation) {
    Map<String, @Nullable Object> breakdown = new LinkedHashMap<>();
    byOperation.forEach(
        (type, metrics) -> breakdown.put(type.name(), FigureDocs.document(metrics)));
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

  /** With what a machine of its templates costs. */
  static Map<String, @Nullable Object> priced(
      ProviderView view, Map<String, List<TemplatePrice>> prices) {
    Map<String, @Nullable Object> document = provider(view);
    document.put(
        "hourly_price",
        PriceDocs.document(PriceDocs.rangeOf(prices.getOrDefault(view.name(), List.of()))));
    return document;
  }

  public static String table(List<ProviderView> providers, Instant now) {
    return table(providers, null, now);
  }

  /**
   * @param prices of the templates of each provider, for a column more; null for none
   */
  static String table(
      List<ProviderView> providers,
      @Nullable Map<String, List<TemplatePrice>> prices,
      Instant now) {
    List<String> columns =
        new ArrayList<>(
            List.of(
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
                "CHECKED"));
    if (prices != null) {
      columns.add(">USD/HOUR");
    }
    Table table = Table.of(columns.toArray(String[]::new));
    for (ProviderView view : providers) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  view.name(),
                  view.displayType(),
                  HealthDocs.words(view.health(), now),
                  state(view),
                  Texts.share(view.share()),
                  Texts.number(view.weight()),
                  view.priority(),
                  Texts.rate(view.metrics().operationsPerSecond()),
                  Texts.percent(view.metrics().errorRate()),
                  Texts.millis(view.metrics().p50Millis()),
                  Texts.millis(view.metrics().p95Millis()),
                  view.inFlight(),
                  Texts.age(view.health().checkedAt(), now)));
      if (prices != null) {
        cells.add(PriceDocs.cell(PriceDocs.rangeOf(prices.getOrDefault(view.name(), List.of()))));
      }
      table.row(cells.toArray());
    }
    return table.render("No provider is configured.");
  }
}
