package io.signalbox.app.cli.window;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.providers.ProviderDocs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.OverviewView.Held;
import io.signalbox.core.query.OverviewView.Problem;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The state of everything, at a glance. */
@Command(
    name = "overview",
    description = "Shows every provider, what is wrong, and what is held by hand.")
public final class OverviewCommand implements Callable<Integer> {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final CliContext context;

  public OverviewCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Session session = context.open()) {
      OverviewView overview = session.ask(new Query.Overview(WINDOW));
      context.print(document(overview), () -> text(overview));
    }
    return 0;
  }

  private static Map<String, @Nullable Object> document(OverviewView overview) {
    return Doc.start()
        .put("at", overview.at())
        .put("environment", overview.environment())
        .put("version", overview.version())
        .put("totals", ProviderDocs.metrics(overview.totals()))
        .put("in_flight", overview.inFlight())
        .put("requests_open", overview.requestsOpen())
        .put("machines_running", overview.machinesRunning())
        .put("overrides", overview.overrides())
        .put("providers", overview.providers().stream().map(ProviderDocs::provider).toList())
        .put("problems", overview.problems().stream().map(OverviewCommand::problem).toList())
        .put("held_by_hand", overview.operatorHolds().stream().map(OverviewCommand::held).toList())
        .map();
  }

  private static Map<String, @Nullable Object> problem(Problem problem) {
    return Doc.start()
        .put("severity", Texts.word(problem.severity()))
        .put("kind", problem.kind())
        .put("subject", problem.subject())
        .put("title", problem.title())
        .put("detail", problem.detail())
        .put("location", problem.location())
        .put("since", problem.since())
        .map();
  }

  private static Map<String, @Nullable Object> held(Held held) {
    return Doc.start()
        .put("provider", held.provider())
        .put("what", held.what())
        .put("who", held.who())
        .put("why", held.why())
        .put("since", held.since())
        .put("until", held.until())
        .map();
  }

  private static String text(OverviewView overview) {
    StringBuilder text = new StringBuilder();
    text.append("Environment ").append(overview.environment());
    text.append(", ").append(count(overview.providers().size(), "provider"));
    text.append(", ").append(count(overview.requestsOpen(), "open request"));
    text.append(", ").append(count(overview.machinesRunning(), "machine")).append(" running, ");
    text.append(count(overview.overrides(), "override")).append('\n');
    text.append("Last 15 min: ").append(count((int) overview.totals().operations(), "call"));
    text.append(", ").append(Texts.rate(overview.totals().operationsPerSecond()));
    text.append(" ops/s, success ").append(Texts.percent(overview.totals().successRate()));
    text.append(" %, p50 ").append(Texts.millis(overview.totals().p50Millis()));
    text.append(" ms, p95 ").append(Texts.millis(overview.totals().p95Millis()));
    text.append(" ms\n\n");
    text.append(ProviderDocs.table(overview.providers(), overview.at()));
    text.append('\n').append(problems(overview.problems()));
    if (!overview.operatorHolds().isEmpty()) {
      Table table = Table.of("HELD BY HAND", "WHAT", "WHO", "WHY", "SINCE", "UNTIL");
      for (Held held : overview.operatorHolds()) {
        table.row(
            held.provider(),
            held.what(),
            held.who(),
            held.why(),
            Texts.time(held.since()),
            held.until());
      }
      text.append('\n').append(table.render());
    }
    return text.toString();
  }

  private static String problems(List<Problem> problems) {
    Table table = Table.of("PROBLEM", "WHAT", "DETAIL", "WHERE");
    for (Problem problem : problems) {
      table.row(
          Texts.word(problem.severity()), problem.title(), problem.detail(), problem.location());
    }
    return table.render("No problem.");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
