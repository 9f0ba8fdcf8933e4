package io.signalbox.app.cli.requests;

import io.signalbox.app.cli.output.PriceDocs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.DrivenRequest;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.template.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of requests and done with them. */
@Command(name = "requests", description = "Gets machines, follows requests, gives machines back.")
public final class RequestsCommand {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final CliContext context;

  public RequestsCommand(CliContext context) {
    this.context = context;
  }

  @Command(name = "submit", description = "Asks for machines of a template.")
  int submit(
      @Parameters(index = "0", paramLabel = "TEMPLATE", description = "Template id.")
          String template,
      @Parameters(index = "1", paramLabel = "COUNT", description = "How many, at least 1.")
          String count,
      @Option(names = "--provider", paramLabel = "P", description = "Prefer this instance.")
          @Nullable String provider,
      @Option(names = "--provider-type", paramLabel = "T", description = "Only of this type.")
          @Nullable String type,
      @Option(
              names = "--key",
              paramLabel = "K",
              description = "Idempotency key: the same key makes one request.")
          @Nullable String key,
      @Option(
              names = "--dry-run",
              description = "Says who would be chosen, why, and what would be launched.")
          boolean dryRun,
      @Option(names = "--wait", description = "Waits for the end; exits 0 on complete, else 5.")
          boolean wait) {
    int wanted = Inputs.count(count, "COUNT", 1);
    try (Session session = context.open()) {
      askPrices(session, template);
      if (dryRun) {
        DryRun run = session.ask(new Query.PreviewRequest(template, wanted, provider, type));
        context.print(RequestDocs.dryRun(run), () -> RequestDocs.dryRunText(run));
        SignalboxException refused = refused(run);
        return refused == null ? 0 : context.fail(refused);
      }
      MachineRequest request =
          session.act(new RequestCommand.Submit(template, wanted, provider, type, key));
      return finish(session, request, wait);
    }
  }

  /**
   * A window asks for prices by itself, a command has nobody who did: where none was kept, or it is
   * over, whoever offers the template is asked. A price that is not known hinders nothing. Who only
   * observes asks nobody.
   */
  private static void askPrices(Session session, String template) {
    if (!session.observes()) {
      session.ask(new Query.AskPrices(template));
    }
  }

  /** What the real run would end with; null where it would not. */
  private static @Nullable SignalboxException refused(DryRun run) {
    ErrorCode undecided = run.decision().error();
    if (undecided != null) {
      return new SignalboxException(undecided, run.decision().reason());
    }
    ValidationReport report = run.validation();
    return report == null
        ? null
        : report.diagnostics().stream()
            .filter(found -> found.severity() == Diagnostic.Severity.ERROR)
            .findFirst()
            .map(found ->
                new SignalboxException(
                    ErrorCode.named(found.code(), ErrorCode.TEMPLATE_INVALID), found.message()))
            .orElse(null);
  }

  @Command(
      name = "status",
      description = "Shows a request with its machines, its timeline and its calls.")
  int status(@Parameters(paramLabel = "ID", description = "Request id.") String id) {
    try (Session session = context.open()) {
      MachineRequest request = look(session, id).request();
      var timeline = session.ask(new Query.RequestTimeline(id));
      var calls = session.ask(new Query.CallsOfRequest(id));
      var document = RequestDocs.detail(request, timeline);
      document.put("api_calls", CallDocs.documents(calls));
      if (request.kind() == RequestKind.RETURN) {
        context.print(document, () -> RequestDocs.text(request, timeline) + CallDocs.text(calls));
        return 0;
      }
      RequestCost cost = cost(session, request);
      document.put("price", PriceDocs.document(cost));
      context.print(
          document,
          () -> RequestDocs.text(request, timeline) + CallDocs.text(calls) + PriceDocs.lines(cost));
      return 0;
    }
  }

  /** With what providers say of prices now, where nobody has asked them before. */
  private static RequestCost cost(Session session, MachineRequest request) {
    Query.CostOfRequest asked = new Query.CostOfRequest(request.requestId());
    RequestCost known = session.ask(asked);
    if (known.unpriced() == 0) {
      return known;
    }
    askPrices(session, request.templateId());
    return session.ask(asked);
  }

  @Command(name = "list", description = "Lists requests, newest first.")
  int list(
      @Option(names = "--status", paramLabel = "S", description = "Only in this state.")
          @Nullable String status,
      @Option(names = "--limit", paramLabel = "N", description = "At most. Default: 50.")
          @Nullable String limit,
      @Option(names = "--since", paramLabel = "AGE", description = "Such as 2h. Default: all.")
          @Nullable String since) {
    int max = limit == null ? 50 : Inputs.count(limit, "--limit", 1);
    try (Session session = context.open()) {
      Instant from =
          since == null ? Instant.EPOCH : session.now().minus(Inputs.duration(since, "--since"));
      List<MachineRequest> requests = session.ask(new Query.ListRequests(state(status), from, max));
      context.print(
          requests.stream().map(RequestDocs::row).toList(),
          () -> RequestDocs.list(requests, session.now()));
      return 0;
    }
  }

  private static @Nullable RequestState state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (RequestState state : RequestState.values()) {
      if (state.word().equals(word.toLowerCase(Locale.ROOT).replace('-', '_'))) {
        return state;
      }
    }
    throw Inputs.invalid(
        "There is no state '"
            + word
            + "', expected one of "
            + java.util.Arrays.stream(RequestState.values()).map(RequestState::word).toList(),
        "--status",
        word);
  }

  @Command(name = "watch", description = "Follows a request until it ends.")
  int watch(@Parameters(paramLabel = "ID", description = "Request id.") String id) {
    try (Session session = context.open()) {
      AtomicReference<String> last = new AtomicReference<>("");
      return finish(
          session,
          look(session, id).request(),
          true,
          request -> {
            String line = RequestDocs.line(request);
            if (!line.equals(last.getAndSet(line))) {
              context.note(line.strip());
            }
          });
    }
  }

  @Command(name = "cancel", description = "Cancels a request; what was launched is given back.")
  int cancel(@Parameters(paramLabel = "ID", description = "Request id.") String id) {
    if (!context.confirm("Cancel " + id + "?")) {
      return 0;
    }
    try (Session session = context.open()) {
      return finish(session, session.act(new RequestCommand.Cancel(id, context.reason())), false);
    }
  }

  @Command(
      name = "return",
      description = "Gives machines back, by id or name, or all of a request.")
  int giveBack(
      @Parameters(arity = "0..*", paramLabel = "MACHINE", description = "Machine ids or names.")
          @Nullable List<String> machines,
      @Option(names = "--request", paramLabel = "ID", description = "Every machine of a request.")
          @Nullable String request,
      @Option(names = "--wait", description = "Waits for the end; exits 0 on complete, else 5.")
          boolean wait) {
    boolean named = machines != null && !machines.isEmpty();
    if (named == (request != null)) {
      throw Inputs.invalid("Name machines, or a request with --request", "MACHINE", "");
    }
    if (!context.confirm(
        named ? "Return " + String.join(", ", machines) + "?" : "Return all of " + request + "?")) {
      return 0;
    }
    try (Session session = context.open()) {
      MachineRequest done =
          request != null
              ? session.act(new RequestCommand.ReturnRequest(request, context.reason()))
              : session.act(
                  new RequestCommand.ReturnMachines(
                      machines == null ? List.of() : machines, context.reason()));
      return finish(session, done, wait);
    }
  }

  private int finish(Session session, MachineRequest request, boolean wait) {
    return finish(session, request, wait, seen -> {});
  }

  private int finish(
      Session session, MachineRequest request, boolean wait, Consumer<MachineRequest> seen) {
    MachineRequest last = request;
    boolean told = false;
    seen.accept(last);
    while (wait && !last.state().isFinal()) {
      pause();
      DrivenRequest driven = lookOrStay(session, last);
      last = driven.request();
      seen.accept(last);
      SignalboxException problem = driven.problem();
      if (problem != null && !session.now().isBefore(last.deadline())) {
        return context.fail(beyondDeadline(last, problem));
      }
      if (!told && (problem != null || isOverdue(last, session.now()))) {
        context.note(
            last.requestId()
                + " waits: "
                + (problem == null
                    ? "its deadline has passed; " + last.message()
                    : problem.getMessage()));
        told = true;
      }
    }
    MachineRequest shown = last;
    context.print(RequestDocs.detail(shown, List.of()), () -> RequestDocs.text(shown, List.of()));
    if (!wait || shown.state() == RequestState.COMPLETE) {
      return 0;
    }
    ErrorCode code =
        shown.state() == RequestState.TIMEOUT ? ErrorCode.TIMEOUT : ErrorCode.PROVIDER_ERROR;
    return context.fail(
        new SignalboxException(
            code,
            shown.requestId() + " ended " + shown.state().word() + ": " + shown.message(),
            Map.of("request_id", shown.requestId(), "status", shown.state().word())));
  }

  /** Waited for beyond its deadline, for what nobody knows yet. */
  private static boolean isOverdue(MachineRequest request, Instant now) {
    return !request.state().isFinal() && !now.isBefore(request.deadline());
  }

  /** Nobody can say how it ends while its result cannot be written. */
  private static SignalboxException beyondDeadline(
      MachineRequest request, SignalboxException problem) {
    return new SignalboxException(
        problem.code(),
        request.requestId()
            + " is "
            + request.state().word()
            + " beyond its deadline, and goes on when this is mended: "
            + problem.getMessage(),
        Map.of("request_id", request.requestId(), "status", request.state().word()));
  }

  /**
   * Moves a request as far as it goes when it is due: nothing else does while this program lives.
   */
  private static DrivenRequest look(Session session, String id) {
    return session.execute(new RequestCommand.Drive(List.of(id), true)).stream()
        .findFirst()
        .orElseGet(() -> new DrivenRequest(session.ask(new Query.ShowRequest(id)), null));
  }

  /** Where the store cannot be read, as it was last seen: what was accepted keeps its name. */
  private static DrivenRequest lookOrStay(Session session, MachineRequest last) {
    try {
      return look(session, last.requestId());
    } catch (SignalboxException e) {
      if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
        throw e;
      }
      return new DrivenRequest(last, e);
    }
  }

  private static void pause() {
    try {
      TimeSource.system().sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(ErrorCode.TIMEOUT, "Interrupted while waiting");
    }
  }
}
