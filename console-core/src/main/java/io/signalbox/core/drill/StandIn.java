package io.signalbox.core.drill;

import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.util.Optional;
import java.util.function.Consumer;

/** A simulated provider that tells of each call that is not a health check. Thread-safe. */
final class StandIn implements ProviderStrategy {

  private final ProviderStrategy cloud;
  private final Consumer<String> called;

  StandIn(ProviderStrategy cloud, Consumer<String> called) {
    this.cloud = cloud;
    this.called = called;
  }

  ProviderStrategy cloud() {
    return cloud;
  }

  @Override
  public String name() {
    return cloud.name();
  }

  @Override
  public String type() {
    return cloud.type();
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return cloud.initialize();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return cloud.capabilities();
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    if (operation.type() != ProviderOperationType.HEALTH_CHECK) {
      called.accept(cloud.name());
    }
    return cloud.execute(operation);
  }

  @Override
  public void close() {
    cloud.close();
  }
}
