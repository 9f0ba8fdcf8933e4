package io.signalbox.core.testing;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.PriceEstimate;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A provider whose answers a test gives. Thread-safe. */
public final class ScriptedProvider implements ProviderStrategy {

  private final String name;
  private final Set<String> apis;
  public final AtomicInteger calls = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  public volatile Function<ProviderOperation, ProviderResult> answer =
      operation -> ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));

  /** What it says of prices. */
  public volatile Function<List<LaunchSpec>, List<PriceEstimate>> prices =
      specs -> {
        throw new UnsupportedOperationException("asked for prices");
      };

  /** What it does before its first call. */
  public volatile Runnable preparing = () -> {};

  /** What closing it does beside being counted. */
  public volatile Runnable closing = () -> {};

  public ScriptedProvider(String name, String... apis) {
    this.name = name;
    this.apis = Set.of(apis);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return "scripted";
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return Optional.empty();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return new ProviderCapabilities(
        EnumSet.allOf(ProviderOperationType.class), apis, Map.of(), OptionalInt.empty());
  }

  @Override
  public void prepare() {
    preparing.run();
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    calls.incrementAndGet();
    return answer.apply(operation);
  }

  @Override
  public List<PriceEstimate> prices(List<LaunchSpec> specs, OperationContext context) {
    return prices.apply(specs);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    closing.run();
  }
}
