package io.signalbox.core.bench;

import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Answers at once with nothing, so that only what is around the call is measured. */
final class NoOpProvider implements ProviderStrategy {

  private static final ProviderCapabilities CAPABILITIES =
      new ProviderCapabilities(
          EnumSet.allOf(ProviderOperationType.class), Set.of(), Map.of(), OptionalInt.empty());

  private final String name;
  private final ProviderResult answer =
      ProviderResult.success(new ProviderData.InstanceStatuses(List.of(), true));

  NoOpProvider(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return "no-op";
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return Optional.empty();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    return answer;
  }

  @Override
  public void close() {}
}
