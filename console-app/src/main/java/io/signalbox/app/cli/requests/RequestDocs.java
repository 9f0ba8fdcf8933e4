package io.signalbox.app.cli.requests;

import io.signalbox.app.cli.output.DiagnosticText;
import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.PriceDocs;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.routing.DecisionDocs;
import io.signalbox.app.cli.templates.TemplateDocs;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and machines as documents and tables. */
final class RequestDocs {

  private RequestDocs() {}

  /** Without the machines. */
  static Map<String, @Nullable Object> row(MachineRequest request) {
    return Doc.start()
        .put("request_id", request.requestId())
        .put("kind", request.kind() == RequestKind.RETURN ? "return" : "acquire")
        .put("status", request.state().word())
        .put("template_id", request.templateId())
        .put("requested", request.requested())
        .put("provider", request.machinesAt().stream().findFirst().orElse(null))
        .put("providers", request.machinesAt())
        .put("message", message(request))
        .put("created_at", request.createdAt())
        .put("finished_at", request.finishedAt())
        .map();
  }

  static Map<String, @Nullable Object> detail(
      MachineRequest request, List<TimelineEntry> timeline) {
    Map<String, @Nullable Object> document = row(request);
    document.put("preference", request.preference());
    document.put("idempotency_key", request.idempotencyKey());
    document.put("trace_id", request.traceId());
    document.put("deadline", request.deadline().toString());
    document.put("attempts", request.attempts().stream().map(RequestDocs::attempt).toList());
    document.put("machines", request.machines().stream().map(RequestDocs::machine).toList());
    if (!timeline.isEmpty()) {
      document.put("timeline", timeline.stream().map(RequestDocs::step).toList());
    }
    return document;
  }

  private static Map<String, @Nullable Object> attempt(Attempt attempt) {
    return Doc.start()
        .put("number", attempt.number())
        .put("provider", attempt.provider())
        .put("count", attempt.count())
        .put("outcome", Texts.word(attempt.outcome()))
        .put("reason", attempt.reason())
        .put("code", attempt.code())
        .put("message", attempt.message())
        .put("started_at", attempt.startedAt())
        .put("ended_at", attempt.endedAt())
        .put("price", PriceDocs.document(attempt.estimate()))
        .map();
  }

  private static Map<String, @Nullable Object> step(TimelineEntry step) {
    return Doc.start()
        .put("at", step.at())
        .put("kind", step.kind())
        .put("good", step.good())
        .put("title", step.title())
        .put("detail", step.detail())
        .map();
  }

  static Map<String, @Nullable Object> machine(Machine machine) {
    return Doc.start()
        .put("machine_id", machine.machineId())
        .put("name", machine.name())
        .put("status", machine.state().word())
        .put("request_id", machine.requestId())
        .put("return_id", machine.returnId())
        .put("provider", machine.provider())
        .put("instance_type", machine.instanceType())
        .put("price_type", machine.priceType())
        .put("private_address", machine.privateAddress())
        .put("public_address", machine.publicAddress())
        .put("launched_at", machine.launchedAt())
        .put("late", machine.late())
        .put("reason", machine.reason())
        .map();
  }

  static String list(List<MachineRequest> requests, Instant now) {
    Table table =
        Table.of(
            "REQUEST", "KIND", "STATUS", "TEMPLATE", ">REQUESTED", "PROVIDER", "AGE", "MESSAGE");
    for (MachineRequest request : requests) {
      table.row(
          request.requestId(),
          request.kind() == RequestKind.RETURN ? "return" : "acquire",
          request.state().word(),
          request.templateId(),
          request.requested(),
          String.join(", ", request.machinesAt()),
          Texts.age(request.createdAt(), now),
          message(request));
    }
    return table.render("There is no request.");
  }

  static String text(MachineRequest request, List<TimelineEntry> timeline) {
    StringBuilder text = new StringBuilder(line(request));
    if (!request.machines().isEmpty()) {
      text.append('\n').append(machines(request.machines()));
    }
    if (!timeline.isEmpty()) {
      Table table = Table.of("AT", "STEP", "WHAT", "DETAIL");
      for (TimelineEntry step : timeline) {
        table.row(step.at(), step.kind(), (step.good() ? "" : "! ") + step.title(), step.detail());
      }
      text.append('\n').append(table.render());
    }
    return text.toString();
  }

  /** One line on how a request stands. */
  static String line(MachineRequest request) {
    String what =
        request.kind() == RequestKind.RETURN
            ? "return of " + request.requested()
            : request.templateId() + " x" + request.requested();
    return request.requestId()
        + ": "
        + request.state().word()
        + ", "
        + what
        + (request.machinesAt().isEmpty() ? "" : " at " + String.join(", ", request.machinesAt()))
        + (message(request).isEmpty() ? "" : ", " + Texts.value(message(request)))
        + "\n";
  }

  /** What was said when it was complete is not said of machines that have gone since. */
  private static String message(MachineRequest request) {
    long gone = request.machines().stream().filter(each -> each.state().isGone()).count();
    if (request.kind() == RequestKind.RETURN
        || request.state() != RequestState.COMPLETE
        || gone == 0) {
      return request.message();
    }
    int all = request.machines().size();
    return "was complete; " + gone + " of " + Counted.of(all, "machine") + " gone since";
  }

  static String machines(List<Machine> machines) {
    Table table =
        Table.of(
            "MACHINE",
            "NAME",
            "STATUS",
            "PROVIDER",
            "TYPE",
            "PRIVATE ADDRESS",
            "REQUEST",
            "REASON");
    for (Machine machine : machines) {
      table.row(
          machine.machineId(),
          machine.name(),
          machine.state().word(),
          machine.provider(),
          machine.instanceType(),
          machine.privateAddress(),
          machine.requestId(),
          machine.reason());
    }
    return table.render("There is no machine.");
  }

  static Map<String, @Nullable Object> dryRun(DryRun run) {
    LaunchSpec spec = run.spec();
    Map<String, @Nullable Object> launch = null;
    if (spec != null) {
      launch = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : spec.values().entrySet()) {
        launch.put(entry.getKey(), TemplateDocs.shown(entry.getKey(), entry.getValue()));
      }
    }
    return Doc.start()
        .put("dry_run", true)
        .put("provider", run.decision().winner())
        .put("template_id", run.decision().subject())
        .put("count", run.decision().count())
        .put("max_count", run.maxCount())
        .put("decision", DecisionDocs.document(run.decision()))
        .put("launch", launch)
        .put("price", PriceDocs.document(run.price()))
        .put("validation", run.validation() == null ? null : TemplateDocs.report(run.validation()))
        .map();
  }

  static String dryRunText(DryRun run) {
    StringBuilder text = new StringBuilder("Dry run: nothing was called.\n");
    text.append(DecisionDocs.explained(run.decision()));
    LaunchSpec spec = run.spec();
    if (spec != null) {
      text.append("\nWould launch ").append(run.decision().count());
      text.append(run.maxCount() < 0 ? "" : " of at most " + run.maxCount());
      text.append(":\n");
      Table table = Table.of("FIELD", "VALUE");
      spec.values()
          .forEach((name, value) -> table.row(name, Texts.value(TemplateDocs.shown(name, value))));
      text.append(table.render());
    }
    text.append(PriceDocs.line(run.price(), run.decision().count()));
    if (run.validation() != null) {
      run.validation().diagnostics().forEach(d -> text.append(DiagnosticText.line(d)).append('\n'));
    }
    return text.toString();
  }
}
