package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.listed;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.checks.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The least policy of the guide, against the calls that are made. */
final class AwsPermissionsTest {

  /** Asked for by what a call names, not by a call of its own. */
  private static final Set<String> IMPLIED =
      Set.of("ec2:CreateTags", "iam:PassRole", "iam:CreateServiceLinkedRole");

  @TempDir Path folder;

  @Test
  void allThatIsCalledIsListedAndNothingElse() throws IOException {
    try (AwsWorld world = new AwsWorld(folder)) {
      world.provider = world.with(Map.of("role_arn", "arn:aws:iam::111122223333:role/signalbox"));
      var full =
          spec(
              Map.of(
                  "image_id",
                  AwsWorld.ALIAS,
                  "root_device_volume_size",
                  40L,
                  "security_group_ids",
                  List.of(AwsWorld.GROUP),
                  "key_name",
                  "operator"));
      world.provider.execute(new ProviderOperation.HealthCheck(world.context()));
      world.provider.execute(new ProviderOperation.GetAvailableTemplates(world.context()));
      assertThat(world.validate(full).errors()).isEmpty();
      var made = created(world.create("all", 1, full)).instances();
      world.status(ids(made));
      world.tagged(AwsWorld.TAGS);
      world.terminate(ids(made));
      launchAndReturnAFleet(world, "EC2Fleet", "CreateFleet");
      world.time.advance(Duration.ofHours(7));
      launchAndReturnAFleet(world, "SpotFleet", "RequestSpotFleet");
      world.provider.prices(List.of(full, spec(Map.of("price_type", "spot"))), world.context());
      launchAndReturnAGroup(world);
      checkRequirements(world);
      leaveARegion(world);
      Set<String> called =
          world.cloud.calls().stream()
              .map(call -> call.service() + ":" + call.action())
              .collect(Collectors.toSet());
      assertThat(called)
          .isEqualTo(
              Permission.LEAST.stream()
                  .map(Permission::action)
                  .filter(action -> !IMPLIED.contains(action) && !action.startsWith("kms:"))
                  .collect(Collectors.toSet()));
    }
  }

  /** A group that lacks room, gives back one machine as it starts and then all. */
  private static void launchAndReturnAGroup(AwsWorld world) {
    world.cloud.faults().capacity("c5.large", 2);
    Map<String, Object> fields = Map.of("provider_api", "ASG", "instance_type", "c5.large");
    String group = created(world.create("group", 3, spec(fields))).resourceId();
    world.time.advance(Duration.ofSeconds(6));
    world.terminate(machines(world, group).subList(0, 1));
    world.terminate(machines(world, group));
  }

  private static void checkRequirements(AwsWorld world) {
    Map<String, Object> values = new LinkedHashMap<>(spec(Map.of()).values());
    values.remove("instance_type");
    values.put("provider_api", "EC2Fleet");
    values.put(
        "instance_requirements",
        Map.of("vcpu_count", Map.of("min", 2L), "memory_mib", Map.of("min", 0L)));
    assertThat(world.validate(new LaunchSpec("web", values)).errors()).isEmpty();
  }

  /** A group that finds no room, and could be launched elsewhere. */
  private static void leaveARegion(AwsWorld world) {
    world.provider =
        world.with(
            Map.of(
                "role_arn",
                "arn:aws:iam::111122223333:role/signalbox",
                "fallback_regions",
                List.of("us-west-2"),
                "region_fields",
                Map.of("us-west-2", Map.of("network_zones", List.of("us-west-2a")))));
    world.cloud.faults().capacity("m5.large", 1);
    Map<String, Object> fields =
        Map.of(
            "provider_api",
            "ASG",
            "instance_type",
            "m5.large",
            "network_zones",
            List.of("us-east-1a"));
    created(world.create("leaves", 2, RegionWalkTest.anywhere(fields)));
    for (int i = 0; i < 20; i++) {
      world.time.advance(Duration.ofSeconds(2));
      world.tagged(AwsWorld.TAGS);
    }
  }

  private static List<String> machines(AwsWorld world, String group) {
    return ids(
        listed(world.tagged(AwsWorld.TAGS)).stream()
            .filter(machine -> group.equals(machine.tags().get("aws:autoscaling:groupName")))
            .toList());
  }

  /** A fleet that had to be looked for, lacks room, is lowered and deleted. */
  private static void launchAndReturnAFleet(AwsWorld world, String api, String call) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("provider_api", api);
    fields.put("price_type", "spot");
    created(world.create(api, 1, spec(fields)));
    fields.put(
        "launch_template_id",
        world.calls("CreateLaunchTemplate").getLast().parameters().get("LaunchTemplateName"));
    fields.put("fleet_type", "maintain");
    world.time.advance(Duration.ofSeconds(3));
    long there =
        world.alive().stream()
            .filter(machine -> machine.state() != MachineState.SHUTTING_DOWN)
            .count();
    world.cloud.faults().capacity("t3.micro", (int) there + 2);
    world.cloud.faults().add(CallFault.once(call, CallFault.Effect.LOST_AFTER));
    world.create(api + "-2", 3, spec(fields));
    String fleet = created(world.create(api + "-2", 3, spec(fields))).resourceId();
    world.time.advance(Duration.ofSeconds(3));
    List<String> ids =
        ids(
            listed(world.tagged(AwsWorld.TAGS)).stream()
                .filter(machine -> machine.tags().containsValue(fleet))
                .toList());
    assertThat(ids).hasSize(2);
    world.terminate(ids.subList(0, 1));
    world.terminate(ids);
  }
}
