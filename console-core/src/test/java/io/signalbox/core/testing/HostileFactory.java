package io.signalbox.core.testing;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A simulated cloud behind code that breaks every promise of the interface, as it is told to. */
public final class HostileFactory implements ProviderFactory {

  /** What the providers that hang wait for; set by each test. */
  public static volatile Hanging hanging = new Hanging();

  /** A secret of the settings, which this code says wherever it can. */
  public static final String SECRET = "correct-horse-battery";

  /** How it misbehaves. */
  public enum Mode {
    /** No call ends. */
    HANGS,
    /** No call ends in time; a create is done all the same. */
    LATE,
    THROWS,
    ASSERTS,
    DOES_NOT_LINK,
    ANSWERS_ANOTHER_QUESTION,
    ANSWERS_NOTHING,
    /** Lists whatever there is. */
    IGNORES_TAGS,
    /** Accepts a launch at once and names its machines ten seconds later, as fleets do. */
    NAMES_LATER,
    /** Its factory makes nothing. */
    CANNOT_BE_MADE
  }

  @Override
  public String type() {
    return "hostile";
  }

  @Override
  public List<ConfigField> configFields() {
    return List.of(ConfigField.text("mode", "How it misbehaves", null));
  }

  @Override
  public ProviderStrategy create(ProviderEnvironment environment) {
    Mode mode = Mode.valueOf(environment.config().text("mode").orElseThrow());
    if (mode == Mode.CANNOT_BE_MADE) {
      throw new NoClassDefFoundError("com/acme/Sdk");
    }
    return new Hostile(
        mode,
        SimulatedClouds.cloud(
            environment.name(), environment.stateDirectory(), environment.time(), Map.of()),
        environment.time(),
        new AtomicReference<>());
  }

  private record Promise(String resourceId, int count, Instant named) {}

  private record Hostile(
      Mode mode,
      ProviderStrategy cloud,
      TimeSource time,
      AtomicReference<@Nullable Promise> promised)
      implements ProviderStrategy {

    private ProviderResult namedLater(ProviderOperation operation) {
      ProviderResult result = cloud.execute(operation);
      if (!(result instanceof ProviderResult.Success(ProviderData data))) {
        return result;
      }
      return switch (data) {
        case ProviderData.InstancesCreated made -> {
          int count = made.instances().size();
          promised.set(new Promise(made.resourceId(), count, time.now().plusSeconds(10)));
          yield ProviderResult.success(
              new ProviderData.InstancesCreated(made.resourceId(), List.of(), count, List.of()));
        }
        case ProviderData.InstanceStatuses statuses -> {
          Promise promise = promised.get();
          boolean named = promise == null || !time.now().isBefore(promise.named());
          yield ProviderResult.success(
              new ProviderData.InstanceStatuses(
                  named ? statuses.instances() : List.of(),
                  true,
                  promise == null
                      ? Map.of()
                      : Map.of(promise.resourceId(), new LaunchProgress(0, List.of()))));
        }
        default -> result;
      };
    }

    @Override
    @SuppressWarnings("NullAway") // It breaks that promise too.
    public ProviderResult execute(ProviderOperation operation) {
      return switch (mode) {
        case HANGS, LATE -> {
          hanging.hang();
          yield cloud.execute(operation);
        }
        case THROWS -> throw new IllegalStateException("login with " + SECRET);
        case ASSERTS -> throw new AssertionError("login with " + SECRET);
        case DOES_NOT_LINK -> throw new NoSuchMethodError("com.acme.Sdk.run");
        case ANSWERS_ANOTHER_QUESTION ->
            operation instanceof ProviderOperation.GetAvailableTemplates
                ? Answers.machines(true, "i-1")
                : Answers.names("web");
        case ANSWERS_NOTHING -> null;
        case IGNORES_TAGS ->
            cloud.execute(
                operation instanceof ProviderOperation.DescribeResourceInstances describe
                    ? new ProviderOperation.DescribeResourceInstances(Map.of(), describe.context())
                    : operation);
        case NAMES_LATER -> namedLater(operation);
        case CANNOT_BE_MADE -> throw new AssertionError("It was made");
      };
    }

    @Override
    public String name() {
      return cloud.name();
    }

    @Override
    public String type() {
      return "hostile";
    }

    @Override
    public Optional<ProviderFailure> initialize() {
      return Optional.empty();
    }

    @Override
    public ProviderCapabilities capabilities() {
      return cloud.capabilities();
    }

    @Override
    public void close() {
      throw new IllegalStateException("closed badly");
    }
  }
}
