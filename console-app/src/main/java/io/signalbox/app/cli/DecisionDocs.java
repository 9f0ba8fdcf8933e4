package io.signalbox.app.cli;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.routing.DecisionRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a provider was chosen, as a document and as text. */
final class DecisionDocs {

  private DecisionDocs() {}

  static Map<String, @Nullable Object> document(DecisionRecord decision) {
    return Doc.start()
        .put("operation", decision.operation().name())
        .put("provider", decision.winner())
        .put("reason", decision.reason())
        .put("authority", decision.authority().name())
        .put("policy", decision.policy() == null ? null : decision.policy().name())
        .put("alternatives", decision.alternatives())
        .put("error", decision.error() == null ? null : decision.error().name())
        .put("notes", decision.notes())
        .put("candidates", candidates(decision))
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
                .map())
        .toList();
  }

  /** One line on who was chosen and why. */
  static String line(DecisionRecord decision) {
    String winner = decision.winner();
    if (winner == null) {
      return "No provider: " + decision.reason() + " [" + decision.error() + "]\n";
    }
    return winner
        + ": "
        + decision.reason()
        + " (decided by "
        + Texts.word(decision.authority())
        + (decision.policy() == null ? "" : ", " + decision.policy())
        + ")\n";
  }

  /** The line, every candidate, and what passed on the way. */
  static String explained(DecisionRecord decision) {
    StringBuilder text = new StringBuilder(line(decision)).append('\n');
    Table table = Table.of("CANDIDATE", "ACCEPTED", "STEP", "WHY");
    for (DecisionRecord.Candidate candidate : decision.candidates()) {
      table.row(
          candidate.provider(),
          candidate.accepted() ? "yes" : "no",
          Texts.word(candidate.step()),
          candidate.reason());
    }
    text.append(table.render("No provider is configured."));
    if (!decision.alternatives().isEmpty()) {
      text.append("\nNext in line: ").append(String.join(", ", decision.alternatives()));
      text.append('\n');
    }
    for (String note : decision.notes()) {
      text.append("Note: ").append(note).append('\n');
    }
    return text.toString();
  }
}
