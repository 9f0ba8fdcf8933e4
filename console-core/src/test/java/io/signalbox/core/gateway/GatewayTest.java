package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that is late, or throws, is answered for. */
final class GatewayTest {

  private final ManualTime time = new ManualTime();
  private final Operations ops = new Operations(time);
  private final ScriptedProvider cloud = new ScriptedProvider("a");
  private final Gateway gateway = Gateway.onThreads(time, text -> text);
  private final GuardedProvider provider = gateway.guard(cloud);

  @Test
  void aHungCreateIsAnsweredForAtItsDeadlineAndItsOutcomeIsUnknown() throws Exception {
    ProviderFailure failure = hung(ops.create(), 1);
    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.outcomeKnown()).isFalse();
  }

  @Test
  void aHungTerminateIsUnknownAndAHungReadIsTransient() throws Exception {
    assertThat(hung(ops.terminate(), 1).outcomeKnown()).isFalse();
    ProviderFailure read = hung(ops.read(), 1);
    assertThat(read.code()).isEqualTo("TIMEOUT");
    assertThat(read.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(read.outcomeKnown()).isTrue();
  }

  @Test
  void aProviderWithTooManyHungCallsIsAskedNothingMoreUntilTheyEnd() throws Exception {
    Hanging hanging = new Hanging();
    cloud.answer = hanging;
    List<CompletableFuture<ProviderResult>> callers = new ArrayList<>();
    for (int i = 0; i < HungCalls.LIMIT; i++) {
      callers.add(call(ops.read()));
    }
    hanging.awaitBegun(HungCalls.LIMIT);
    time.advance(Duration.ofMinutes(1));
    callers.forEach(CompletableFuture::join);
    assertThat(provider.hungCalls()).isEqualTo(HungCalls.LIMIT);

    cloud.answer = Answers::good;
    int before = cloud.calls.get();
    ProviderFailure shed = Answers.failure(provider.execute(ops.create()));
    assertThat(shed.code()).isEqualTo("PROVIDER_HUNG");
    assertThat(shed.outcomeKnown()).as("it was not sent, so it may go elsewhere").isTrue();
    assertThat(shed.countsAgainstProvider()).isTrue();
    assertThat(cloud.calls.get()).isEqualTo(before);

    hanging.letGo();
    assertThat(provider.hungCalls()).isZero();
    assertThat(provider.execute(ops.create()).isSuccess()).isTrue();
  }

  @Test
  void aCallThatWeStopSaysNothingAboutItsProvider() throws Exception {
    ProviderFailure read = stopped(ops.read());
    assertThat(read.code()).isEqualTo("CANCELLED");
    assertThat(read.outcomeKnown()).isTrue();
    assertThat(read.countsAgainstProvider()).isFalse();
    ProviderFailure create = stopped(ops.create());
    assertThat(create.outcomeKnown()).as("it may have been done all the same").isFalse();
    assertThat(create.countsAgainstProvider()).isFalse();
    assertThat(provider.hungCalls()).as("its deadline has not passed").isZero();
  }

  @Test
  void aCallWhoseDeadlineHasPassedIsNotMade() {
    ProviderOperation late =
        new ProviderOperation.GetAvailableTemplates(OperationContext.of("t", time.now()));
    assertThat(Answers.code(provider.execute(late))).isEqualTo("TIMEOUT");
    assertThat(cloud.calls.get()).isZero();
    ProviderFailure failure = Answers.failure(provider.execute(late));
    assertThat(failure.wasSent()).isFalse();
    assertThat(failure.countsAgainstProvider()).as("it was not even asked").isFalse();
  }

  static Stream<Throwable> thrown() {
    return Stream.of(
        new IllegalStateException("bug"),
        new NoClassDefFoundError("com/acme/Sdk"),
        new AssertionError("bug"),
        new StackOverflowError(),
        new OutOfMemoryError("Requested array size exceeds VM limit"));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whatAProviderThrowsIsAFailureOfItsOwn(Throwable thrown) {
    cloud.answer =
        operation -> {
          throw GatewayTest.<RuntimeException>sneaky(thrown);
        };
    ProviderFailure create = Answers.failure(provider.execute(ops.create()));
    assertThat(create.code()).isEqualTo("PROVIDER_ERROR");
    assertThat(create.message()).contains(thrown.getClass().getSimpleName());
    assertThat(create.outcomeKnown()).isFalse();
    assertThat(Answers.failure(provider.execute(ops.read())).failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void anErrorThatNoProcessSurvivesIsNotTakenForAProvidersOwn() {
    cloud.answer =
        operation -> {
          throw new InternalError("broken");
        };
    assertThatThrownBy(() -> provider.execute(ops.read())).isInstanceOf(InternalError.class);
  }

  @Test
  void anExceptionThatFailsToSayWhatItIsIsAFailureToo() {
    cloud.answer =
        operation -> {
          throw new Unspeakable();
        };
    ProviderFailure create = Answers.failure(provider.execute(ops.create()));
    assertThat(create.outcomeKnown()).isFalse();
    assertThat(create.message()).contains("Unspeakable");
  }

  @Test
  void aProviderThatDoesNotSayWhatItCanDoIsNotMade() {
    assertThat(gateway.create(new Speechless(cloud), environment("a")))
        .isInstanceOf(Gateway.Creation.Failed.class);
    assertThat(cloud.closed).hasValue(1);
  }

  private ProviderFailure hung(ProviderOperation operation, int calls) throws Exception {
    Hanging hanging = new Hanging();
    cloud.answer = hanging;
    CompletableFuture<ProviderResult> caller = call(operation);
    hanging.awaitBegun(calls);
    time.advance(Duration.ofMinutes(1));
    ProviderFailure failure = Answers.failure(caller.join());
    assertThat(provider.hungCalls()).as("still running").isEqualTo(calls);
    hanging.letGo();
    assertThat(provider.hungCalls()).isZero();
    return failure;
  }

  private ProviderFailure stopped(ProviderOperation operation) throws Exception {
    Hanging hanging = new Hanging();
    cloud.answer = hanging;
    AtomicReference<Thread> thread = new AtomicReference<>();
    CompletableFuture<ProviderResult> caller =
        CompletableFuture.supplyAsync(
            () -> {
              thread.set(Thread.currentThread());
              return provider.execute(operation);
            },
            work -> Thread.ofVirtual().start(work));
    hanging.awaitBegun(1);
    thread.get().interrupt();
    ProviderFailure failure = Answers.failure(caller.join());
    assertThat(provider.hungCalls()).isZero();
    hanging.letGo();
    return failure;
  }

  private CompletableFuture<ProviderResult> call(ProviderOperation operation) {
    return CompletableFuture.supplyAsync(
        () -> provider.execute(operation), work -> Thread.ofVirtual().start(work));
  }

  private ProviderEnvironment environment(String name) {
    return new ProviderEnvironment(
        name, "scripted", new ProviderConfig(Map.of()), time, Path.of("unused"), 1);
  }

  /** Throws anything as if it were unchecked, as other languages on this machine do. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** Its own words fail. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  /** Makes a provider that answers null where it is asked what it can do. */
  private record Speechless(ScriptedProvider cloud) implements ProviderFactory {
    @Override
    public String type() {
      return "speechless";
    }

    @Override
    public List<ConfigField> configFields() {
      return List.of();
    }

    @Override
    public ProviderStrategy create(ProviderEnvironment environment) {
      return new ProviderStrategy() {
        @Override
        public String name() {
          return cloud.name();
        }

        @Override
        public String type() {
          return "speechless";
        }

        @Override
        public Optional<ProviderFailure> initialize() {
          return Optional.empty();
        }

        @Override
        @SuppressWarnings("NullAway")
        public ProviderCapabilities capabilities() {
          return null;
        }

        @Override
        public ProviderResult execute(ProviderOperation operation) {
          return cloud.execute(operation);
        }

        @Override
        public void close() {
          cloud.close();
        }
      };
    }
  }
}
