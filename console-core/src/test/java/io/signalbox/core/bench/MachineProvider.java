package io.signalbox.core.bench;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Makes machines at once and keeps nothing, and says when it was asked last. Thread-safe. */
final class MachineProvider implements ProviderStrategy {

  private final String name;
  private final TimeSource time;
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();

  MachineProvider(String name, TimeSource time) {
    this.name = name;
    this.time = time;
  }

  /** When the last create came, by the clock of {@link System#nanoTime}. */
  long lastAsked() {
    return asked.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return "machines";
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return Optional.empty();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return new ProviderCapabilities(
        EnumSet.allOf(ProviderOperationType.class), Set.of(), Map.of(), OptionalInt.empty());
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    if (!(operation instanceof ProviderOperation.CreateInstances create)) {
      return ProviderResult.success(new ProviderData.InstanceStatuses(List.of(), true));
    }
    asked.accumulateAndGet(System.nanoTime(), Math::max);
    List<InstanceInfo> machines = new ArrayList<>();
    for (int i = 0; i < create.count(); i++) {
      String id = "i-" + made.getAndIncrement();
      machines.add(
          new InstanceInfo(
              id,
              id,
              MachineState.RUNNING,
              "10.0.0.1",
              null,
              time.now(),
              "",
              "m5.large",
              "ondemand",
              1,
              create.tags(),
              ""));
    }
    return ProviderResult.success(
        new ProviderData.InstancesCreated("fleet-" + made.get(), machines, List.of()));
  }

  @Override
  public void close() {}
}
