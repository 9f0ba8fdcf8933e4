package io.signalbox.core.request;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.store.database.StoreOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every provider has one connection. From when it is told to until it is let go, another call of
 * ours holds that of one provider while requests are worked on; a provider is chosen before that
 * work begins, so a request is accepted all the same.
 */
final class Busy extends Between {

  /** When requests were worked on while the connection was held. */
  final List<Instant> looks = new ArrayList<>();

  /** When creates reached the provider. */
  final List<Instant> creates = new ArrayList<>();

  final World.Process process;
  private final World world;
  private final String provider;
  private boolean holding;
  private Runnable meanwhile = () -> {};

  Busy(World world, String provider) {
    this.world = world;
    this.provider = provider;
    world.executor = this::work;
    process = world.new Process("p", StoreOptions.DEFAULT, this);
    process.providers.setSettings(RoutingSettings.DEFAULT.withMaxConnections(1));
  }

  void begin() {
    holding = true;
  }

  void end() {
    holding = false;
  }

  private void work(Runnable work) {
    if (!holding) {
      work.run();
      return;
    }
    looks.add(world.time.now());
    meanwhile = work;
    process.providers.checkHealth(provider, Duration.ofSeconds(60));
  }

  @Override
  ProviderResult call(ProviderStrategy strategy, ProviderOperation operation) {
    switch (operation) {
      case ProviderOperation.HealthCheck held -> meanwhile.run();
      case ProviderOperation.CreateInstances create -> creates.add(world.time.now());
      default -> {}
    }
    return strategy.execute(operation);
  }
}
