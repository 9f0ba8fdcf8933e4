package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that are named by a path, launched with fleets: those filled by and by take none. */
final class FleetImagesTest extends AwsTest {

  private static LaunchSpec fleet(String api, String type, Map<String, Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>(AwsWorld.two("c5.large", "m5.large").values());
    values.put("provider_api", api);
    values.put("fleet_type", type);
    values.put("price_type", "spot");
    values.put("image_id", AwsWorld.ALIAS);
    values.putAll(fields);
    return new LaunchSpec("web", values);
  }

  private String image() {
    return world
        .calls("CreateLaunchTemplate")
        .getLast()
        .parameters()
        .get("LaunchTemplateData.ImageId");
  }

  @ParameterizedTest
  @CsvSource({
    "EC2Fleet, request",
    "EC2Fleet, maintain",
    "SpotFleet, request",
    "SpotFleet, maintain"
  })
  void anImageOfAFleetThatIsFilledByAndByIsLookedUp(String api, String type) {
    created(world.create("req-1-1", 1, fleet(api, type, Map.of())));
    assertThat(image()).startsWith("ami-");
    assertThat(world.calls("GetParameters")).hasSize(1);
    assertThat(world.calls("DescribeImages")).isEmpty();
    world.time.advance(Duration.ofSeconds(8));
    assertThat(world.alive()).hasSize(1);
  }

  @Test
  void anInstantFleetIsSentThePath() {
    created(world.create("req-1-1", 1, fleet("EC2Fleet", "instant", Map.of())));
    assertThat(image()).isEqualTo("resolve:ssm:" + AwsWorld.ALIAS);
    assertThat(world.calls("GetParameters")).isEmpty();
  }

  @Test
  void aPathThatALaunchTemplateHasIsLookedUpToo() {
    created(world.create("ours", 1, fleet("EC2Fleet", "instant", Map.of())));
    String named =
        world.calls("CreateLaunchTemplate").getFirst().parameters().get("LaunchTemplateName");
    Map<String, Object> values =
        new LinkedHashMap<>(
            fleet("EC2Fleet", "maintain", Map.of("launch_template_id", named)).values());
    values.remove("image_id");
    created(world.create("theirs", 1, new LaunchSpec("web", values)));
    assertThat(image()).startsWith("ami-");
  }

  /** Auto Scaling refuses a path there, and takes it where machine types are named. */
  @Test
  void theImageOfAGroupWhoseMachineTypesAwsChoosesIsLookedUp() {
    Map<String, Object> values = new LinkedHashMap<>(fleet("ASG", "", Map.of()).values());
    values.remove("fleet_type");
    created(world.create("named", 1, new LaunchSpec("web", values)));
    assertThat(image()).isEqualTo("resolve:ssm:" + AwsWorld.ALIAS);
    assertThat(world.calls("GetParameters")).isEmpty();

    values.remove("machine_types");
    values.put(
        "instance_requirements",
        Map.of("vcpu_count", Map.of("min", 2L), "memory_mib", Map.of("min", 4096L)));
    created(world.create("chosen", 1, new LaunchSpec("web", values)));
    assertThat(image()).startsWith("ami-");
    assertThat(world.calls("GetParameters")).hasSize(1);
    world.time.advance(Duration.ofSeconds(8));
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void aPathThatThereIsNotIsToldBeforeAnythingIsMade() {
    world.cloud.forgetCalls();
    ProviderFailure failure =
        failure(
            world.create(
                "req-1-1", 1, fleet("SpotFleet", "request", Map.of("image_id", "/none/such"))));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.REQUEST);
    assertThat(failure.code()).isEqualTo("PARAMETER_NOT_FOUND");
    assertThat(world.cloud.calls()).extracting(Call::action).isEqualTo(List.of("GetParameters"));
  }
}
