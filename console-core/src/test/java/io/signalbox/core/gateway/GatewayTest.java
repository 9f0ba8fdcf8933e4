package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderEnvironment;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GatewayTest {

  private static final String SECRET = "hunter2hunter2";

  private final ManualTime time = new ManualTime();
  private final ScriptedProvider cloud = new ScriptedProvider("a");
  private final Gateway gateway = Gateway.onThreads(time, text -> text.replace(SECRET, "***"));
  private final GuardedProvider provider = gateway.guard(cloud);

  @Test
  void aHungCreateIsAnsweredForAtItsDeadlineAndItsOutcomeIsUnknown() throws Exception {
    ProviderFailure failure = hung(create(), 1);
    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.outcomeKnown()).isFalse();
  }

  @Test
  void aHungTerminateIsUnknownAndAHungReadIsTransient() throws Exception {
    assertThat(hung(terminate(), 1).outcomeKnown()).isFalse();
    ProviderFailure read = hung(read(), 1);
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
      callers.add(call(read()));
    }
    hanging.awaitBegun(HungCalls.LIMIT);
    time.advance(Duration.ofMinutes(1));
    callers.forEach(CompletableFuture::join);
    assertThat(provider.hungCalls()).isEqualTo(HungCalls.LIMIT);

    cloud.answer = Answers::good;
    int before = cloud.calls.get();
    ProviderFailure shed = Answers.failure(provider.execute(create()));
    assertThat(shed.code()).isEqualTo("PROVIDER_HUNG");
    assertThat(shed.outcomeKnown()).as("it was not sent, so it may go elsewhere").isTrue();
    assertThat(shed.countsAgainstProvider()).isTrue();
    assertThat(cloud.calls.get()).isEqualTo(before);

    hanging.letGo();
    assertThat(provider.hungCalls()).isZero();
    assertThat(provider.execute(create()).isSuccess()).isTrue();
  }

  @Test
  void aCallThatWeStopSaysNothingAboutItsProvider() throws Exception {
    ProviderFailure read = stopped(read());
    assertThat(read.code()).isEqualTo("CANCELLED");
    assertThat(read.outcomeKnown()).isTrue();
    assertThat(read.countsAgainstProvider()).isFalse();
    ProviderFailure create = stopped(create());
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
    ProviderFailure create = Answers.failure(provider.execute(create()));
    assertThat(create.code()).isEqualTo("PROVIDER_ERROR");
    assertThat(create.message()).contains(thrown.getClass().getSimpleName());
    assertThat(create.outcomeKnown()).isFalse();
    assertThat(Answers.failure(provider.execute(read())).failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void anErrorThatNoProcessSurvivesIsNotTakenForAProvidersOwn() {
    cloud.answer =
        operation -> {
          throw new InternalError("broken");
        };
    assertThatThrownBy(() -> provider.execute(read())).isInstanceOf(InternalError.class);
  }

  @Test
  void anAnswerToAnotherQuestionOrNoneLeavesACreateUnknown() {
    cloud.answer = operation -> Answers.names("web");
    assertThat(Answers.failure(provider.execute(create())).outcomeKnown()).isFalse();
    assertThat(Answers.code(provider.execute(listing()))).isEqualTo("PROVIDER_ERROR");
    cloud.answer = new NullAnswer();
    assertThat(Answers.failure(provider.execute(create())).outcomeKnown()).isFalse();
  }

  @Test
  void machinesThatWereNotAskedForAreDroppedWhoeverAsked() {
    cloud.answer = operation -> Answers.machines(true, "i-1", "i-2");
    ProviderResult result = provider.execute(listing());
    assertThat(result)
        .isInstanceOfSatisfying(
            ProviderResult.Success.class,
            success -> {
              var statuses = (ProviderData.InstanceStatuses) success.data();
              assertThat(statuses.instances()).isEmpty();
              assertThat(statuses.complete()).isFalse();
            });
    assertThat(Listing.of(listing(), result).problem()).contains("2 machines");
  }

  @Test
  void aTerminateIsAnsweredForTheMachinesThatWereAskedAboutAndForNoOther() {
    cloud.answer =
        operation ->
            ProviderResult.success(
                new ProviderData.InstancesTerminating(List.of(running("i-1"), running("i-2"))));
    assertThat(provider.execute(terminate()))
        .isEqualTo(
            ProviderResult.success(new ProviderData.InstancesTerminating(List.of(running("i-1")))));
  }

  @Test
  void aMachineThatIsNamedTwiceIsOneMachine() {
    List<InstanceInfo> twice = List.of(running("i-1"), running("i-1"));
    cloud.answer =
        operation -> ProviderResult.success(new ProviderData.InstanceStatuses(twice, true));
    ProviderOperation status =
        new ProviderOperation.GetInstanceStatus(List.of("i-1", "i-2"), context());
    Listing listing = Listing.of(status, provider.execute(status));
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    assertThat(listing.instances()).hasSize(1);
    cloud.answer =
        operation ->
            ProviderResult.success(new ProviderData.InstancesCreated("r", twice, List.of()));
    assertThat(provider.execute(create()))
        .isEqualTo(
            ProviderResult.success(
                new ProviderData.InstancesCreated("r", List.of(running("i-1")), List.of())));
  }

  @Test
  void anExceptionThatFailsToSayWhatItIsIsAFailureToo() {
    cloud.answer =
        operation -> {
          throw new Unspeakable();
        };
    ProviderFailure create = Answers.failure(provider.execute(create()));
    assertThat(create.outcomeKnown()).isFalse();
    assertThat(create.message()).contains("Unspeakable");
  }

  @Test
  void aProviderThatDoesNotSayWhatItCanDoIsNotMade() {
    assertThat(gateway.create(new Speechless(cloud), environment("a")))
        .isInstanceOf(Gateway.Creation.Failed.class);
    assertThat(cloud.closed).hasValue(1);
  }

  @Test
  void secretsAreStruckOutOfEverythingAProviderSaysOrThrows() {
    cloud.answer =
        operation -> {
          throw new IllegalStateException("login with " + SECRET + " failed");
        };
    assertThat(provider.execute(read()).toString()).contains("login with ***");
    ProviderFailure said =
        new ProviderFailure(
            SECRET,
            "password " + SECRET,
            Map.of("url", "https://u:" + SECRET + "@x", "all", List.of(Map.of("k", SECRET))),
            FailureClass.PROVIDER,
            true,
            false,
            null);
    InstanceInfo machine = failed("exit " + SECRET);
    ProviderHealthStatus health =
        new ProviderHealthStatus(
            HealthState.UNHEALTHY,
            SECRET,
            Instant.EPOCH,
            null,
            Map.of("as", SECRET),
            List.of(ProviderQuota.unknown("of " + SECRET, "refused " + SECRET, Instant.EPOCH)));
    assertStruck(read(), ProviderResult.failure(said));
    assertStruck(
        create(),
        ProviderResult.success(
            new ProviderData.InstancesCreated("r", List.of(machine), 1, List.of(said))));
    assertStruck(
        terminate(),
        ProviderResult.success(new ProviderData.InstancesTerminating(List.of(machine))));
    assertStruck(
        new ProviderOperation.GetInstanceStatus(List.of("i-1"), context()),
        ProviderResult.success(
            new ProviderData.InstanceStatuses(
                List.of(machine),
                false,
                Map.of("r", new LaunchProgress(0, List.of(said))),
                "asked as " + SECRET)));
    assertStruck(
        new ProviderOperation.ValidateTemplate(new LaunchSpec("web", Map.of()), context()),
        ProviderResult.success(
            new ProviderData.TemplateChecked(
                List.of(new FieldFinding("user_data", "e " + SECRET)),
                List.of(FieldFinding.ofTemplate("w " + SECRET)))));
    assertStruck(
        new ProviderOperation.HealthCheck(context()),
        ProviderResult.success(new ProviderData.HealthChecked(health)));
  }

  @Test
  void secretsAreStruckOutOfNamesAddressesTagsAndFeaturesButIdsStay() {
    InstanceInfo said =
        new InstanceInfo(
            "i-1",
            "host-" + SECRET,
            MachineState.RUNNING,
            SECRET,
            SECRET,
            null,
            SECRET,
            SECRET,
            SECRET,
            1,
            Map.of("signalbox:attempt", "req-1-1", "login", SECRET),
            "");
    cloud.answer =
        asked ->
            ProviderResult.success(
                new ProviderData.InstancesCreated("fleet-" + SECRET, List.of(said), List.of()));
    assertThat(provider.execute(create()).toString())
        .doesNotContain(SECRET)
        .contains("machineId=i-1", "signalbox:attempt=req-1-1", "host-***", "fleet-***");
    assertThat(
            gateway
                .answers()
                .struck(
                    new ProviderCapabilities(
                        Set.of(), Set.of(), Map.of("as " + SECRET, SECRET), OptionalInt.empty()))
                .features())
        .isEqualTo(Map.of("as ***", "***"));
  }

  @Test
  @SuppressWarnings("NullAway") // Code that nobody checks for null answers so.
  void anAnswerWithoutWhatItMustHaveIsToldAndNeverStored() {
    assertRefused(create(), made(null, MachineState.RUNNING, 1, null));
    assertRefused(create(), made(" ", MachineState.RUNNING, 1, null));
    assertRefused(create(), made("i-1", null, 1, null));
    assertRefused(create(), made("i-1", MachineState.RUNNING, 0, null));
    assertRefused(create(), made("i-1", MachineState.RUNNING, 1, Instant.MAX));
    assertRefused(
        create(),
        ProviderResult.success(new ProviderData.InstancesCreated(null, List.of(), List.of())));
    assertRefused(read(), ProviderResult.failure(ProviderFailure.of(null, "CODE", "m")));
    assertRefused(read(), ProviderResult.failure(ProviderFailure.unknown(null, "m")));
    assertRefused(read(), ProviderResult.failure(null));
    var health = new ProviderOperation.HealthCheck(context());
    assertRefused(health, checked(null, Instant.EPOCH, null));
    assertRefused(health, checked(HealthState.HEALTHY, Instant.MAX, null));
    assertRefused(health, checked(HealthState.HEALTHY, Instant.EPOCH, Duration.ofSeconds(-1)));
    assertRefused(health, ProviderResult.success(new ProviderData.HealthChecked(null)));
  }

  private void assertRefused(ProviderOperation asked, ProviderResult said) {
    cloud.answer = operation -> said;
    ProviderFailure failure = Answers.failure(provider.execute(asked));
    assertThat(failure.code()).isEqualTo("PROVIDER_ERROR");
    assertThat(failure.message()).startsWith("The provider answered with a ");
    assertThat(failure.outcomeKnown())
        .isEqualTo(!(asked instanceof ProviderOperation.CreateInstances));
  }

  @Test
  void aProviderThatAsksForAWaitOfLessThanNothingIsAskedAtOnce() {
    cloud.answer =
        asked ->
            ProviderResult.failure(
                ProviderFailure.throttled("slow", Duration.ofSeconds(Long.MIN_VALUE)));
    assertThat(Answers.failure(provider.execute(read())).retryAfter()).isEqualTo(Duration.ZERO);
  }

  private static ProviderResult made(
      @Nullable String id, @Nullable MachineState state, int units, @Nullable Instant launched) {
    return ProviderResult.success(
        new ProviderData.InstancesCreated(
            "r",
            List.of(
                new InstanceInfo(
                    id, "n", state, null, null, launched, "", "t3", "spot", units, Map.of(), "")),
            List.of()));
  }

  private static ProviderResult checked(
      @Nullable HealthState state, Instant at, @Nullable Duration took) {
    return ProviderResult.success(
        new ProviderData.HealthChecked(new ProviderHealthStatus(state, "m", at, took, Map.of())));
  }

  private void assertStruck(ProviderOperation operation, ProviderResult said) {
    assertThat(said.toString()).contains(SECRET);
    cloud.answer = asked -> said;
    assertThat(provider.execute(operation).toString()).doesNotContain(SECRET).contains("***");
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

  private OperationContext context() {
    return OperationContext.of("t", time.now().plusSeconds(20)).withIdempotencyKey("k");
  }

  private ProviderOperation create() {
    return new ProviderOperation.CreateInstances(
        new LaunchSpec("web", Map.of()), 1, Map.of(), context());
  }

  private ProviderOperation terminate() {
    return new ProviderOperation.TerminateInstances(List.of("i-1"), context());
  }

  private ProviderOperation read() {
    return new ProviderOperation.GetAvailableTemplates(context());
  }

  private ProviderOperation listing() {
    return new ProviderOperation.DescribeResourceInstances(Map.of("owner", "ours"), context());
  }

  private ProviderEnvironment environment(String name) {
    return new ProviderEnvironment(
        name, "scripted", new ProviderConfig(Map.of()), time, Path.of("unused"), 1);
  }

  private static InstanceInfo running(String id) {
    return new InstanceInfo(
        id, id, MachineState.RUNNING, null, null, null, "", "t3", "spot", 1, Map.of(), "");
  }

  private static InstanceInfo failed(String reason) {
    return new InstanceInfo(
        "i-1", "i-1", MachineState.FAILED, null, null, null, "", "t3", "spot", 1, Map.of(), reason);
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

  /** A plug-in compiled without checks for null. */
  private static final class NullAnswer implements Function<ProviderOperation, ProviderResult> {
    @Override
    @SuppressWarnings("NullAway")
    public ProviderResult apply(ProviderOperation operation) {
      return null;
    }
  }
}
