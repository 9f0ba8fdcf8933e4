package io.signalbox.app.cli.window;

import io.signalbox.app.cli.output.AlertDocs;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.FigureDocs;
import io.signalbox.app.cli.output.HeldDocs;
import io.signalbox.app.cli.output.PriceDocs;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.providers.ProviderDocs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The state of everything, at a glance. */
@Command(
    name = "overview",
    description = "Shows every provider, what is wrong, and what an operator holds.")
public final class OverviewCommand implements Callable<Integer> {

  private final CliContext context;

  public OverviewCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Session session = context.open()) {
      ConsoleSnapshot overview = session.ask(new Query.Snapshot());
      context.print(document(overview), () -> text(overview));
    }
    return 0;
  }

  private static Map<String, @Nullable Object> document(ConsoleSnapshot overview) {
    return Doc.start()
        .put("at", overview.at())
        .put("environment", overview.environment())
        .put("version", overview.version())
        .put("totals", FigureDocs.document(overview.totals()))
        .put("in_flight", overview.inFlight())
        .put("requests_open", overview.requestsOpen())
        .put("machines_running", overview.machinesRunning())
        .put("price", PriceDocs.document(overview.cost()))
        .put("overrides", overview.overrides())
        .put("providers", overview.providers().stream().map(ProviderDocs::provider).toList())
        .put("alerts", AlertDocs.documents(overview.alerts(), overview.at()))
        .put("held_by_operator", HeldDocs.documents(overview.held()))
        .map();
  }

  private static String text(ConsoleSnapshot overview) {
    StringBuilder text = new StringBuilder();
    text.append("Environment ").append(overview.environment());
    text.append(", ").append(Counted.of(overview.providers().size(), "provider"));
    text.append(", ").append(Counted.of(overview.requestsOpen(), "open request"));
    text.append(", ").append(Counted.of(overview.machinesRunning(), "machine")).append(" running");
    if (overview.machinesRunning() > 0) {
      text.append(overview.cost().isUnknown() ? ", " : " ").append(overview.cost().afterMachines());
    }
    text.append(", ");
    text.append(Counted.of(overview.overrides(), "override")).append('\n');
    text.append("Last " + ConsoleSnapshot.WINDOW.toMinutes() + " min: ")
        .append(Counted.of(overview.totals().operations(), "call"));
    text.append(", ").append(Texts.rate(overview.totals().operationsPerSecond()));
    text.append(" ops/s, success ").append(Texts.percent(overview.totals().successRate()));
    text.append(" %, p50 ").append(Texts.millis(overview.totals().p50Millis()));
    text.append(" ms, p95 ").append(Texts.millis(overview.totals().p95Millis()));
    text.append(" ms\n\n");
    text.append(ProviderDocs.table(overview.providers(), overview.at()));
    text.append('\n').append(AlertDocs.table(overview.alerts(), overview.at()));
    text.append('\n').append(HeldDocs.table(overview.held()));
    return text.toString();
  }
}
