package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a provider answers is held against what it was asked. */
final class GatewayAnswersTest {

  private final ManualTime time = new ManualTime();
  private final Operations ops = new Operations(time);
  private final ScriptedProvider cloud = new ScriptedProvider("a");
  private final GuardedProvider provider = Gateway.onThreads(time, text -> text).guard(cloud);

  @Test
  void anAnswerToAnotherQuestionOrNoneLeavesACreateUnknown() {
    cloud.answer = operation -> Answers.names("web");
    assertThat(Answers.failure(provider.execute(ops.create())).outcomeKnown()).isFalse();
    assertThat(Answers.code(provider.execute(ops.listing()))).isEqualTo("PROVIDER_ERROR");
    cloud.answer = new NullAnswer();
    assertThat(Answers.failure(provider.execute(ops.create())).outcomeKnown()).isFalse();
  }

  @Test
  void machinesThatWereNotAskedForAreDroppedWhoeverAsked() {
    cloud.answer = operation -> Answers.machines(true, "i-1", "i-2");
    ProviderResult result = provider.execute(ops.listing());
    assertThat(result)
        .isInstanceOfSatisfying(
            ProviderResult.Success.class,
            success -> {
              var statuses = (ProviderData.InstanceStatuses) success.data();
              assertThat(statuses.instances()).isEmpty();
              assertThat(statuses.complete()).isFalse();
            });
    assertThat(Listing.of(ops.listing(), result).problem()).contains("2 machines");
  }

  @Test
  void aTerminateIsAnsweredForTheMachinesThatWereAskedAboutAndForNoOther() {
    cloud.answer =
        operation ->
            ProviderResult.success(
                new ProviderData.InstancesTerminating(List.of(running("i-1"), running("i-2"))));
    assertThat(provider.execute(ops.terminate()))
        .isEqualTo(
            ProviderResult.success(new ProviderData.InstancesTerminating(List.of(running("i-1")))));
  }

  @Test
  void aMachineThatIsNamedTwiceIsOneMachine() {
    List<InstanceInfo> twice = List.of(running("i-1"), running("i-1"));
    cloud.answer =
        operation -> ProviderResult.success(new ProviderData.InstanceStatuses(twice, true));
    ProviderOperation status =
        new ProviderOperation.GetInstanceStatus(List.of("i-1", "i-2"), ops.context());
    Listing listing = Listing.of(status, provider.execute(status));
    assertThat(listing).isInstanceOf(Listing.Complete.class);
    assertThat(listing.instances()).hasSize(1);
    cloud.answer =
        operation ->
            ProviderResult.success(new ProviderData.InstancesCreated("r", twice, List.of()));
    assertThat(provider.execute(ops.create()))
        .isEqualTo(
            ProviderResult.success(
                new ProviderData.InstancesCreated("r", List.of(running("i-1")), List.of())));
  }

  @Test
  @SuppressWarnings("NullAway") // Code that nobody checks for null answers so.
  void anAnswerWithoutWhatItMustHaveIsToldAndNeverStored() {
    assertRefused(ops.create(), made(null, MachineState.RUNNING, 1, null));
    assertRefused(ops.create(), made(" ", MachineState.RUNNING, 1, null));
    assertRefused(ops.create(), made("i-1", null, 1, null));
    assertRefused(ops.create(), made("i-1", MachineState.RUNNING, 0, null));
    assertRefused(ops.create(), made("i-1", MachineState.RUNNING, 1, Instant.MAX));
    assertRefused(
        ops.create(),
        ProviderResult.success(new ProviderData.InstancesCreated(null, List.of(), List.of())));
    assertRefused(ops.read(), ProviderResult.failure(ProviderFailure.of(null, "CODE", "m")));
    assertRefused(ops.read(), ProviderResult.failure(ProviderFailure.unknown(null, "m")));
    assertRefused(ops.read(), ProviderResult.failure(null));
    var health = new ProviderOperation.HealthCheck(ops.context());
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
    assertThat(Answers.failure(provider.execute(ops.read())).retryAfter()).isEqualTo(Duration.ZERO);
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

  private static InstanceInfo running(String id) {
    return new InstanceInfo(
        id, id, MachineState.RUNNING, null, null, null, "", "t3", "spot", 1, Map.of(), "");
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
