package io.signalbox.core.routing.tree;

import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.candidate.ProviderHandle;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls at providers, measured; holds no lock while one runs. Thread-safe. */
public final class Calls {

  /** What is counted where an error that nothing survives goes through. */
  private static final ProviderResult DIED =
      ProviderResult.failure(ProviderFailure.cancelled("The process is dying", false));

  private final RoutingRuntime runtime;

  public Calls(RoutingRuntime runtime) {
    this.runtime = runtime;
  }

  public TimeSource time() {
    return runtime.time();
  }

  /**
   * Runs an operation in a place that was taken; the place is given back whatever happens.
   *
   * @param begun monotonic nanoseconds now, or when a quick choice for it began
   * @param execution whose cancellation makes a failure say nothing; null for a call of its own
   */
  public ProviderResult run(
      ProviderHandle handle,
      ProviderOperation operation,
      long begun,
      @Nullable RouteExecution execution) {
    GuardedProvider provider = Objects.requireNonNull(handle.strategy());
    ProviderResult result = DIED;
    try {
      result = provider.execute(operation);
    } finally {
      if (execution != null && execution.isCancelled()) {
        result = cancelled(operation, result);
      }
      long ended = runtime.time().nanos();
      if (execution != null) {
        execution.ended(ended);
      }
      String traceId = operation.context().traceId();
      ProviderMetrics.Recorder recorder = handle.recorder();
      // One lock for both: a second one would cost as much as all that is counted.
      synchronized (recorder.lock()) {
        recorder.count(operation.type(), result, begun, ended, traceId);
        handle.calls().add(ended, ended - begun, Operations.outcome(result));
      }
      handle.leave();
    }
    if (operation.type() != ProviderOperationType.HEALTH_CHECK) {
      handle.health().observe(result);
    }
    return result;
  }

  /** What a call that was told to stop fails with is no fault of the provider. */
  private static ProviderResult cancelled(ProviderOperation operation, ProviderResult result) {
    boolean creates = operation instanceof ProviderOperation.CreateInstances;
    return result.isSuccess() || creates
        ? result
        : ProviderResult.failure(
            ProviderFailure.cancelled("Cancelled: its answer was not needed", true));
  }
}
