package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.data;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the account's virtual processors: told with health, and checked. */
final class AwsQuotasTest extends AwsTest {

  @BeforeEach
  void limited() {
    world.cloud.faults().quotas(8, 100);
  }

  private ProviderHealthStatus health() {
    return ((ProviderData.HealthChecked)
            data(world.provider.execute(new ProviderOperation.HealthCheck(world.context()))))
        .status();
  }

  private List<String> warnings(Map<String, Object> fields) {
    return world.validate(spec(fields)).warnings().stream().map(FieldFinding::text).toList();
  }

  @Test
  void healthTellsWhatIsLeftAndAsksSeldom() {
    world.create("two", 2, spec(Map.of("instance_type", "m5.large")));
    ProviderHealthStatus health = health();
    assertThat(health.message())
        .endsWith("; left of quotas: 4 of 8 vCPUs on demand, 1152 of 1152 vCPUs on spot");
    assertThat(health.details())
        .containsEntry("ondemand_vcpus_left", 4L)
        .containsEntry("ondemand_vcpus_quota", 8L);
    world.cloud.forgetCalls();
    world.time.advance(Duration.ofMinutes(9));
    health();
    assertThat(world.calls("GetServiceQuota")).isEmpty();
    assertThat(world.calls("DescribeInstances"))
        .as("the dry run of health alone")
        .singleElement()
        .satisfies(call -> assertThat(call.parameters()).containsEntry("DryRun", "true"));
    world.time.advance(Duration.ofMinutes(2));
    health();
    assertThat(world.calls("GetServiceQuota")).isEmpty();
    assertThat(world.calls("DescribeInstances")).hasSize(3);
  }

  @Test
  void quotasAreToldWithWhatIsUsedAndWhenEachWasAsked() {
    Instant begun = world.time.now();
    world.create("two", 2, spec(Map.of("instance_type", "m5.large")));
    assertThat(health().quotas())
        .containsExactly(
            new ProviderQuota("Standard vCPUs on demand in us-east-1", 8L, 4L, begun, begun, ""),
            new ProviderQuota("Standard vCPUs on spot in us-east-1", 1152L, 0L, begun, begun, ""));
    world.time.advance(Duration.ofMinutes(11));
    world.create("one", 1, spec(Map.of("instance_type", "m5.large")));
    ProviderQuota later = health().quotas().getFirst();
    assertThat(later.words()).isEqualTo("6 of 8 used");
    assertThat(later.limitAsked()).isEqualTo(begun);
    assertThat(later.asked()).isEqualTo(world.time.now());
  }

  @Test
  void quotasOfOtherMachinesAreToldWhereSuchRunOrTemplatesNameThem() {
    assertThat(health().quotas()).hasSize(2);
    world.provider.prices(
        List.of(spec(Map.of("instance_type", "g4dn.xlarge", "price_type", "heterogeneous"))),
        world.context());
    assertThat(health().quotas().subList(2, 4))
        .extracting(ProviderQuota::name, ProviderQuota::words)
        .containsExactly(
            tuple("G and VT vCPUs on demand in us-east-1", "0 of 8 used"),
            tuple("G and VT vCPUs on spot in us-east-1", "0 of 1,152 used"));
    ProviderStrategy other = world.with(Map.of());
    world.create(other, "gpu", 1, spec(Map.of("instance_type", "g4dn.xlarge")));
    assertThat(
            ((ProviderData.HealthChecked)
                    data(other.execute(new ProviderOperation.HealthCheck(world.context()))))
                .status()
                .quotas())
        .extracting(ProviderQuota::name, ProviderQuota::words)
        .contains(tuple("G and VT vCPUs on demand in us-east-1", "4 of 8 used"));
  }

  @Test
  void anAnswerWithoutANumberIsNoQuotaOfNothing() throws IOException {
    try (Recorder recorder = new Recorder(200, "{\"Quota\": {}}")) {
      world.provider = world.with(Map.of("servicequotas.endpoint", recorder.address().toString()));
      assertThat(health().quotas())
          .allSatisfy(quota -> {
            assertThat(quota.limit()).isNull();
            assertThat(quota.words()).startsWith("unknown: ");
          });
      assertThat(warnings(Map.of())).isEmpty();
    }
  }

  @Test
  void aQuotaThatMayNotBeAskedIsNoMatterOfHealth() {
    world.cloud.faults().deny("servicequotas:GetServiceQuota");
    assertThat(health().message()).doesNotContain("quota");
    assertThat(health().quotas())
        .hasSize(2)
        .allSatisfy(quota -> {
          assertThat(quota.limit()).isNull();
          assertThat(quota.words())
              .startsWith("unknown: ")
              .contains("servicequotas:GetServiceQuota");
        });
    health();
    assertThat(world.calls("GetServiceQuota")).as("each is refused once an hour").hasSize(2);
  }

  @Test
  void aMachineThatDoesNotFitIsFound() {
    assertThat(warnings(Map.of("instance_type", "m5.2xlarge"))).isEmpty();
    world.create("one", 1, spec(Map.of("instance_type", "m5.large")));
    world.time.advance(Duration.ofMinutes(11));
    assertThat(warnings(Map.of("instance_type", "m5.2xlarge")))
        .anyMatch(text ->
            text.contains(
                "instance_type: the quota of Standard vCPUs on demand in us-east-1 is 8, of which 2"
                    + " are used: no m5.2xlarge with 8 fits"));
    assertThat(warnings(Map.of("instance_type", "m5.large", "max_instances", 5L)))
        .contains(
            "max_instances: 5 of m5.large have 10 vCPUs, and the quota of Standard vCPUs on demand"
                + " in us-east-1 is 8");
    assertThat(warnings(Map.of("instance_type", "m5.large", "max_instances", 4L))).isEmpty();
  }

  @Test
  void whatMayNotBeAskedIsToldAsNotChecked() {
    world.cloud.faults().deny("servicequotas:GetServiceQuota");
    assertThat(warnings(Map.of()))
        .singleElement()
        .asString()
        .contains("instance_type: quota not checked", "servicequotas:GetServiceQuota");
  }

  @Test
  void aServiceThatDoesNotAnswerIsAskedForOneQuotaAndNotForAll() {
    world.provider = world.with(Map.of("servicequotas.timeout", 1.0, "max_retries", 0L));
    world
        .cloud
        .faults()
        .add(CallFault.once("GetServiceQuota", CallFault.Effect.HANG_BEFORE).times(0));
    assertThat(health().message()).doesNotContain("quota");
    health();
    assertThat(world.calls("GetServiceQuota")).hasSize(1);
    world.cloud.faults().clear();
    world.cloud.faults().quotas(8, 100);
    world.time.advance(Duration.ofMinutes(11));
    assertThat(health().message()).contains("left of quotas: 8 of 8 vCPUs on demand");
  }

  /** As where a network drops what goes to Service Quotas: no connection ever stands. */
  @Test
  void aServiceThatIsNotReachedLeavesHealthItsTime() throws IOException {
    health();
    List<Socket> waiting = new ArrayList<>();
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual());
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ProviderStrategy strategy =
            AwsProviders.at(
                "aws-east",
                folder.resolve("real"),
                TimeSource.system(),
                Map.of(
                    "region",
                    AwsWorld.REGION,
                    "endpoint",
                    cloud.endpoint().toString(),
                    "servicequotas.endpoint",
                    "http://127.0.0.1:" + full.getLocalPort(),
                    "access_key",
                    AwsWorld.ACCESS_KEY,
                    "secret_key",
                    AwsWorld.SECRET_KEY))) {
      fill(full, waiting);
      ProviderResult result =
          Gateway.onThreads(TimeSource.system(), text -> text)
              .guard(strategy)
              .execute(
                  new ProviderOperation.HealthCheck(
                      OperationContext.of("trace", TimeSource.system().now().plusSeconds(4))));
      assertThat(((ProviderData.HealthChecked) data(result)).status().state())
          .isEqualTo(HealthState.HEALTHY);
    } finally {
      for (Socket each : waiting) {
        each.close();
      }
    }
  }

  /** Until nobody else gets a connection. */
  private static void fill(ServerSocket full, List<Socket> waiting) throws IOException {
    try {
      while (waiting.size() < 16) {
        Socket next = new Socket();
        waiting.add(next);
        next.connect(full.getLocalSocketAddress(), 200);
      }
    } catch (SocketTimeoutException nobodyElse) {
      // As it is to be.
    }
  }
}
