package io.signalbox.core.provider.aws;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A service that speaks EC2's wire, whoever runs it, and a provider pointed at it. What is made
 * there carries a tag of this run alone, and is terminated at its end.
 */
final class Endpoint implements AutoCloseable {

  static final String VARIABLE = "SIGNALBOX_EC2_ENDPOINT";

  /** How services say that they lack an operation; they do not agree on a code. */
  private static final Set<String> LACKING =
      Set.of(
          "InvalidAction",
          "UnknownAction",
          "UnknownOperation",
          "UnknownOperationException",
          "NotImplemented",
          "NotImplementedException");

  private static final Pattern NOT_IMPLEMENTED =
      Pattern.compile("not (yet |been )*implemented|not supported by|status (404|405|501)");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final URI uri;
  private final Map<String, String> variables;
  private final ProviderStrategy provider;
  private final TimeSource time = TimeSource.system();
  private final String run = "try-" + UUID.randomUUID();

  /** The service has no such operation, or does not do what it says of it. */
  static final class Lacks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lacks(String what) {
      super("skipped: endpoint lacks " + what);
    }
  }

  /**
   * @param variables {@code SIGNALBOX_EC2_REGION}, {@code _ACCESS_KEY}, {@code _SECRET_KEY}, {@code
   *     _IMAGE}, {@code _SUBNET}, {@code _MACHINE_TYPE} and {@code _ALIAS}; each has a default that
   *     the local cloud takes
   */
  Endpoint(URI uri, Map<String, String> variables, Path folder) {
    this.uri = uri;
    this.variables = Map.copyOf(variables);
    this.provider =
        AwsProviders.at(
            "tried",
            folder,
            time,
            AwsProviders.settings(
                uri,
                variable("REGION", AwsWorld.REGION),
                variable("ACCESS_KEY", "AKIAREHEARSAL"),
                variable("SECRET_KEY", "rehearsal")));
  }

  URI uri() {
    return uri;
  }

  private String variable(String name, String otherwise) {
    String value = variables.get("SIGNALBOX_EC2_" + name);
    return value == null || value.isBlank() ? otherwise : value;
  }

  /** A template of one machine type in one subnet, with these fields over it. */
  LaunchSpec spec(Map<String, Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("template_id", "tried");
    values.put("provider_api", "RunInstances");
    values.put("image_id", variable("IMAGE", AwsWorld.IMAGE));
    values.put("instance_type", variable("MACHINE_TYPE", "t3.micro"));
    values.put("subnet_ids", List.of(variable("SUBNET", AwsWorld.SUBNET_A)));
    values.put("price_type", "ondemand");
    values.putAll(fields);
    return new LaunchSpec("tried", values);
  }

  String alias() {
    return variable("ALIAS", AwsWorld.ALIAS);
  }

  /** The tags of machines of this run. */
  Map<String, String> tags() {
    return Map.of("signalbox:installation", run);
  }

  OperationContext context() {
    return OperationContext.of(run, time.now().plus(PATIENCE));
  }

  /** A key that this run has not used. */
  String key() {
    return run + "-" + UUID.randomUUID();
  }

  ProviderResult create(String key, int count, LaunchSpec spec) {
    return provider.execute(
        new ProviderOperation.CreateInstances(
            spec, count, tags(), context().withIdempotencyKey(key)));
  }

  List<InstanceInfo> created(String key, int count, LaunchSpec spec) {
    return ((ProviderData.InstancesCreated) data(create(key, count, spec))).instances();
  }

  ProviderData data(ProviderOperation operation) {
    return data(provider.execute(operation));
  }

  List<InstanceInfo> listed() {
    return ((ProviderData.InstanceStatuses)
            data(new ProviderOperation.DescribeResourceInstances(tags(), context())))
        .instances();
  }

  /** Lists until it is so: listings lag, and machines take their time. */
  List<InstanceInfo> until(Predicate<List<InstanceInfo>> so) throws InterruptedException {
    long end = time.nanos() + PATIENCE.toNanos();
    List<InstanceInfo> listed = listed();
    while (!so.test(listed) && time.nanos() < end) {
      time.sleep(Duration.ofMillis(250));
      listed = listed();
    }
    return listed;
  }

  /**
   * @throws Lacks if the service has no such operation
   */
  ProviderData data(ProviderResult result) {
    return switch (result) {
      case ProviderResult.Success(ProviderData data) -> data;
      case ProviderResult.Failure(ProviderFailure failure) -> {
        lacking(failure)
            .ifPresent(what -> {
              throw new Lacks(what);
            });
        throw new AssertionError(failure);
      }
    };
  }

  /** The failure of what must fail. */
  ProviderFailure failure(ProviderResult result) {
    if (result instanceof ProviderResult.Failure(ProviderFailure failure)) {
      lacking(failure)
          .ifPresent(what -> {
            throw new Lacks(what);
          });
      return failure;
    }
    throw new AssertionError("it was taken: " + result);
  }

  /** The operation that a service says it does not have; empty if it says something else. */
  static Optional<String> lacking(ProviderFailure failure) {
    boolean lacks =
        LACKING.contains(String.valueOf(failure.details().get("aws_code")))
            || failure.failureClass() != FailureClass.CAPACITY
                && NOT_IMPLEMENTED.matcher(failure.message()).find();
    return lacks ? Optional.of(action(failure)) : Optional.empty();
  }

  private static String action(ProviderFailure failure) {
    Object action = failure.details().get("action");
    return action != null
        ? action.toString()
        : Pattern.compile("[a-z0-9]+:[A-Z][A-Za-z]+")
            .matcher(failure.message())
            .results()
            .map(found -> found.group())
            .findFirst()
            .orElse(failure.message());
  }

  /** Terminates what this run has made. */
  @Override
  public void close() {
    ProviderResult left =
        provider.execute(new ProviderOperation.DescribeResourceInstances(tags(), context()));
    if (left instanceof ProviderResult.Success(ProviderData.InstanceStatuses statuses)) {
      List<String> ids =
          statuses.instances().stream()
              .filter(machine -> !machine.state().isGone())
              .map(InstanceInfo::machineId)
              .toList();
      if (!ids.isEmpty()) {
        provider.execute(new ProviderOperation.TerminateInstances(ids, context()));
      }
    }
    provider.close();
  }
}
