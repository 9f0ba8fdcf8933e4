package io.signalbox.core.routing.engine;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is answered when every provider has failed: health as degraded, the last known templates
 * marked stale, anything else as DEGRADED_MODE. Thread-safe.
 */
public final class Degradation {

  private volatile List<String> lastKnown = List.of();

  /** Remembers what may have to serve later. */
  void remember(ProviderResult result) {
    if (result instanceof ProviderResult.Success(ProviderData.AvailableTemplates templates)
        && !templates.stale()) {
      lastKnown = templates.names();
    }
  }

  ProviderResult answer(ProviderOperation operation, ProviderFailure failure, Instant now) {
    return switch (operation) {
      case ProviderOperation.HealthCheck op ->
          ProviderResult.success(
              new ProviderData.HealthChecked(
                  new ProviderHealthStatus(
                      HealthState.DEGRADED, failure.message(), now, null, Map.of())));
      case ProviderOperation.GetAvailableTemplates op ->
          ProviderResult.success(new ProviderData.AvailableTemplates(lastKnown, true));
      case ProviderOperation.CreateInstances op -> degraded(failure);
      case ProviderOperation.TerminateInstances op -> degraded(failure);
      case ProviderOperation.GetInstanceStatus op -> degraded(failure);
      case ProviderOperation.DescribeResourceInstances op -> degraded(failure);
      case ProviderOperation.ValidateTemplate op -> degraded(failure);
    };
  }

  private static ProviderResult degraded(ProviderFailure failure) {
    return ProviderResult.failure(
        new ProviderFailure(
            ErrorCode.DEGRADED_MODE.name(),
            failure.message(),
            failure.details(),
            FailureClass.TRANSIENT,
            true,
            false,
            null));
  }
}
