package io.signalbox.core.provider;

import java.util.List;
import java.util.Map;

/** One thing asked of a provider, with typed parameters. */
public sealed interface ProviderOperation {

  OperationContext context();

  ProviderOperationType type();

  /** The same in another context. */
  ProviderOperation in(OperationContext other);

  /**
   * Launches {@code count} (at least 1) machines of one specification. The context's idempotency
   * key is required: the same key must never make machines twice. Every machine is given {@code
   * tags}.
   */
  record CreateInstances(
      LaunchSpec spec, int count, Map<String, String> tags, OperationContext context)
      implements ProviderOperation {
    public CreateInstances {
      tags = Map.copyOf(tags);
    }

    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.CREATE_INSTANCES;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new CreateInstances(spec, count, tags, other);
    }
  }

  /** Terminates machines; those already gone count as done. */
  record TerminateInstances(List<String> machineIds, OperationContext context)
      implements ProviderOperation {
    public TerminateInstances {
      machineIds = List.copyOf(machineIds);
    }

    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.TERMINATE_INSTANCES;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new TerminateInstances(machineIds, other);
    }
  }

  /**
   * The state of the named machines; one the provider no longer knows is absent from a complete
   * answer.
   */
  record GetInstanceStatus(List<String> machineIds, OperationContext context)
      implements ProviderOperation {
    public GetInstanceStatus {
      machineIds = List.copyOf(machineIds);
    }

    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.GET_INSTANCE_STATUS;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new GetInstanceStatus(machineIds, other);
    }
  }

  /**
   * Every machine that carries all of {@code tags}, terminated ones too while the provider still
   * lists them.
   */
  record DescribeResourceInstances(Map<String, String> tags, OperationContext context)
      implements ProviderOperation {
    public DescribeResourceInstances {
      tags = Map.copyOf(tags);
    }

    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.DESCRIBE_RESOURCE_INSTANCES;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new DescribeResourceInstances(tags, other);
    }
  }

  record ValidateTemplate(LaunchSpec spec, OperationContext context) implements ProviderOperation {
    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.VALIDATE_TEMPLATE;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new ValidateTemplate(spec, other);
    }
  }

  record GetAvailableTemplates(OperationContext context) implements ProviderOperation {
    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.GET_AVAILABLE_TEMPLATES;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new GetAvailableTemplates(other);
    }
  }

  record HealthCheck(OperationContext context) implements ProviderOperation {
    @Override
    public ProviderOperationType type() {
      return ProviderOperationType.HEALTH_CHECK;
    }

    @Override
    public ProviderOperation in(OperationContext other) {
      return new HealthCheck(other);
    }
  }
}
