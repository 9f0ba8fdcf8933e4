package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.drill.LoadReport;
import io.signalbox.core.error.Counted;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Operations carried out from a shell, one or very many. */
class OperationVerbs extends DrillVerbs {

  private static final int MAX_OPERATIONS = 1_000_000;
  private static final int MAX_WORKERS = 100_000;

  OperationVerbs(CliContext context) {
    super(context);
  }

  @Command(
      name = "exec",
      description = {
        "Carries out an operation at the provider routing chooses.",
        "CREATE_INSTANCES (template_id, count, key) and TERMINATE_INSTANCES (instance_ids) become"
            + " requests; GET_INSTANCE_STATUS takes instance_ids, DESCRIBE_RESOURCE_INSTANCES"
            + " tags, VALIDATE_TEMPLATE template_id."
      })
  int exec(
      @Parameters(paramLabel = "OPERATION", description = "One of: ${COMPLETION-CANDIDATES}.")
          ProviderOperationType operation,
      @Option(names = "--data", paramLabel = "JSON", description = "Its parameters as JSON.")
          @Nullable String data,
      @Option(names = "-f", paramLabel = "FILE", description = "The same as a file, or '-'.")
          @Nullable String file,
      @Option(names = "--provider", paramLabel = "P", description = "At this instance.")
          @Nullable String provider,
      @Option(names = "--session", paramLabel = "S", description = "Of this sticky session.")
          @Nullable String sessionId,
      @Option(
              names = "--key",
              paramLabel = "K",
              description = "What HASH_BASED goes by; of a create the idempotency key.")
          @Nullable String key) {
    Object read = JsonInput.read(file, data, context, OperationRun.needsParameters(operation));
    Map<String, @Nullable Object> parameters =
        read == null ? Map.of() : JsonInput.asObject(read, "the parameters");
    boolean ends = operation == ProviderOperationType.TERMINATE_INSTANCES;
    if (ends && !context.confirm("Terminate " + Texts.value(parameters) + "?")) {
      return 0;
    }
    try (Session session = context.open()) {
      OperationRun.Outcome outcome =
          new OperationRun(operation, parameters, provider, false, sessionId, key, null)
              .carryOut(session, context);
      context.print(outcome.document(), () -> OperationDocs.text(outcome));
      return outcome.failed() == null ? 0 : context.fail(outcome.failed());
    }
  }

  @Command(
      name = "load-test",
      description = {
        "Sends reads through the configured routing to simulated stand-ins of the providers.",
        "Those of simulated providers have their latency, errors and outages. Nothing configured"
            + " is",
        "touched. Exits 0 when all succeeded, else 5."
      })
  int loadTest(
      @Option(names = "--operations", paramLabel = "N", description = "Default: 1000.")
          @Nullable String operations,
      @Option(names = "--workers", paramLabel = "W", description = "At once. Default: 50.")
          @Nullable String workers) {
    int count = bounded(operations, "--operations", 1_000, MAX_OPERATIONS);
    int atOnce = bounded(workers, "--workers", 50, MAX_WORKERS);
    try (Session session = context.open()) {
      LoadReport report = session.ask(new Query.LoadTest(count, atOnce));
      context.print(document(report), () -> text(report));
      return report.failed() == 0
          ? 0
          : context.fail(
              new SignalboxException(
                  ErrorCode.PROVIDER_ERROR,
                  report.failed()
                      + " of "
                      + Counted.of(report.operations(), "operation")
                      + " failed",
                  Map.of("failed", report.failed(), "operations", report.operations())));
    }
  }

  private static int bounded(@Nullable String given, String name, int standard, int max) {
    int count = given == null ? standard : Inputs.count(given, name, 1);
    if (count > max) {
      throw Inputs.invalid(name + " is " + count + ", at most " + max, name, "" + count);
    }
    return count;
  }

  private static Map<String, @Nullable Object> document(LoadReport report) {
    return Doc.start()
        .put("operations", report.operations())
        .put("succeeded", report.succeeded())
        .put("failed", report.failed())
        .put("duration_s", report.durationSeconds())
        .put("operations_per_second", report.operationsPerSecond())
        .put("workers", report.workers())
        .put("calls_by_provider", report.callsByProvider())
        .put("p50_ms", report.p50Millis())
        .put("p95_ms", report.p95Millis())
        .map();
  }

  private static String text(LoadReport report) {
    Table table = Table.of("LOAD TEST", ">FIGURE");
    table.row("operations", report.operations());
    table.row("succeeded", report.succeeded());
    table.row("failed", report.failed());
    table.row("workers", report.workers());
    table.row("duration s", Texts.rate(report.durationSeconds()));
    table.row("operations/s", Texts.rate(report.operationsPerSecond()));
    table.row("p50 ms", Texts.millis(report.p50Millis()));
    table.row("p95 ms", Texts.millis(report.p95Millis()));
    report.callsByProvider().forEach((name, calls) -> table.row("calls at " + name, calls));
    return table.render();
  }
}
