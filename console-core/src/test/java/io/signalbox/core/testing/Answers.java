package io.signalbox.core.testing;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Answers for scripted providers. */
public final class Answers {

  public static final ProviderResult TRANSIENT = failed(FailureClass.TRANSIENT, "RESET");
  public static final ProviderResult CAPACITY = failed(FailureClass.CAPACITY, "NO_ROOM");
  public static final ProviderResult PROVIDER = failed(FailureClass.PROVIDER, "EXPIRED");
  public static final ProviderResult REQUEST = failed(FailureClass.REQUEST, "BAD_PARAMETER");
  public static final ProviderResult UNKNOWN =
      ProviderResult.failure(ProviderFailure.unknown("LOST", "No reply came"));

  private Answers() {}

  public static ProviderResult failed(FailureClass failureClass, String code) {
    return ProviderResult.failure(ProviderFailure.of(failureClass, code, "It says " + code));
  }

  public static ProviderResult throttled(Duration retryAfter) {
    return ProviderResult.failure(ProviderFailure.throttled("Slow down", retryAfter));
  }

  /** The success each kind of operation has. */
  public static ProviderResult good(ProviderOperation operation) {
    return ProviderResult.success(
        switch (operation) {
          case ProviderOperation.CreateInstances op ->
              new ProviderData.InstancesCreated("r", List.of(machine("i-1")), List.of());
          case ProviderOperation.TerminateInstances op ->
              new ProviderData.InstancesTerminating(List.of());
          case ProviderOperation.GetInstanceStatus op ->
              new ProviderData.InstanceStatuses(List.of(), true);
          case ProviderOperation.DescribeResourceInstances op ->
              new ProviderData.InstanceStatuses(List.of(), true);
          case ProviderOperation.ValidateTemplate op ->
              new ProviderData.TemplateChecked(List.of(), List.of());
          case ProviderOperation.GetAvailableTemplates op ->
              new ProviderData.AvailableTemplates(List.of(), false);
          case ProviderOperation.HealthCheck op ->
              new ProviderData.HealthChecked(
                  ProviderHealthStatus.healthy("ok", Instant.EPOCH, Duration.ZERO));
        });
  }

  public static ProviderResult names(String... names) {
    return ProviderResult.success(new ProviderData.AvailableTemplates(Arrays.asList(names), false));
  }

  public static ProviderResult machines(boolean complete, String... ids) {
    return ProviderResult.success(
        new ProviderData.InstanceStatuses(
            Arrays.stream(ids).map(Answers::machine).toList(), complete));
  }

  public static InstanceInfo machine(String id) {
    return new InstanceInfo(
        id,
        id,
        MachineState.RUNNING,
        null,
        null,
        null,
        "",
        "t3.micro",
        "ondemand",
        1,
        Map.of(),
        "");
  }

  static ProviderOperation create(OperationContext context) {
    return new ProviderOperation.CreateInstances(
        new LaunchSpec("web", Map.of()), 1, Map.of(), context);
  }

  /** The code of a failure; empty for a success. */
  public static String code(ProviderResult result) {
    return result instanceof ProviderResult.Failure(ProviderFailure failure) ? failure.code() : "";
  }

  public static ProviderFailure failure(ProviderResult result) {
    return ((ProviderResult.Failure) result).failure();
  }

  public static <T extends ProviderData> T data(ProviderResult result, Class<T> type) {
    return type.cast(((ProviderResult.Success) result).data());
  }
}
