package io.signalbox.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.ScriptedProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No secret gets past the gateway, whatever a provider says. */
final class GatewaySecretsTest {

  private static final String SECRET = "hunter2hunter2";

  private final ManualTime time = new ManualTime();
  private final Operations ops = new Operations(time);
  private final ScriptedProvider cloud = new ScriptedProvider("a");
  private final Gateway gateway = Gateway.onThreads(time, text -> text.replace(SECRET, "***"));
  private final GuardedProvider provider = gateway.guard(cloud);

  @Test
  void secretsAreStruckOutOfEverythingAProviderSaysOrThrows() {
    cloud.answer =
        operation -> {
          throw new IllegalStateException("login with " + SECRET + " failed");
        };
    assertThat(provider.execute(ops.read()).toString()).contains("login with ***");
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
    assertStruck(ops.read(), ProviderResult.failure(said));
    assertStruck(
        ops.create(),
        ProviderResult.success(
            new ProviderData.InstancesCreated("r", List.of(machine), 1, List.of(said))));
    assertStruck(
        ops.terminate(),
        ProviderResult.success(new ProviderData.InstancesTerminating(List.of(machine))));
    assertStruck(
        new ProviderOperation.GetInstanceStatus(List.of("i-1"), ops.context()),
        ProviderResult.success(
            new ProviderData.InstanceStatuses(
                List.of(machine),
                false,
                Map.of("r", new LaunchProgress(0, List.of(said))),
                "asked as " + SECRET)));
    assertStruck(
        new ProviderOperation.ValidateTemplate(new LaunchSpec("web", Map.of()), ops.context()),
        ProviderResult.success(
            new ProviderData.TemplateChecked(
                List.of(new FieldFinding("user_data", "e " + SECRET)),
                List.of(FieldFinding.ofTemplate("w " + SECRET)))));
    assertStruck(
        new ProviderOperation.HealthCheck(ops.context()),
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
    assertThat(provider.execute(ops.create()).toString())
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

  private void assertStruck(ProviderOperation operation, ProviderResult said) {
    assertThat(said.toString()).contains(SECRET);
    cloud.answer = asked -> said;
    assertThat(provider.execute(operation).toString()).doesNotContain(SECRET).contains("***");
  }

  private static InstanceInfo failed(String reason) {
    return new InstanceInfo(
        "i-1", "i-1", MachineState.FAILED, null, null, null, "", "t3", "spot", 1, Map.of(), reason);
  }
}
