package io.signalbox.app.cli.hostfactory;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.JsonOptions;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.Counted;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The five verbs of the Host Factory contract; each answers with exactly one JSON document on
 * standard output, also where it cannot do what it was asked.
 */
public final class HostFactoryVerbs {

  private HostFactoryVerbs() {}

  /** The first of them that stands among words; null where none does. */
  public static @Nullable String namedIn(String[] words) {
    for (String word : words) {
      switch (word) {
        case "getAvailableTemplates",
            "requestMachines",
            "getRequestStatus",
            "requestReturnMachines",
            "getReturnRequests" -> {
          return word;
        }
        default -> {}
      }
    }
    return null;
  }

  /** Whether the verb of that name reads template files. */
  public static boolean readsTemplates(String verb) {
    return verb.equals("getAvailableTemplates") || verb.equals("requestMachines");
  }

  /** The verb of that name; null for any other. */
  public static @Nullable Verb named(String name, CliContext context) {
    return switch (name) {
      case "getAvailableTemplates" -> new GetAvailableTemplates(context);
      case "requestMachines" -> new RequestMachines(context);
      case "getRequestStatus" -> new GetRequestStatus(context);
      case "requestReturnMachines" -> new RequestReturnMachines(context);
      case "getReturnRequests" -> new GetReturnRequests(context);
      default -> null;
    };
  }

  /** One of the five. */
  public abstract static class Verb implements Callable<Integer> {

    final CliContext context;

    @Mixin JsonOptions json = new JsonOptions();

    Verb(CliContext context) {
      this.context = context;
    }

    /**
     * Sets an option of this verb, as the command line does.
     *
     * @return false for one that it has not
     */
    public boolean take(String name, String value) {
      return json.take(name, value);
    }

    @Override
    public final Integer call() {
      try (Session session = context.open()) {
        context.printLine(answer(session));
        return 0;
      }
    }

    abstract Map<String, @Nullable Object> answer(Session session);
  }

  /** Lists what is offered. */
  @Command(
      name = "getAvailableTemplates",
      description = "Host Factory: the templates that are offered, with their attributes.")
  public static final class GetAvailableTemplates extends Verb {
    public GetAvailableTemplates(CliContext context) {
      super(context);
    }

    @Override
    Map<String, @Nullable Object> answer(Session session) {
      // The input narrows nothing; what is given must be JSON all the same.
      json.read(context, false);
      List<Map<String, @Nullable Object>> templates = new ArrayList<>();
      for (TemplateSummary template : session.ask(new Query.OfferedTemplates())) {
        templates.add(
            WireOutput.template(
                template, session.ask(new Query.ShowTemplate(template.templateId(), null))));
      }
      List<Diagnostic> odd = session.ask(new Query.TemplateDiagnostics());
      context.diagnose(odd);
      return Doc.start()
          .put("templates", templates)
          .put(
              "message",
              templates.isEmpty()
                  ? WireOutput.nothingOffered(notOffered(session), odd)
                  : "Get available templates success.")
          .map();
    }

    /** The first of those that are there all the same, with why each is not offered. */
    private static List<ResolvedTemplate> notOffered(Session session) {
      if (session.ask(new Query.ListProviders(false)).isEmpty()) {
        return List.of();
      }
      return session.ask(new Query.ListTemplates(null, null)).stream()
          .limit(WireOutput.LISTED)
          .map(each -> session.ask(new Query.ShowTemplate(each.templateId(), null)))
          .toList();
    }
  }

  /** Asks for machines. */
  @Command(name = "requestMachines", description = "Host Factory: asks for machines of a template.")
  public static final class RequestMachines extends Verb {
    private static final String EXAMPLE =
        "{\"template\": {\"templateId\": \"web-server\", \"machineCount\": 2}}";

    public RequestMachines(CliContext context) {
      super(context);
    }

    @Override
    Map<String, @Nullable Object> answer(Session session) {
      Map<String, @Nullable Object> input = WireInput.required(json, context, EXAMPLE);
      Object nested = input.get("template");
      Map<String, @Nullable Object> template =
          nested == null ? input : JsonInput.asObject(nested, "template");
      String id = WireInput.text(template, "templateId", "The template");
      Object count = WireInput.field(template, "machineCount");
      int wanted =
          count == null
              ? WireInput.count(WireInput.field(template, "maxNumber"), "machineCount")
              : WireInput.count(count, "machineCount");
      WireInput.Preference preference = WireInput.preference(template, input);
      MachineRequest request =
          session.execute(
              new RequestCommand.Submit(
                  id, wanted, preference.instance(), preference.type(), null));
      String at = String.join(", ", request.machinesAt());
      return Doc.start()
          .put("requestId", request.requestId())
          .put(
              "message",
              request.message().isEmpty()
                  ? "Request for machines accepted" + (at.isEmpty() ? "." : " at " + at)
                  : request.message())
          .map();
    }
  }

  /** Tells how requests stand. */
  @Command(
      name = "getRequestStatus",
      description = "Host Factory: how requests and their machines stand.")
  public static final class GetRequestStatus extends Verb {
    private static final String EXAMPLE = "{\"requests\": [{\"requestId\": \"req-...\"}]}";

    @Option(
        names = "--request-id",
        paramLabel = "ID",
        description = "A request instead of JSON input. Repeatable.")
    @Nullable List<String> ids;

    public GetRequestStatus(CliContext context) {
      super(context);
    }

    @Override
    public boolean take(String name, String value) {
      if (name.equals("--request-id")) {
        ids = List.of(value);
        return true;
      }
      return super.take(name, value);
    }

    @Override
    Map<String, @Nullable Object> answer(Session session) {
      List<String> asked = requested();
      Map<String, MachineRequest> found = new HashMap<>();
      session
          .execute(new RequestCommand.Drive(asked))
          .forEach(driven -> found.put(driven.request().requestId(), driven.request()));
      List<Map<String, @Nullable Object>> requests = new ArrayList<>();
      for (String id : asked) {
        MachineRequest request = found.get(id);
        requests.add(
            request == null ? WireOutput.unknown(id, missing(id)) : WireOutput.request(request));
      }
      return Doc.start().put("requests", requests).map();
    }

    private static String missing(String id) {
      return "There is no request '" + id + "'";
    }

    private List<String> requested() {
      if (ids != null && !ids.isEmpty()) {
        return ids;
      }
      Map<String, @Nullable Object> input = WireInput.required(json, context, EXAMPLE);
      Object given = input.get("requests");
      List<@Nullable Object> items =
          given == null ? List.<@Nullable Object>of(input) : WireInput.items(given, "requests");
      List<String> found = new ArrayList<>();
      for (Object item : items) {
        found.add(
            item instanceof String id
                ? id
                : WireInput.text(JsonInput.asObject(item, "a request"), "requestId", "A request"));
      }
      if (found.isEmpty()) {
        throw WireInput.invalid("requests is empty, expected " + EXAMPLE, "requests", "[]");
      }
      return found;
    }
  }

  /** Gives machines back. */
  @Command(name = "requestReturnMachines", description = "Host Factory: gives machines back.")
  public static final class RequestReturnMachines extends Verb {
    private static final String EXAMPLE =
        "{\"machines\": [{\"name\": \"ip-10-0-0-1\", \"machineId\": \"i-...\"}]}";

    public RequestReturnMachines(CliContext context) {
      super(context);
    }

    @Override
    Map<String, @Nullable Object> answer(Session session) {
      Map<String, @Nullable Object> input = WireInput.required(json, context, EXAMPLE);
      List<String> machines = machines(input);
      if (machines.isEmpty()) {
        throw WireInput.invalid("machines is empty, expected " + EXAMPLE, "machines", "[]");
      }
      Given given = giveBack(session, machines);
      MachineRequest request = given.request();
      return Doc.start()
          .put(
              "message",
              (request.message().isEmpty()
                      ? "Return of " + Counted.of(request.requested(), "machine") + " accepted"
                      : request.message())
                  + WireOutput.notOurs(given.notOurs()))
          .put("requestId", request.requestId())
          .map();
    }

    private record Given(MachineRequest request, List<String> notOurs) {}

    /** What is ours goes back, whatever else a scheduler names: it runs and costs until then. */
    private static Given giveBack(Session session, List<String> machines) {
      try {
        return new Given(
            session.execute(new RequestCommand.ReturnMachines(machines, "")), List.of());
      } catch (SignalboxException e) {
        List<String> ours = new ArrayList<>(machines);
        if (e.code() != ErrorCode.MACHINE_NOT_FOUND
            || !(e.details().get("machines") instanceof List<?> unknown)
            || !ours.removeAll(unknown)
            || ours.isEmpty()) {
          throw e;
        }
        return new Given(
            session.execute(new RequestCommand.ReturnMachines(ours, "")),
            unknown.stream().map(Object::toString).toList());
      }
    }
  }

  /** Tells which machines the caller has to let go of. */
  @Command(
      name = "getReturnRequests",
      description = "Host Factory: machines that are being returned or have gone.")
  public static final class GetReturnRequests extends Verb {
    public GetReturnRequests(CliContext context) {
      super(context);
    }

    @Override
    Map<String, @Nullable Object> answer(Session session) {
      Object read = json.read(context, false);
      Map<String, @Nullable Object> input =
          read == null ? Map.of() : JsonInput.asObject(read, "the input");
      Set<String> asked = input.get("machines") == null ? Set.of() : new HashSet<>(machines(input));
      Map<String, String> problems = session.execute(new RequestCommand.CheckMachines());
      session.execute(new RequestCommand.Drive(LeavingMachines.returns(session)));
      List<Machine> going = LeavingMachines.of(session, asked);
      boolean done = going.stream().allMatch(WireOutput::isGone);
      return Doc.start()
          .put("status", done ? "complete" : "running")
          .put("message", WireOutput.going(going, problems))
          .put(
              "requests",
              going.stream()
                  .map(m -> Doc.start().put("machine", m.name()).put("gracePeriod", 0).map())
                  .toList())
          .map();
    }
  }

  private static List<String> machines(Map<String, @Nullable Object> input) {
    List<String> found = new ArrayList<>();
    for (Object item : WireInput.items(input.get("machines"), "machines")) {
      if (item instanceof String id) {
        found.add(id);
        continue;
      }
      Map<String, @Nullable Object> machine = JsonInput.asObject(item, "a machine");
      Object id = WireInput.field(machine, "machineId");
      found.add(
          id instanceof String text && !text.isBlank()
              ? text
              : WireInput.text(machine, "name", "A machine"));
    }
    return found;
  }
}
