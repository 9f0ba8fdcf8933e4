package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.app.report.ReadinessDocument;
import io.signalbox.core.command.ReadinessCommand.RunChecks;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The deployment checklist from a shell. */
class ReadinessVerbs extends OperationVerbs {

  ReadinessVerbs(CliContext context) {
    super(context);
  }

  @Command(
      name = "readiness",
      description = {
        "Shows the deployment checklist as it was found last, or runs checks of it first.",
        "Exits 0 when each has passed and none is old; else 4, and with checks named only those"
            + " count."
      })
  int readiness(
      @Option(
              names = "--run",
              paramLabel = "CHECK",
              split = ",",
              description = "Runs this check, such as circuit-breaker; several with commas.")
          @Nullable List<String> run,
      @Option(names = "--all", description = "Runs every check.") boolean all,
      @Option(names = "--evidence", description = "With every row that was looked at.")
          boolean evidence) {
    List<ReadinessCheck> named = run == null ? List.of() : run.stream().map(this::check).toList();
    List<ReadinessCheck> wanted = all ? Arrays.asList(ReadinessCheck.values()) : named;
    try (Session session = context.open()) {
      ReadinessReport report =
          wanted.isEmpty() ? session.ask(new Query.Readiness()) : run(session, wanted);
      List<ReadinessView> shown =
          report.checks().stream()
              .filter(each -> wanted.isEmpty() || wanted.contains(each.check()))
              .toList();
      context.print(
          ReadinessDocument.of(report, shown),
          () -> ReadinessText.of(shown, evidence, session.now()));
      List<ReadinessView> open = shown.stream().filter(each -> !each.isReady()).toList();
      return open.isEmpty() ? 0 : context.fail(notReady(open, shown.size()));
    }
  }

  private ReadinessCheck check(String word) {
    Optional<ReadinessCheck> found = ReadinessCheck.named(word);
    return found.orElseThrow(() ->
        Inputs.invalid(
            "There is no check '"
                + word
                + "', expected one of "
                + Arrays.stream(ReadinessCheck.values()).map(ReadinessCheck::word).toList(),
            "--run",
            word));
  }

  private static ReadinessReport run(Session session, List<ReadinessCheck> wanted) {
    ReadinessReport report = session.execute(new RunChecks(wanted));
    while (report.batch() != null) {
      pause();
      report = session.ask(new Query.Readiness());
    }
    if (!report.problem().isEmpty()) {
      throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, report.problem());
    }
    return report;
  }

  private static SignalboxException notReady(List<ReadinessView> open, int of) {
    return new SignalboxException(
        ErrorCode.INVALID_STATE,
        "Not ready: "
            + open.size()
            + " of "
            + of
            + (of == 1 ? " check: " : " checks: ")
            + open.stream()
                .map(each -> each.check().word() + " (" + each.state().word() + ")")
                .collect(Collectors.joining(", ")),
        Map.of("checks", open.stream().map(each -> each.check().word()).toList()));
  }
}
