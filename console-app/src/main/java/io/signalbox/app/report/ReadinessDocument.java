package io.signalbox.app.report;

import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deployment checklist as a document, the same from the window and from a shell. Stateless. */
public final class ReadinessDocument {

  private ReadinessDocument() {}

  /**
   * @param checks those that are told; {@code ready} is of them alone
   */
  public static Map<String, @Nullable Object> of(
      ReadinessReport report, List<ReadinessView> checks) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("ready", checks.stream().allMatch(ReadinessView::isReady));
    document.put("environment", report.environment());
    document.put("at", report.at().toString());
    document.put("checks", checks.stream().map(ReadinessDocument::check).toList());
    return document;
  }

  private static Map<String, @Nullable Object> check(ReadinessView view) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("check", view.check().word());
    document.put("title", view.check().title());
    document.put("state", word(view.state()));
    document.put("ready", view.isReady());
    document.put("why", view.why());
    ReadinessRun last = view.last();
    document.put("at", last == null ? null : last.at().toString());
    if (last != null) {
      document.put("verdict", word(last.finding().verdict()));
      document.put("took_ms", last.took().toMillis());
      document.put("by", last.by());
      document.put("trace_id", last.traceId());
      document.put("summary", last.finding().summary());
      document.put("detail", last.finding().detail());
      document.put("problem", last.finding().problem());
      document.put("remedy", last.finding().remedy().text());
      document.put(
          "evidence", last.finding().evidence().stream().map(ReadinessDocument::row).toList());
      document.put("steps", last.finding().steps().stream().map(ReadinessDocument::step).toList());
    }
    document.put(
        "history",
        view.history().stream()
            .map(each -> Map.of("at", each.at().toString(), "verdict", word(each.verdict())))
            .toList());
    return document;
  }

  private static Map<String, @Nullable Object> row(ReadinessRun.Evidence row) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("subject", row.subject());
    document.put("expected", row.expected());
    document.put("found", row.found());
    document.put("verdict", word(row.verdict()));
    document.put("place", row.place());
    return document;
  }

  private static Map<String, @Nullable Object> step(ReadinessRun.Step step) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("after_ms", step.after().toMillis());
    document.put("text", step.text());
    document.put("verdict", word(step.verdict()));
    return document;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
