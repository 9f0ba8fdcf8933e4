package io.signalbox.core.gateway;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer has what its interface says that it has. A plug-in's compiler checks no null:
 * one that is missed here is met where the answer is stored, which then says nothing of its
 * provider. Stateless.
 */
final class WellFormed {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private WellFormed() {}

  /** What is wrong with it, as the end of a sentence; null if nothing is. */
  static @Nullable String fault(ProviderResult said) {
    return switch (said) {
      case ProviderResult.Failure(ProviderFailure failure) -> ofFailure(failure);
      case ProviderResult.Success(ProviderData.InstancesCreated made) ->
          made.resourceId() == null
              ? "a launch without a resource id, which may be empty"
              : first(ofMachines(made.instances()), ofFailures(made.shortfalls()));
      case ProviderResult.Success(ProviderData.InstancesTerminating terminating) ->
          ofMachines(terminating.instances());
      case ProviderResult.Success(ProviderData.InstanceStatuses listed) -> ofListing(listed);
      case ProviderResult.Success(ProviderData.HealthChecked(ProviderHealthStatus status)) ->
          ofHealth(status);
      case ProviderResult.Success other -> null;
    };
  }

  private static @Nullable String ofListing(ProviderData.InstanceStatuses listed) {
    String fault = ofMachines(listed.instances());
    for (LaunchProgress progress : listed.launches().values()) {
      fault = first(fault, ofFailures(progress.shortfalls()));
    }
    return fault;
  }

  private static @Nullable String ofMachines(List<InstanceInfo> machines) {
    String fault = null;
    for (InstanceInfo machine : machines) {
      fault = first(fault, ofMachine(machine));
    }
    return fault;
  }

  private static @Nullable String ofMachine(InstanceInfo machine) {
    if (isBlank(machine.machineId())) {
      return "a machine without an id";
    }
    if (machine.state() == null) {
      return "a machine without a state";
    }
    if (machine.name() == null
        || machine.hostId() == null
        || machine.instanceType() == null
        || machine.priceType() == null
        || machine.reason() == null) {
      return "a machine without its name, host, type or reason, each of which may be empty";
    }
    if (machine.units() < 1) {
      return "a machine that counts for " + machine.units() + " units";
    }
    Instant launched = machine.launchedAt();
    return launched == null || isPossible(launched) ? null : "a machine that cannot be so old";
  }

  private static @Nullable String ofHealth(@Nullable ProviderHealthStatus status) {
    if (status == null || status.state() == null) {
      return "a health check without a state";
    }
    if (status.message() == null) {
      return "a health check without a message, which may be empty";
    }
    if (status.checkedAt() == null || !isPossible(status.checkedAt())) {
      return "a health check without a time";
    }
    Duration took = status.responseTime();
    return took == null || (!took.isNegative() && took.compareTo(Duration.ofDays(1)) < 0)
        ? null
        : "a health check that cannot have taken so long";
  }

  private static @Nullable String ofFailures(List<ProviderFailure> failures) {
    String fault = null;
    for (ProviderFailure failure : failures) {
      fault = first(fault, ofFailure(failure));
    }
    return fault;
  }

  private static @Nullable String ofFailure(@Nullable ProviderFailure failure) {
    if (failure == null || failure.failureClass() == null) {
      return "a failure without a class";
    }
    return isBlank(failure.code()) || failure.message() == null
        ? "a failure without a code or message"
        : null;
  }

  private static @Nullable String first(@Nullable String fault, @Nullable String next) {
    return fault == null ? next : fault;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static boolean isPossible(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
