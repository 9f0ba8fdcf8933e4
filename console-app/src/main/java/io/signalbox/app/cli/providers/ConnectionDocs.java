package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.query.ConnectionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test of a provider found, as a document and for people. */
final class ConnectionDocs {

  private ConnectionDocs() {}

  static Map<String, @Nullable Object> document(ConnectionReport report) {
    Map<String, Object> counts = new LinkedHashMap<>();
    for (ConnectionFinding.Outcome outcome : ConnectionFinding.Outcome.values()) {
      counts.put(Texts.word(outcome), report.count(outcome));
    }
    return Doc.start()
        .put("provider", report.provider())
        .put("type", report.type())
        .put("passed", report.passed())
        .put("tested_at", report.at())
        .put("took_ms", millis(report.took()))
        .put("counts", counts)
        .put("findings", report.findings().stream().map(ConnectionDocs::finding).toList())
        .map();
  }

  private static Map<String, @Nullable Object> finding(ConnectionFinding finding) {
    Duration took = finding.took();
    return Doc.start()
        .put("name", finding.name())
        .put("outcome", Texts.word(finding.outcome()))
        .put("evidence", finding.evidence())
        .put("took_ms", took == null ? null : millis(took))
        .put("advice", finding.advice())
        .map();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1_000 / 1_000.0;
  }

  static String text(ConnectionReport report) {
    Table table = Table.of("OUTCOME", "WHAT", ">MS", "EVIDENCE");
    List<String> advice = new ArrayList<>();
    for (ConnectionFinding finding : report.findings()) {
      Duration took = finding.took();
      table.row(
          Texts.word(finding.outcome()),
          finding.name(),
          took == null ? null : Texts.millis(millis(took)),
          finding.evidence());
      if (!finding.advice().isEmpty()) {
        advice.add(finding.name() + ": " + finding.advice());
      }
    }
    StringBuilder text = new StringBuilder(table.render());
    if (!advice.isEmpty()) {
      text.append("\nWhat to do:\n");
      advice.forEach(each -> text.append("  ").append(Texts.value(each)).append('\n'));
    }
    List<String> counts = new ArrayList<>();
    for (ConnectionFinding.Outcome outcome : ConnectionFinding.Outcome.values()) {
      if (report.count(outcome) > 0) {
        counts.add(report.count(outcome) + " " + Texts.word(outcome));
      }
    }
    return text.append('\n')
        .append(report.provider())
        .append(" (")
        .append(report.type())
        .append("): ")
        .append(String.join(", ", counts))
        .append(" in ")
        .append(Texts.millis(millis(report.took())))
        .append(" ms\n")
        .toString();
  }
}
