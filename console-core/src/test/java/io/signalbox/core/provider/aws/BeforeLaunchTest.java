package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.AwsProviders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is looked up before a launch: where it is not answered, nothing was launched for certain.
 */
final class BeforeLaunchTest {

  @TempDir Path folder;

  private static LaunchSpec lookingUp(String api) {
    return AwsWorld.spec(
        switch (api) {
          case "RunInstances" ->
              Map.of(
                  "provider_api", api, "image_id", AwsWorld.ALIAS, "root_device_volume_size", 20L);
          case "ASG" -> Map.of("provider_api", api, "root_device_volume_size", 20L);
          default ->
              Map.of(
                  "provider_api",
                  api,
                  "image_id",
                  AwsWorld.ALIAS,
                  "fleet_type",
                  "maintain",
                  "price_type",
                  "spot");
        });
  }

  private static ProviderOperation launch(LaunchSpec spec, TimeSource time, Duration within) {
    return new ProviderOperation.CreateInstances(
        spec,
        1,
        AwsWorld.TAGS,
        OperationContext.of("trace", time.now().plus(within)).withIdempotencyKey("req-1-1"));
  }

  /** It was unknown: whoever asked had left by the time that the look-up was given up. */
  @ParameterizedTest
  @CsvSource({
    "RunInstances, GetParameters",
    "EC2Fleet, CreateLaunchTemplate",
    "SpotFleet, GetCallerIdentity"
  })
  void aLookUpThatHangsIsToldAsALaunchThatWasNotSent(String api, String action) throws IOException {
    TimeSource time = TimeSource.system();
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Options.usual());
        ProviderStrategy strategy =
            AwsProviders.at(cloud.endpoint(), AwsWorld.REGION, AwsWorld.NAME, folder, time)) {
      cloud.faults().add(CallFault.once(action, CallFault.Effect.HANG_BEFORE));
      ProviderFailure failure =
          failure(
              Gateway.onThreads(time, text -> text)
                  .guard(strategy)
                  .execute(launch(lookingUp(api), time, Duration.ofMillis(7_000))));
      assertThat(failure.message()).contains(action);
      assertThat(failure.outcomeKnown()).isTrue();
      assertThat(cloud.calls())
          .extracting(Call::action)
          .doesNotContain("RunInstances", "CreateFleet", "RequestSpotFleet");
      cloud.faults().release();
    }
  }

  @ParameterizedTest
  @CsvSource({"RunInstances", "EC2Fleet", "SpotFleet", "ASG"})
  void theLastSecondsBeforeTheDeadlineAreTheLaunchsOwn(String api) throws IOException {
    try (AwsWorld world = new AwsWorld(folder)) {
      ProviderFailure failure =
          failure(
              world.provider.execute(launch(lookingUp(api), world.time, Duration.ofMillis(4_900))));
      assertThat(failure.code()).isEqualTo("TIMEOUT");
      assertThat(failure.outcomeKnown()).isTrue();
      assertThat(world.cloud.calls()).isEmpty();
    }
  }
}
