package io.signalbox.core.provider.aws;

import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.settings.AwsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Machines of one region of AWS. Clients are made when the first operation needs them, and then
 * once. Thread-safe.
 */
final class AwsProvider implements ProviderStrategy {

  private final AwsSettings settings;
  private final TimeSource time;
  private final Path folder;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable AwsOperations operations;
  // Guarded by making.
  private boolean closed;

  AwsProvider(ProviderEnvironment environment) {
    this.settings = AwsSettings.of(environment.name(), environment.config());
    this.time = environment.time();
    this.folder = environment.stateDirectory().resolve("aws").resolve(environment.name());
  }

  @Override
  public String name() {
    return settings.provider();
  }

  @Override
  public String type() {
    return AwsProviderFactory.TYPE;
  }

  @Override
  public Optional<ProviderFailure> initialize() {
    return Optional.empty();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return new ProviderCapabilities(
        EnumSet.allOf(ProviderOperationType.class),
        Set.of(),
        Map.of(
            "instances", true,
            "instance_management", true,
            "spot_instances", true,
            "ondemand_instances", true,
            "heterogeneous_pricing", true,
            "load_balancers", false),
        OptionalInt.empty());
  }

  /** The SDK's classes and the clients; on a busy machine they take longer than a call. */
  @Override
  public void prepare() {
    made();
  }

  @Override
  public ProviderResult execute(ProviderOperation operation) {
    BlockingCall.check("AWS");
    return switch (made()) {
      case Ready(AwsOperations ready) -> ready.execute(operation);
      case NotReady(ProviderFailure why) -> ProviderResult.failure(why);
    };
  }

  @Override
  public Optional<LaunchPreview> preview(ProviderOperation.CreateInstances launch) {
    return Optional.of(AwsPreview.of(settings, time, launch));
  }

  @Override
  public List<ConnectionFinding> test(OperationContext context) {
    BlockingCall.check("AWS");
    return switch (made()) {
      case Ready(AwsOperations ready) -> ready.test(context);
      case NotReady(ProviderFailure why) ->
          List.of(
              ConnectionFinding.failed(
                  "settings", why.evidence(), null, "Mend the settings of " + name()));
    };
  }

  @Override
  public Leftovers leftovers(
      Map<String, String> tags,
      Predicate<String> isOpen,
      boolean remove,
      OperationContext context) {
    BlockingCall.check("AWS");
    return switch (made()) {
      case Ready(AwsOperations ready) -> ready.leftovers(tags, isOpen, remove, context.deadline());
      case NotReady(ProviderFailure why) -> new Leftovers(List.of(), why.message());
    };
  }

  @Override
  public List<PriceEstimate> prices(List<LaunchSpec> specs, OperationContext context) {
    BlockingCall.check("AWS");
    return switch (made()) {
      case Ready(AwsOperations ready) -> ready.prices(specs, context.deadline());
      case NotReady(ProviderFailure why) ->
          Collections.nCopies(
              specs.size(),
              PriceEstimate.unknown(why.message(), time.now().plus(Duration.ofMinutes(5))));
    };
  }

  @Override
  public void close() {
    making.lock();
    try {
      closed = true;
      AwsOperations open = operations;
      operations = null;
      if (open != null) {
        open.close();
      }
    } finally {
      making.unlock();
    }
  }

  /** Whether calls can be made; nothing of it was sent yet. */
  private sealed interface Made {}

  private record Ready(AwsOperations operations) implements Made {}

  private record NotReady(ProviderFailure why) implements Made {}

  /** No call is made while it is made. */
  private Made made() {
    AwsOperations ready = operations;
    if (ready != null) {
      return new Ready(ready);
    }
    making.lock();
    try {
      if (closed) {
        return new NotReady(
            ProviderFailure.notSent(FailureClass.TRANSIENT, "CLOSED", name() + " is closed"));
      }
      AwsOperations first = operations;
      if (first == null) {
        first = new AwsOperations(settings, time, folder);
        operations = first;
      }
      return new Ready(first);
    } catch (RuntimeException e) {
      // Not settings alone: AWS's shared files may be beyond reading. Nothing was sent.
      String why =
          e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : e.toString();
      return new NotReady(ProviderFailure.of(FailureClass.PROVIDER, "CONFIGURATION_INVALID", why));
    } finally {
      making.unlock();
    }
  }
}
