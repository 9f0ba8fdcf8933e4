package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.data;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.aws.client.Caller;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose credentials they are, whether they are good, and whether anybody answers. */
final class AwsAccessTest extends AwsTest {

  private static final String PARTNER = "arn:aws:iam::111122223333:role/partner";

  private ProviderResult health(ProviderStrategy of) {
    return of.execute(new ProviderOperation.HealthCheck(world.context()));
  }

  @Test
  void healthNamesTheIdentityAndAsksForItOnlyNowAndThen() {
    var checked = (ProviderData.HealthChecked) data(health(world.provider));
    assertThat(checked.status().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(checked.status().details())
        .containsEntry("account", "111122223333")
        .containsEntry("region", "us-east-1");
    health(world.provider);
    assertThat(world.cloud.calls())
        .extracting(Call::action)
        .containsExactly(
            "GetCallerIdentity",
            "DescribeInstances",
            "GetServiceQuota",
            "DescribeInstances",
            "GetServiceQuota",
            "DescribeInstances");
    world.time.advance(Duration.ofMinutes(6));
    health(world.provider);
    assertThat(world.calls("GetCallerIdentity")).hasSize(2);
  }

  @Test
  void healthLacksThePermissionToListMachines() {
    world.cloud.faults().deny("ec2:DescribeInstances");
    ProviderFailure failure = failure(health(world.provider));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.message()).contains("ec2:DescribeInstances");
  }

  @ParameterizedTest
  @EnumSource(KeyState.class)
  void aKeyThatIsNotGoodIsTheProvidersTroubleAndShowsNoSecret(KeyState state) {
    world.cloud.faults().key(AwsWorld.ACCESS_KEY, state);
    ProviderFailure failure = failure(world.create("key", 1, spec(Map.of())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.outcomeKnown()).isTrue();
    assertThat(failure.toString()).doesNotContain(AwsWorld.SECRET_KEY);
    assertThat(failure(health(world.provider)).failureClass()).isEqualTo(FailureClass.PROVIDER);
  }

  @Test
  void withoutCredentialsNothingIsSentAndTheWayOutIsTold() {
    ProviderStrategy nobody =
        world.with(Map.of("access_key", "", "secret_key", "", "profile", "no-such-profile"));
    ProviderFailure failure = failure(health(nobody));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.code()).isEqualTo("NO_CREDENTIALS");
    assertThat(failure.message()).contains("access_key", "profile", "no-such-profile");
    ProviderFailure launch = failure(world.create(nobody, "none", 1, spec(Map.of())));
    assertThat(launch.outcomeKnown()).isTrue();
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void withoutARegionTheSettingIsNamed() {
    ProviderFailure failure = failure(health(world.with(Map.of("region", ""))));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.message()).contains("'region'");
  }

  /** On the machine's clock, by which the SDK tells when a role's credentials end. */
  @Test
  void aRoleIsAssumedOnceWithItsExternalId() throws IOException {
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual())) {
      ProviderStrategy partner =
          world.with(
              Map.of(
                  "role_arn",
                  PARTNER,
                  "external_id",
                  "rehearsal",
                  "endpoint",
                  cloud.endpoint().toString()));
      var checked = (ProviderData.HealthChecked) data(health(partner));
      assertThat(String.valueOf(checked.status().details().get("arn")))
          .contains("assumed-role/partner/signalbox-aws-east");
      created(world.create(partner, "in-role", 1, spec(Map.of())));
      assertThat(cloud.calls())
          .extracting(Call::action)
          .filteredOn(action -> !action.equals("GetServiceQuota"))
          .containsExactly(
              "AssumeRole",
              "GetCallerIdentity",
              "DescribeInstances",
              "DescribeInstances",
              "RunInstances");
    }
  }

  @Test
  void aRoleThatCannotBeAssumedHasLaunchedNothing() {
    ProviderStrategy stranger = world.with(Map.of("role_arn", PARTNER, "external_id", "wrong"));
    ProviderFailure failure = failure(world.create(stranger, "role", 1, spec(Map.of())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.outcomeKnown()).isTrue();
    assertThat(world.calls("RunInstances")).isEmpty();
  }

  @Test
  void aFailureWhileARoleIsAssumedIsNoUnknownLaunch() {
    world.cloud.faults().add(CallFault.error("AssumeRole", "ServiceUnavailable", 503).times(0));
    ProviderStrategy partner =
        world.with(Map.of("role_arn", PARTNER, "external_id", "rehearsal", "max_retries", 0L));
    ProviderFailure failure = failure(world.create(partner, "sts", 1, spec(Map.of())));
    assertThat(failure.outcomeKnown()).isTrue();
  }

  /** A profile's file that is malformed is told by an exception of no kind of the SDK's. */
  @Test
  void whateverIsThrownBeforeALaunchIsSentMakesItNoUnknownOne() {
    Reply<String> reply =
        new Caller(world.time, AwsWorld.REGION)
            .change(
                "ec2:RunInstances",
                world.context().deadline(),
                within -> {
                  throw new IllegalArgumentException("Expected an '=' sign on line 3");
                });
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> {
              assertThat(failed.failure().outcomeKnown()).isTrue();
              assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.PROVIDER);
              assertThat(failed.failure().message()).contains("not sent", "line 3");
            });
  }

  @Test
  void aWrongClockIsTold() throws IOException {
    ManualTime wrong = new ManualTime(Instant.parse("2001-01-01T00:00:00Z"));
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual().dates(wrong))) {
      ProviderFailure failure =
          failure(health(world.with(Map.of("endpoint", cloud.endpoint().toString()))));
      assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
      assertThat(failure.message()).contains("clock");
    }
  }

  @Test
  void nobodyAtTheEndpointMeansNothingWasSent() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ProviderStrategy lost =
        world.with(Map.of("endpoint", "http://127.0.0.1:" + port, "max_retries", 0L));
    ProviderFailure failure = failure(world.create(lost, "lost", 1, spec(Map.of())));
    assertThat(failure.code()).isEqualTo("UNREACHABLE");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure.outcomeKnown()).isTrue();
  }

  @Test
  void aLaunchThatIsNotAnsweredByTheDeadlineIsUnknown() {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.HANG_AFTER));
    ProviderFailure failure =
        failure(
            world.provider.execute(
                new ProviderOperation.CreateInstances(
                    spec(Map.of()),
                    1,
                    AwsWorld.TAGS,
                    OperationContext.of("trace", world.time.now().plus(Duration.ofMillis(700)))
                        .withIdempotencyKey("late"))));
    assertThat(failure.code()).isEqualTo("TIMEOUT");
    assertThat(failure.outcomeKnown()).isFalse();
    world.cloud.faults().release();
  }

  @Test
  void anOperationWhoseDeadlineHasPassedIsNotSent() {
    ProviderFailure failure =
        failure(
            world.provider.execute(
                new ProviderOperation.CreateInstances(
                    spec(Map.of()),
                    1,
                    AwsWorld.TAGS,
                    OperationContext.of("trace", world.time.now()).withIdempotencyKey("past"))));
    assertThat(failure.wasSent()).isFalse();
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void anInterruptionEndsACall() throws Exception {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.HANG_AFTER));
    var answer = new FutureTask<>(() -> world.create("stopped", 1, spec(Map.of())));
    Thread caller = Thread.ofVirtual().start(answer);
    while (world.calls("RunInstances").isEmpty()) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    ProviderFailure failure = failure(answer.get());
    assertThat(failure.isCancelled()).as(failure.toString()).isTrue();
    assertThat(failure.outcomeKnown()).isFalse();
    world.cloud.faults().release();
  }

  @Test
  void machinesOfTheRegionBeforeAreNotTakenForGoneNorLaunchedAgain() {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    failure(world.create("moved", 1, spec(Map.of())));
    String id = AwsWorld.ids(world.alive()).getFirst();
    ProviderStrategy here = world.provider;
    world.provider = world.with(Map.of("region", "eu-west-1"));
    ProviderFailure launch = failure(world.create("moved", 1, elsewhere()));
    assertThat(launch.code()).isEqualTo("REGION_CHANGED");
    assertThat(launch.message()).contains("us-east-1", "eu-west-1", id);
    assertThat(world.calls("RunInstances")).hasSize(1);
    for (ProviderResult listing : List.of(world.status(List.of(id)), world.tagged(AwsWorld.TAGS))) {
      var statuses = (ProviderData.InstanceStatuses) data(listing);
      assertThat(statuses.complete()).as("what it lacks proves nothing").isFalse();
      assertThat(statuses.problem()).contains("us-east-1", id);
    }

    data(here.execute(new ProviderOperation.TerminateInstances(List.of(id), world.context())));
    world.time.advance(Duration.ofMinutes(2));
    created(world.create("new", 1, elsewhere()));
    assertThat(((ProviderData.InstanceStatuses) data(world.tagged(AwsWorld.TAGS))).complete())
        .isTrue();
  }

  private static LaunchSpec elsewhere() {
    return spec(
        Map.of(
            "image_id",
            "ami-00000000000000401",
            "subnet_ids",
            List.of("subnet-00000000000000401")));
  }

  @Test
  void aProviderThatIsClosedSendsNothing() {
    world.provider.close();
    world.provider.close();
    ProviderFailure failure = failure(world.create("closed", 1, spec(Map.of())));
    assertThat(failure.code()).isEqualTo("CLOSED");
    assertThat(failure.wasSent()).isFalse();
  }

  @Test
  void settingsThatContradictThemselvesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.with(Map.of("secret_key", "")))
        .withMessageContaining("access_key and secret_key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.with(Map.of("external_id", "x")))
        .withMessageContaining("role_arn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.with(Map.of("endpoint", "localhost")))
        .withMessageContaining("endpoint");
  }
}
