package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.routing.DecisionRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a provider was chosen, as a document and as text. */
public final class DecisionDocs {

  private DecisionDocs() {}

  public static Map<String, @Nullable Object> document(DecisionRecord decision) {
    return Doc.start()
        .put("at", decision.at())
        .put("trace_id", decision.traceId().isEmpty() ? null : decision.traceId())
        .put("operation", decision.operation().name())
        .put("subject", decision.subject())
        .put("count", decision.count())
        .put("provider", decision.winner())
        .put("reason", decision.reason())
        .put("authority", decision.authority().name())
        .put("policy", decision.policy() == null ? null : decision.policy().name())
        .put("alternatives", decision.alternatives())
        .put("error", decision.error() == null ? null : decision.error().name())
        .put("notes", decision.notes())
        .put("candidates", candidates(decision))
        .put("others", others(decision))
        .map();
  }

  private static List<Map<String, @Nullable Object>> candidates(DecisionRecord decision) {
    return decision.candidates().stream()
        .map(candidate ->
            Doc.start()
                .put("provider", candidate.provider())
                .put("accepted", candidate.accepted())
                .put("step", candidate.step().name())
                .put("reason", candidate.reason())
                .put("state", candidate.state() == null ? null : state(candidate.state()))
                .map())
        .toList();
  }

  /** How many more there were; empty where every candidate is listed. */
  private static List<Map<String, @Nullable Object>> others(DecisionRecord decision) {
    return decision.others().stream()
        .map(each ->
            Doc.start()
                .put("count", each.count())
                .put("accepted", each.accepted())
                .put("step", each.step().name())
                .put("reason", each.reason())
                .map())
        .toList();
  }

  private static Map<String, @Nullable Object> state(DecisionRecord.CandidateState state) {
    return Doc.start()
        .put("health", state.health().name())
        .put("ejected", state.ejected())
        .put("weight", state.weight())
        .put("in_flight", state.inFlight())
        .put("success_percent", state.successPercent())
        .put("mean_ms", state.meanMillis())
        .put("circuit_open", state.circuitOpen())
        .map();
  }

  /** One line for each decision. */
  static String table(List<DecisionRecord> decisions) {
    Table table = Table.of("AT", "TRACE", "OPERATION", "FOR", "WENT TO", "DECIDED BY", "WHY");
    for (DecisionRecord decision : decisions) {
      table.row(
          Texts.time(decision.at()),
          decision.traceId(),
          decision.operation(),
          decision.subject(),
          decision.winner() == null ? "none: " + decision.error() : decision.winner(),
          Texts.word(decision.authority()),
          decision.reason());
    }
    return table.render("No decision is kept.");
  }

  /** One line on who was chosen and why. */
  public static String line(DecisionRecord decision) {
    String winner = decision.winner();
    if (winner == null) {
      return "No provider: " + Texts.value(decision.reason()) + " [" + decision.error() + "]\n";
    }
    return winner
        + ": "
        + Texts.value(decision.reason())
        + " (decided by "
        + Texts.word(decision.authority())
        + (decision.policy() == null ? "" : ", " + decision.policy())
        + ")\n";
  }

  /** The line, every candidate, and what passed on the way. */
  public static String explained(DecisionRecord decision) {
    StringBuilder text = new StringBuilder(line(decision)).append('\n');
    Table table = Table.of("CANDIDATE", "ACCEPTED", "STEP", "WHY");
    for (DecisionRecord.Candidate candidate : decision.candidates()) {
      table.row(
          candidate.provider(),
          candidate.accepted() ? "yes" : "no",
          Texts.word(candidate.step()),
          candidate.reason());
    }
    for (DecisionRecord.Others others : decision.others()) {
      table.row(
          others.count() + " more",
          others.accepted() ? "yes" : "no",
          Texts.word(others.step()),
          others.accepted() ? "" : "one: " + others.reason());
    }
    text.append(table.render("No provider is configured."));
    if (!decision.alternatives().isEmpty()) {
      text.append("\nNext in line: ").append(String.join(", ", decision.alternatives()));
      text.append('\n');
    }
    for (String note : decision.notes()) {
      text.append("Note: ").append(Texts.value(note)).append('\n');
    }
    return text.toString();
  }
}
