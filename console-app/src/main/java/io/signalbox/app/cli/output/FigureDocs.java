package io.signalbox.app.cli.output;

import io.signalbox.core.metrics.WindowMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured, the same in every command: rates in percent, times in milliseconds. */
public final class FigureDocs {

  private FigureDocs() {}

  /** Null where nothing was measured. */
  public static Map<String, @Nullable Object> document(WindowMetrics metrics) {
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

  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : value;
  }

  /**
   * A line for each row.
   *
   * @param header what the rows are
   */
  public static String table(Map<String, WindowMetrics> rows, String header) {
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
