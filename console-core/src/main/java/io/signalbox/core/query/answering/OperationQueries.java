package io.signalbox.core.query.answering;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.OperationView;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routes reads to providers and carries them out; creates and terminations go through requests. */
public final class OperationQueries {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final ProviderContext context;
  private final TemplateCatalog templates;
  private final MachineReads machines;
  private final TimeSource time;

  public OperationQueries(
      ProviderContext context,
      TemplateCatalog templates,
      RequestRepository requests,
      TimeSource time) {
    this.machines = new MachineReads(context, requests, time);
    this.context = context;
    this.templates = templates;
    this.time = time;
  }

  OperationView execute(Query.ExecuteRead asked) {
    ProviderOperation operation = operation(asked);
    if (asked.provider() == null
        && operation instanceof ProviderOperation.GetInstanceStatus status) {
      return machines.status(status.machineIds(), status.context());
    }
    RouteRequest route =
        RouteRequest.of(asked.operation())
            .ofSession(asked.session())
            .hashedBy(asked.key())
            .judgedBy(asked.criteria());
    if (asked.provider() != null) {
      route = RouteRequest.to(asked.operation(), asked.provider());
    }
    long begun = time.nanos();
    RouteResult execution = context.execute(route, operation);
    return new OperationView(
        execution.decision(), execution.result(), execution.parts(), (time.nanos() - begun) / 1e6);
  }

  private ProviderOperation operation(Query.ExecuteRead asked) {
    OperationContext base = OperationContext.of(asked.traceId(), time.now().plus(DEADLINE));
    OperationContext how =
        new OperationContext(base.traceId(), false, asked.session(), null, base.deadline(), false);
    Map<String, Object> given = asked.parameters();
    return switch (asked.operation()) {
      case GET_INSTANCE_STATUS ->
          new ProviderOperation.GetInstanceStatus(texts(given, "instance_ids"), how);
      case DESCRIBE_RESOURCE_INSTANCES ->
          new ProviderOperation.DescribeResourceInstances(tags(given), how);
      case GET_AVAILABLE_TEMPLATES -> new ProviderOperation.GetAvailableTemplates(how);
      case HEALTH_CHECK -> new ProviderOperation.HealthCheck(how);
      case VALIDATE_TEMPLATE -> {
        String template = text(given, "template_id");
        String provider =
            asked.provider() != null
                ? asked.provider()
                : context
                    .choose(RouteRequest.of(asked.operation()).judgedBy(asked.criteria()), false)
                    .winner();
        if (provider == null) {
          throw new SignalboxException(
              ErrorCode.NO_COMPATIBLE_PROVIDERS, "No provider can check " + template);
        }
        yield new ProviderOperation.ValidateTemplate(
            templates.resolve(template, provider).launchSpec(), how);
      }
      case CREATE_INSTANCES, TERMINATE_INSTANCES ->
          throw new SignalboxException(
              ErrorCode.INVALID_INPUT,
              asked.operation()
                  + " goes through requests, which keep the intent on disk before the cloud is"
                  + " called",
              Map.of("operation", asked.operation().name()));
    };
  }

  private static List<String> texts(Map<String, Object> given, String key) {
    Object value = given.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    throw invalid(key, value, "a list of texts");
  }

  private static Map<String, String> tags(Map<String, Object> given) {
    Object value = given.get("tags");
    Map<String, String> tags = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> tags.put(String.valueOf(key), String.valueOf(each)));
    } else if (value != null) {
      throw invalid("tags", value, "an object of texts");
    }
    return tags;
  }

  private static String text(Map<String, Object> given, String key) {
    Object value = given.get(key);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw invalid(key, String.valueOf(value), "a text");
  }

  private static SignalboxException invalid(String key, Object found, String expected) {
    return new SignalboxException(
        ErrorCode.INVALID_INPUT,
        key + " is " + found + ", expected " + expected,
        Map.of("field", key));
  }
}
