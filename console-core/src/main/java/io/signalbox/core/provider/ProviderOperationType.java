package io.signalbox.core.provider;

/** Everything a provider can be asked. */
public enum ProviderOperationType {
  CREATE_INSTANCES,
  TERMINATE_INSTANCES,
  GET_INSTANCE_STATUS,
  DESCRIBE_RESOURCE_INSTANCES,
  VALIDATE_TEMPLATE,
  GET_AVAILABLE_TEMPLATES,
  HEALTH_CHECK
}
