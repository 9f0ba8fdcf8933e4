package io.signalbox.core.request;

import io.signalbox.core.provider.ProviderStrategy;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts other providers in the place of simulated clouds. */
record Instead(Map<String, UnaryOperator<ProviderStrategy>> byCloud) implements World.Kill {

  static Instead of(ProviderStrategy provider) {
    return new Instead(Map.of(provider.name(), simulated -> provider));
  }

  @Override
  public ProviderStrategy wrap(ProviderStrategy strategy) {
    return byCloud.getOrDefault(strategy.name(), UnaryOperator.identity()).apply(strategy);
  }
}
