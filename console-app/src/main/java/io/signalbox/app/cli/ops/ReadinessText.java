package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The checklist as a person reads it. */
final class ReadinessText {

  private ReadinessText() {}

  static String of(List<ReadinessView> checks, boolean evidence, Instant now) {
    StringBuilder text = new StringBuilder();
    Table table = Table.of("CHECK", "STATE", "AGE", "EVIDENCE");
    for (ReadinessView each : checks) {
      ReadinessRun last = each.last();
      table.row(
          each.check().word(),
          each.state().word(),
          last == null ? "-" : Texts.age(last.at(), now),
          last == null ? "never run" : last.finding().summary());
    }
    text.append(table.render());
    for (ReadinessView each : checks) {
      String todo = todo(each);
      if (!todo.isEmpty()) {
        text.append('\n').append(each.check().title()).append(": ").append(todo).append('\n');
      }
      ReadinessRun last = each.last();
      if (evidence && last != null) {
        text.append('\n').append(rows(last));
      }
    }
    return text.toString();
  }

  /** What is wrong and what to do; empty where nothing is. */
  private static String todo(ReadinessView check) {
    ReadinessRun last = check.last();
    return switch (check.state()) {
      case PASSED, RUNNING, WAITING -> "";
      case NOT_RUN -> "never run; run it with --run " + check.check().word();
      case OLD -> "old. " + check.why() + "; run it again with --run " + check.check().word();
      case WARNING, FAILED ->
          last == null
              ? ""
              : Texts.value(last.finding().problem())
                  + "\n  To do: "
                  + Texts.value(last.finding().remedy().text());
    };
  }

  private static String rows(ReadinessRun run) {
    Table table =
        Table.of(run.check().word().toUpperCase(Locale.ROOT), "EXPECTED", "FOUND", "", "AT");
    for (Evidence each : run.finding().evidence()) {
      table.row(
          each.subject(),
          each.expected(),
          each.found(),
          each.verdict() == Verdict.PASSED ? "" : Texts.word(each.verdict()),
          each.place());
    }
    return table.render();
  }
}
