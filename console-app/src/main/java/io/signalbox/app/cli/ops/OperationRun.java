package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.routing.DecisionDocs;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Keys;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.OperationView;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.SelectionCriteria;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an operation: a read by routing it, a create or a termination as a request, which
 * keeps the intent on disk before the cloud is called.
 *
 * @param provider who is meant; null for whoever is chosen
 * @param ordered whether that stands above a template's pin, as {@code strategy_override} does
 * @param sessionId keeps its provider where sessions are sticky; null for none
 * @param key of a create the idempotency key, of a read what HASH_BASED goes by; null for none
 * @param criteria of a read; null for the configured ones
 */
public record OperationRun(
    ProviderOperationType operation,
    Map<String, @Nullable Object> parameters,
    @Nullable String provider,
    boolean ordered,
    @Nullable String sessionId,
    @Nullable String key,
    @Nullable SelectionCriteria criteria) {

  /**
   * What came of it.
   *
   * @param decision why it went where it went; null where none is kept
   * @param failed why the program ends with an error; null for success
   */
  public record Outcome(
      Map<String, @Nullable Object> document,
      @Nullable DecisionRecord decision,
      @Nullable SignalboxException failed) {}

  /** Whether it cannot be carried out without parameters. */
  static boolean needsParameters(ProviderOperationType operation) {
    return switch (operation) {
      case CREATE_INSTANCES, TERMINATE_INSTANCES, GET_INSTANCE_STATUS, VALIDATE_TEMPLATE -> true;
      case DESCRIBE_RESOURCE_INSTANCES, GET_AVAILABLE_TEMPLATES, HEALTH_CHECK -> false;
    };
  }

  private static List<String> known(ProviderOperationType operation) {
    return switch (operation) {
      case CREATE_INSTANCES -> List.of("template_id", "count", "key", "idempotency_key");
      case TERMINATE_INSTANCES, GET_INSTANCE_STATUS -> List.of("instance_ids");
      case DESCRIBE_RESOURCE_INSTANCES -> List.of("tags");
      case VALIDATE_TEMPLATE -> List.of("template_id");
      case GET_AVAILABLE_TEMPLATES, HEALTH_CHECK -> List.of();
    };
  }

  public Outcome carryOut(Session session, CliContext context) {
    Map<String, @Nullable Object> given = Keys.snake(parameters);
    for (String name : given.keySet()) {
      if (!known(operation).contains(name)) {
        context.note(
            "warning: '"
                + name
                + "' is not known to "
                + operation
                + "; known: "
                + known(operation));
      }
    }
    return switch (operation) {
      case CREATE_INSTANCES -> create(session, given);
      case TERMINATE_INSTANCES -> terminate(session, given, context.reason());
      case GET_INSTANCE_STATUS,
          DESCRIBE_RESOURCE_INSTANCES,
          VALIDATE_TEMPLATE,
          GET_AVAILABLE_TEMPLATES,
          HEALTH_CHECK ->
          read(session, given);
    };
  }

  private Outcome read(Session session, Map<String, @Nullable Object> given) {
    if (operation == ProviderOperationType.GET_INSTANCE_STATUS) {
      ids(given);
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      if (value != null) {
        parameters.put(name, value);
      }
    });
    OperationView view =
        session.ask(
            new Query.ExecuteRead(
                operation, parameters, provider, sessionId, key, criteria, session.traceId()));
    Doc document =
        Doc.start()
            .put("operation", operation.name())
            .put("provider", view.decision().winner())
            .put("success", view.result().isSuccess());
    SignalboxException failed = null;
    switch (view.result()) {
      case ProviderResult.Success success ->
          document.put("data", OperationDocs.data(success.data()));
      case ProviderResult.Failure failure -> {
        document.put("error", OperationDocs.failure(failure.failure()));
        failed = OperationDocs.error(failure.failure());
      }
    }
    return new Outcome(
        document
            .put("decision", DecisionDocs.document(view.decision()))
            .put("parts", OperationDocs.parts(view.parts()))
            .put("execution_time_ms", Math.round(view.millis() * 1_000) / 1_000.0)
            .map(),
        view.decision(),
        failed);
  }

  private Outcome create(Session session, Map<String, @Nullable Object> given) {
    if (criteria != null) {
      throw Inputs.invalid(
          "CREATE_INSTANCES goes by the configured criteria", "selection_criteria", "");
    }
    if (!(given.get("template_id") instanceof String template) || template.isBlank()) {
      throw Inputs.invalid(
          "template_id is " + given.get("template_id") + ", expected a text", "template_id", "");
    }
    Object count = given.get("count");
    int wanted = Inputs.count(count == null ? "1" : count.toString(), "count", 1);
    Object other = given.get("idempotency_key");
    Object named = given.get("key") == null ? other : given.get("key");
    if (other != null && !other.equals(named)) {
      throw Inputs.invalid(
          "key is " + named + " and idempotency_key is " + other + ": keep one of them",
          "key",
          named + "");
    }
    String once = key != null ? key : named == null ? null : named.toString();
    long begun = TimeSource.system().nanos();
    return outcome(
        session,
        session.execute(new RequestCommand.Submit(template, wanted, provider, ordered, null, once)),
        begun);
  }

  private Outcome terminate(Session session, Map<String, @Nullable Object> given, String reason) {
    List<String> machines = ids(given);
    if (provider != null) {
      machines.forEach(machine -> requireAt(session, machine, provider));
    }
    long begun = TimeSource.system().nanos();
    return outcome(
        session, session.execute(new RequestCommand.ReturnMachines(machines, reason)), begun);
  }

  private static void requireAt(Session session, String machine, String provider) {
    Machine found = session.ask(new Query.ShowMachine(machine));
    if (!found.provider().equals(provider)) {
      throw new SignalboxException(
          ErrorCode.PREFERENCE_CONFLICT,
          machine + " runs at " + found.provider() + ", not at " + provider,
          Map.of("machine_id", machine, "provider", found.provider(), "asked", provider));
    }
  }

  private static List<String> ids(Map<String, @Nullable Object> given) {
    Object ids = given.get("instance_ids");
    if (ids instanceof List<?> list
        && !list.isEmpty()
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(Object::toString).toList();
    }
    throw Inputs.invalid(
        "instance_ids is " + ids + ", expected a list of machine ids", "instance_ids", "" + ids);
  }

  private Outcome outcome(Session session, MachineRequest request, long begun) {
    double millis = (TimeSource.system().nanos() - begun) / 1e6;
    List<DecisionRecord> decisions =
        request.traceId().isEmpty()
            ? List.of()
            : session.ask(new Query.DecisionsOf(request.traceId()));
    DecisionRecord decision = decisions.isEmpty() ? null : decisions.getLast();
    SignalboxException failed = failure(request);
    Doc document =
        Doc.start()
            .put("operation", operation.name())
            .put("provider", request.machinesAt().stream().findFirst().orElse(null))
            .put("providers", request.machinesAt())
            .put("success", failed == null);
    if (failed == null) {
      document.put("data", data(request));
    } else {
      document.put(
          "error",
          Doc.start()
              .put("code", failed.code().name())
              .put("message", failed.getMessage())
              .put("details", failed.details())
              .put("class", null)
              .put("outcome_known", failed.code() != ErrorCode.OUTCOME_UNKNOWN)
              .map());
    }
    return new Outcome(
        document
            .put("decision", decision == null ? null : DecisionDocs.document(decision))
            .put("parts", Map.of())
            .put("execution_time_ms", Math.round(millis * 1_000) / 1_000.0)
            .map(),
        decision,
        failed);
  }

  private static Map<String, @Nullable Object> data(MachineRequest request) {
    return Doc.start()
        .put("request_id", request.requestId())
        .put("status", request.state().word())
        .put("requested", request.requested())
        .put("instance_ids", request.machines().stream().map(Machine::machineId).toList())
        .put("message", request.message())
        .map();
  }

  /** A request that has failed already; null for one that goes on, or has machines. */
  private static @Nullable SignalboxException failure(MachineRequest request) {
    if (request.state() != RequestState.FAILED && request.state() != RequestState.TIMEOUT) {
      return null;
    }
    List<Attempt> attempts = request.attempts();
    String code =
        attempts.isEmpty() ? "" : Objects.requireNonNullElse(attempts.getLast().code(), "");
    ErrorCode own = OperationDocs.known(code);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("request_id", request.requestId());
    details.put("status", request.state().word());
    if (own == null && !code.isEmpty()) {
      details.put("provider_code", code);
    }
    ErrorCode shown =
        request.state() == RequestState.TIMEOUT ? ErrorCode.TIMEOUT : ErrorCode.PROVIDER_ERROR;
    return new SignalboxException(own == null ? shown : own, request.message(), details);
  }
}
