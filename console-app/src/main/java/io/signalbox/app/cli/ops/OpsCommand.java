package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was done, what is to be done once, and rehearsals. */
@Command(
    name = "ops",
    description = "Shows what was done, carries out operations, rehearses failures and load.")
public final class OpsCommand extends OperationVerbs {

  public OpsCommand(CliContext context) {
    super(context);
  }

  @Command(name = "activity", description = "Lists who did what, when and why, newest first.")
  int activity(
      @Option(names = "--since", paramLabel = "AGE", description = "Such as 2h. Default: 24h.")
          @Nullable String since,
      @Option(names = "--limit", paramLabel = "N", description = "At most. Default: 100.")
          @Nullable String limit) {
    Duration age = since == null ? Duration.ofHours(24) : Inputs.duration(since, "--since");
    int max = limit == null ? 100 : Inputs.count(limit, "--limit", 1);
    try (Session session = context.open()) {
      List<AuditEntry> entries =
          session.ask(new Query.Activity(session.now().minus(age), Math.min(max, 10_000)));
      context.print(entries.stream().map(OpsCommand::document).toList(), () -> text(entries));
      return 0;
    }
  }

  private static Map<String, @Nullable Object> document(AuditEntry entry) {
    return Doc.start()
        .put("id", entry.id())
        .put("at", entry.at())
        .put("actor", entry.actor())
        .put("action", entry.action())
        .put("subject", entry.subject())
        .put("outcome", entry.outcome())
        .put("reason", entry.reason())
        .put("trace_id", entry.traceId())
        .put("before", entry.before())
        .put("after", entry.after())
        .map();
  }

  private static String text(List<AuditEntry> entries) {
    Table table =
        Table.of("AT", "WHO", "ACTION", "SUBJECT", "OUTCOME", "BEFORE", "AFTER", "REASON", "TRACE");
    for (AuditEntry entry : entries) {
      table.row(
          Texts.time(entry.at()),
          entry.actor(),
          entry.action(),
          entry.subject(),
          entry.outcome(),
          Texts.value(entry.before()),
          Texts.value(entry.after()),
          entry.reason(),
          entry.traceId());
    }
    return table.render("Nothing was done.");
  }
}
