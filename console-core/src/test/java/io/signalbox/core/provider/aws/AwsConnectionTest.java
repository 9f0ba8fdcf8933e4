package io.signalbox.core.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.ConnectionFinding.Outcome;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.aws.checks.Permission;
import io.signalbox.core.testing.AwsProviders;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What a test of a provider finds, each trial without effect. */
final class AwsConnectionTest extends AwsTest {

  private List<ConnectionFinding> test(ProviderStrategy provider) {
    List<ConnectionFinding> found =
        provider.test(OperationContext.of("trace", world.time.now().plus(Duration.ofSeconds(30))));
    assertThat(found.toString()).doesNotContain(AwsWorld.SECRET_KEY);
    assertThat(found)
        .as("what failed says what to do")
        .filteredOn(each -> each.outcome() == Outcome.FAILED)
        .noneMatch(each -> each.advice().isBlank());
    return found;
  }

  private static ConnectionFinding named(List<ConnectionFinding> found, String name) {
    return found.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(List<ConnectionFinding> found, Outcome outcome) {
    return found.stream()
        .filter(each -> each.outcome() == outcome)
        .map(ConnectionFinding::name)
        .toList();
  }

  @Test
  void everyPermissionIsTriedAndNothingIsLaunchedOrTerminated() {
    world.create("key", 1, AwsWorld.spec(Map.of()));
    world.cloud.forgetCalls();
    List<ConnectionFinding> found = test(world.provider);
    assertThat(found)
        .extracting(ConnectionFinding::name)
        .containsAll(Permission.LEAST.stream().map(Permission::action).toList());
    assertThat(names(found, Outcome.SKIPPED))
        .contains("sts:AssumeRole", "iam:PassRole", "iam:CreateServiceLinkedRole")
        .allMatch(action ->
            action.matches(
                "kms:.*|.*:(AssumeRole|PassRole|CreateServiceLinkedRole|.*Fleet.*|Delete.*"
                    + "|CreateAutoScalingGroup|UpdateAutoScalingGroup|DetachInstances|TerminateInstanceIn.*)"));
    assertThat(names(found, Outcome.UNKNOWN)).isEmpty();
    assertThat(names(found, Outcome.FAILED)).as("the played clock alone").containsExactly("clock");
    assertThat(named(found, "identity").evidence()).contains("111122223333", "user/rehearsal");
    assertThat(named(found, "region").evidence()).contains("us-east-1");
    assertThat(named(found, "endpoint").evidence()).contains(world.cloud.endpoint().toString());
    assertThat(world.cloud.calls())
        .filteredOn(call -> call.action().matches("(Run|Terminate)Instances"))
        .isNotEmpty()
        .allMatch(call -> "true".equals(call.parameters().get("DryRun")));
    assertThat(world.alive()).hasSize(1);
  }

  /** As an endpoint that speaks EC2 may be: what it is asked it does. */
  @Test
  void nothingIsLaunchedOrTerminatedWhereDryRunsAreNotKnown() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer careless =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    careless.createContext(
        "/",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] done = "<Done/>".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, done.length);
          exchange.getResponseBody().write(done);
          exchange.close();
        });
    careless.start();
    try {
      List<ConnectionFinding> found =
          test(
              world.with(
                  Map.of("endpoint", "http://127.0.0.1:" + careless.getAddress().getPort())));
      assertThat(named(found, "ec2:TerminateInstances").outcome()).isEqualTo(Outcome.SKIPPED);
      assertThat(asked)
          .isNotEmpty()
          .noneMatch(call -> call.matches("(?s).*Action=(Run|Terminate|Create|Delete).*"));
    } finally {
      careless.stop(0);
    }
  }

  @Test
  void whatIsDeniedIsNamedWithWhatToAdd() {
    for (String action :
        List.of("ec2:CreateTags", "ec2:TerminateInstances", "ec2:DescribeKeyPairs")) {
      world.cloud.faults().deny(action);
    }
    List<ConnectionFinding> found = test(world.provider);
    assertThat(names(found, Outcome.FAILED))
        .containsExactly("clock", "ec2:CreateTags", "ec2:TerminateInstances");
    assertThat(named(found, "ec2:CreateTags").advice())
        .isEqualTo("Add ec2:CreateTags to the policy of arn:aws:iam::111122223333:user/rehearsal");
    assertThat(named(found, "ec2:DescribeKeyPairs"))
        .as("only checks need it")
        .satisfies(optional -> {
          assertThat(optional.outcome()).isEqualTo(Outcome.SKIPPED);
          assertThat(optional.advice()).contains("Add ec2:DescribeKeyPairs");
        });
    assertThat(named(found, "ec2:RunInstances").outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aMachineThatIsNotThereMakesThePermissionUnknownAndNoFailure() {
    ConnectionFinding terminate = named(test(world.provider), "ec2:TerminateInstances");
    assertThat(terminate.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(terminate.evidence()).contains("InvalidInstanceID.NotFound");
  }

  @Test
  void keysThatExpiredEndItAfterTheIdentity() {
    world.cloud.faults().key(AwsWorld.ACCESS_KEY, KeyState.EXPIRED);
    List<ConnectionFinding> found = test(world.provider);
    assertThat(named(found, "identity"))
        .satisfies(identity -> {
          assertThat(identity.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(identity.evidence()).contains("ExpiredToken");
          assertThat(identity.advice()).contains("Renew the credentials");
        });
    assertThat(named(found, "endpoint").outcome()).as("it answered").isEqualTo(Outcome.OK);
    assertThat(named(found, "ec2:RunInstances").outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(world.cloud.calls())
        .as("no further action meets the same")
        .extracting(Call::action)
        .containsOnly("GetCallerIdentity", "DescribeInstances");
  }

  @Test
  void anUnknownProfileIsAnIdentityThatCannotBeFound() {
    List<ConnectionFinding> found =
        test(world.with(Map.of("access_key", "", "secret_key", "", "profile", "no-such-profile")));
    assertThat(named(found, "identity"))
        .satisfies(identity -> {
          assertThat(identity.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(identity.evidence()).contains("no-such-profile");
          assertThat(identity.advice()).contains("access_key", "profile");
        });
    assertThat(named(found, "endpoint").outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void withoutARegionTheSettingIsNamed() {
    assertThat(test(world.with(Map.of("region", ""))))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(found.evidence()).contains("No region", "'region'");
          assertThat(found.advice()).contains("settings");
        });
  }

  @Test
  void aRegionThatIsNotOptedInToIsRefusedByAws() {
    List<ConnectionFinding> found = test(world.with(Map.of("region", "ap-east-1")));
    assertThat(named(found, "identity").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(names(found, Outcome.OK)).contains("endpoint");
  }

  private void unreached(String endpoint, String code, String advice) {
    List<ConnectionFinding> found =
        test(world.with(Map.of("endpoint", endpoint, "max_retries", 0L)));
    assertThat(named(found, "endpoint"))
        .satisfies(end -> {
          assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(end.evidence()).contains(endpoint, code);
          assertThat(end.advice()).contains(advice);
        });
    assertThat(names(found, Outcome.SKIPPED))
        .contains("clock")
        .containsAll(Permission.LEAST.stream().map(Permission::action).toList());
  }

  /** As in a network that lets EC2 and STS through, and not everything. */
  @Test
  void aServiceThatIsNotReachedEndsNoTrialOfAnother() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String nowhere = "http://127.0.0.1:" + port;
    List<ConnectionFinding> found =
        test(
            world.with(
                Map.of(
                    "autoscaling.endpoint", nowhere, "ssm.endpoint", nowhere, "max_retries", 0L)));
    assertThat(named(found, "autoscaling:DescribeAutoScalingGroups"))
        .satisfies(first -> {
          assertThat(first.outcome()).isEqualTo(Outcome.UNKNOWN);
          assertThat(first.evidence())
              .contains("no connection")
              .doesNotContain("refused the trial");
        });
    assertThat(named(found, "autoscaling:DescribeScalingActivities"))
        .satisfies(second -> {
          assertThat(second.outcome()).isEqualTo(Outcome.SKIPPED);
          assertThat(second.evidence()).contains("autoscaling was not reached", "UNREACHABLE");
        });
    assertThat(names(found, Outcome.OK))
        .contains("pricing:GetProducts", "ec2:DescribeSubnets", "ec2:DescribeInstanceTypes");
  }

  @Test
  void machinesThatMayNotBeListedSayNothingOfTheirTermination() {
    world
        .cloud
        .faults()
        .add(CallFault.error("DescribeInstances", "UnauthorizedOperation", 403).after(1));
    assertThat(named(test(world.provider), "ec2:TerminateInstances"))
        .satisfies(terminate -> {
          assertThat(terminate.outcome()).isEqualTo(Outcome.UNKNOWN);
          assertThat(terminate.advice()).doesNotContain("Add ec2:TerminateInstances");
        });
  }

  @Test
  void nobodyAtTheEndpoint() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    unreached("http://127.0.0.1:" + port, "UNREACHABLE", "Check the endpoint");
  }

  @Test
  void aNameWithoutAnAddress() {
    unreached("http://nowhere.invalid:4590", "UNKNOWN_HOST", "Check region and endpoint");
  }

  @Test
  void plainTextWhereASecureConnectionWasAskedForIsToldAsThat() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInPlainText(plain));
      unreached("https://127.0.0.1:" + plain.getLocalPort(), "TLS_FAILED", "certificates");
    }
  }

  private static void answerInPlainText(ServerSocket plain) {
    while (!plain.isClosed()) {
      try (Socket caller = plain.accept()) {
        caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        caller.getInputStream().read();
      } catch (IOException closed) {
        // The test is over, or the caller has gone.
      }
    }
  }

  @Test
  void aClockThatIsTwoMinutesAheadIsTold() throws IOException {
    ManualTime ahead = new ManualTime(Instant.now().plusSeconds(150));
    try (ProviderStrategy provider =
        AwsProviders.at(world.cloud.endpoint(), AwsWorld.REGION, AwsWorld.NAME, folder, ahead)) {
      ConnectionFinding clock =
          named(provider.test(OperationContext.of("trace", ahead.now().plusSeconds(30))), "clock");
      assertThat(clock.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(clock.evidence()).contains("2 min ahead of AWS's");
    }
  }

  @Test
  void clocksThatAgreeAreFine() {
    ManualTime right = new ManualTime(Instant.now());
    try (ProviderStrategy provider =
        AwsProviders.at(world.cloud.endpoint(), AwsWorld.REGION, AwsWorld.NAME, folder, right)) {
      assertThat(
              names(
                  provider.test(OperationContext.of("trace", right.now().plusSeconds(30))),
                  Outcome.FAILED))
          .isEmpty();
    }
  }

  @Test
  void aDateThatAwsRefusesIsDiagnosedAsTheClocks() throws IOException {
    ManualTime wrong = new ManualTime(Instant.parse("2001-01-01T00:00:00Z"));
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual().dates(wrong))) {
      ConnectionFinding identity =
          named(test(world.with(Map.of("endpoint", cloud.endpoint().toString()))), "identity");
      assertThat(identity.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(identity.evidence()).contains("This machine's clock is", "AWS's");
      assertThat(identity.advice()).contains("Set this machine's clock");
    }
  }

  @Test
  void anInterruptionEndsIt() throws Exception {
    world.cloud.faults().add(CallFault.once("DescribeInstances", CallFault.Effect.HANG_BEFORE));
    var answer = new FutureTask<>(() -> test(world.provider));
    Thread thread = Thread.ofVirtual().start(answer);
    while (world.cloud.calls().stream().map(Call::action).noneMatch("DescribeInstances"::equals)) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThat(names(answer.get(), Outcome.SKIPPED)).contains("ec2:RunInstances");
    assertThat(world.calls("RunInstances")).isEmpty();
    world.cloud.faults().release();
  }
}
