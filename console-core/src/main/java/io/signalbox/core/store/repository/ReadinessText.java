package io.signalbox.core.store.repository;

import io.signalbox.core.json.Fields;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessRepository.Kept;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Place;
import io.signalbox.core.readiness.ReadinessRun.Remedy;
import io.signalbox.core.readiness.ReadinessRun.Step;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView.Past;
import io.signalbox.core.store.database.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of a check, as JSON. */
final class ReadinessText {

  private ReadinessText() {}

  static String write(Kept kept) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put(
        "history",
        kept.history().stream()
            .map(each -> Map.of("at", each.at().toString(), "verdict", each.verdict().name()))
            .toList());
    ReadinessRun last = kept.last();
    if (last != null) {
      fields.put("last", run(last));
    }
    return Columns.shownJson(fields);
  }

  private static Map<String, Object> run(ReadinessRun run) {
    Finding finding = run.finding();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", run.at().toString());
    fields.put("took_ms", run.took().toMillis());
    fields.put("input", run.input());
    fields.put("by", run.by());
    fields.put("trace_id", run.traceId());
    fields.put("verdict", finding.verdict().name());
    fields.put("summary", finding.summary());
    fields.put("detail", finding.detail());
    fields.put("problem", finding.problem());
    fields.put(
        "evidence",
        finding.evidence().stream()
            .map(each ->
                Map.of(
                    "subject", each.subject(),
                    "expected", each.expected(),
                    "found", each.found(),
                    "verdict", each.verdict().name(),
                    "place", each.place()))
            .toList());
    fields.put(
        "steps",
        finding.steps().stream()
            .map(each ->
                Map.of(
                    "after_ms", each.after().toMillis(),
                    "text", each.text(),
                    "verdict", each.verdict().name()))
            .toList());
    fields.put("remedy", finding.remedy().text());
    fields.put("remedy_place", finding.remedy().place().name());
    fields.put("remedy_subject", finding.remedy().subject());
    return fields;
  }

  /** What another edition wrote in words of its own is left out: the check is run again. */
  static Kept read(ReadinessCheck check, String json) {
    try {
      Fields fields = new Fields(new LinkedHashMap<>(Columns.object(json)));
      List<Past> history =
          fields.objects("history").stream()
              .map(each ->
                  new Past(Instant.parse(each.text("at")), Verdict.valueOf(each.text("verdict"))))
              .toList();
      Fields last = fields.object("last");
      return new Kept(last == null ? null : run(check, last), history);
    } catch (RuntimeException e) {
      return Kept.NOTHING;
    }
  }

  private static ReadinessRun run(ReadinessCheck check, Fields fields) {
    return new ReadinessRun(
        check,
        Instant.parse(fields.text("at")),
        Duration.ofMillis(fields.number("took_ms")),
        fields.text("input"),
        fields.text("by"),
        fields.text("trace_id"),
        new Finding(
            Verdict.valueOf(fields.text("verdict")),
            fields.text("summary"),
            fields.text("detail"),
            fields.text("problem"),
            fields.objects("evidence").stream().map(ReadinessText::evidence).toList(),
            fields.objects("steps").stream().map(ReadinessText::step).toList(),
            new Remedy(
                fields.text("remedy"),
                Place.valueOf(fields.text("remedy_place")),
                fields.text("remedy_subject"))));
  }

  private static Evidence evidence(Fields fields) {
    return new Evidence(
        fields.text("subject"),
        fields.text("expected"),
        fields.text("found"),
        Verdict.valueOf(fields.text("verdict")),
        fields.text("place"));
  }

  private static Step step(Fields fields) {
    return new Step(
        Duration.ofMillis(fields.number("after_ms")),
        fields.text("text"),
        Verdict.valueOf(fields.text("verdict")));
  }
}
