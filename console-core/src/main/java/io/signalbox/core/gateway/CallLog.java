package io.signalbox.core.gateway;

import io.signalbox.core.log.Traced;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every call of a provider with its trace id: the last link from a click to the cloud. */
final class CallLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.signalbox.provider.call");

  private final String name;
  private final AtomicBoolean toldUnasked = new AtomicBoolean();

  CallLog(String name) {
    this.name = name;
  }

  /**
   * @param begun monotonic nanoseconds
   */
  void called(ProviderOperation operation, ProviderResult result, long begun, long ended) {
    long millis = Math.round((ended - begun) / 1e6);
    switch (result) {
      case ProviderResult.Success success -> succeeded(operation, millis);
      case ProviderResult.Failure(ProviderFailure failure) -> failed(operation, failure, millis);
    }
  }

  private void succeeded(ProviderOperation operation, long millis) {
    switch (operation) {
      case ProviderOperation.CreateInstances create -> {
        try (Traced trace = trace(operation)) {
          LOG.info(
              "{} {} of {} x{}: accepted in {} ms",
              name,
              operation.type(),
              create.spec().templateId(),
              create.count(),
              millis);
        }
      }
      case ProviderOperation.TerminateInstances terminate -> {
        try (Traced trace = trace(operation)) {
          LOG.info(
              "{} {} of {} machines: accepted in {} ms",
              name,
              operation.type(),
              terminate.machineIds().size(),
              millis);
        }
      }
      case ProviderOperation.GetInstanceStatus read -> quietly(operation, millis);
      case ProviderOperation.DescribeResourceInstances read -> quietly(operation, millis);
      case ProviderOperation.ValidateTemplate read -> quietly(operation, millis);
      case ProviderOperation.GetAvailableTemplates read -> quietly(operation, millis);
      case ProviderOperation.HealthCheck read -> quietly(operation, millis);
    }
  }

  private void quietly(ProviderOperation operation, long millis) {
    if (LOG.isDebugEnabled()) {
      try (Traced trace = trace(operation)) {
        LOG.debug("{} {}: answered in {} ms", name, operation.type(), millis);
      }
    }
  }

  private void failed(ProviderOperation operation, ProviderFailure failure, long millis) {
    try (Traced trace = trace(operation)) {
      if (operation.context().rehearsal()) {
        LOG.debug("{} {}: {} in rehearsal", name, operation.type(), failure.code());
        return;
      }
      LOG.warn(
          "{} {}: {} {} ({}{}) after {} ms",
          name,
          operation.type(),
          failure.code(),
          failure.message(),
          failure.failureClass(),
          failure.outcomeKnown() ? "" : ", outcome unknown",
          millis);
    }
  }

  /** Once: such a provider does so with every answer. */
  void unasked(String problem) {
    if (toldUnasked.compareAndSet(false, true)) {
      LOG.warn("{}: {}; the others are left alone", name, problem);
    }
  }

  private static Traced trace(ProviderOperation operation) {
    return Traced.by(operation.context().traceId());
  }
}
