package io.signalbox.core;

import io.signalbox.core.log.Logging;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every call of a provider with its trace id: the last link from a click to the cloud. */
final class TracedStrategy implements ProviderStrategy {

  private static final Logger LOG = LoggerFactory.getLogger("io.signalbox.provider.call");

  private final ProviderStrategy strategy;
  private final TimeSource time;

  TracedStrategy(ProviderStrategy strategy, TimeSource time) {
    this.strategy = strategy;
    this.time = time;
  }

  ProviderStrategy inner() {
    return strategy;
  }

  @Override
  public String name() {
    return strategy.name();
  }

  @Override
  public String type() {
    return strategy.type();
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return strategy.initialize();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return strategy.capabilities();
  }

  @Override
  public ProviderHealthStatus checkHealth(OperationContext context) {
    return strategy.checkHealth(context);
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    try (Logging.Attachment trace = Logging.trace(operation.context().traceId())) {
      long begun = time.nanos();
      ProviderResult result = strategy.execute(operation);
      double millis = (time.nanos() - begun) / 1e6;
      switch (result) {
        case ProviderResult.Success success -> succeeded(operation, millis);
        case ProviderResult.Failure failure -> failed(operation, failure.failure(), millis);
      }
      return result;
    }
  }

  private void succeeded(ProviderOperation operation, double millis) {
    switch (operation) {
      case ProviderOperation.CreateInstances create ->
          LOG.info(
              "{} {} of {} x{}: accepted in {} ms",
              name(),
              operation.type(),
              create.spec().templateId(),
              create.count(),
              Math.round(millis));
      case ProviderOperation.TerminateInstances terminate ->
          LOG.info(
              "{} {} of {} machines: accepted in {} ms",
              name(),
              operation.type(),
              terminate.machineIds().size(),
              Math.round(millis));
      case ProviderOperation.GetInstanceStatus read -> quietly(operation, millis);
      case ProviderOperation.DescribeResourceInstances read -> quietly(operation, millis);
      case ProviderOperation.ValidateTemplate read -> quietly(operation, millis);
      case ProviderOperation.GetAvailableTemplates read -> quietly(operation, millis);
      case ProviderOperation.HealthCheck read -> quietly(operation, millis);
    }
  }

  private void quietly(ProviderOperation operation, double millis) {
    LOG.debug("{} {}: answered in {} ms", name(), operation.type(), Math.round(millis));
  }

  private void failed(ProviderOperation operation, ProviderFailure failure, double millis) {
    if (operation.context().rehearsal()) {
      LOG.debug("{} {}: {} in rehearsal", name(), operation.type(), failure.code());
      return;
    }
    LOG.warn(
        "{} {}: {} {} ({}{}) after {} ms",
        name(),
        operation.type(),
        failure.code(),
        failure.message(),
        failure.failureClass(),
        failure.outcomeKnown() ? "" : ", outcome unknown",
        Math.round(millis));
  }

  @Override
  public void close() {
    strategy.close();
  }

  @Override
  public String toString() {
    return "TracedStrategy[" + name() + "]";
  }
}
