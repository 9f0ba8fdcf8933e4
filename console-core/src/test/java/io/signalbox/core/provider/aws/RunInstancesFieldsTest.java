package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each template field reaches the parameter that the table says. */
final class RunInstancesFieldsTest extends AwsTest {

  /** A value for each field that is sent, and what the parameter is then. */
  static final Map<String, List<Object>> VALUES =
      Map.ofEntries(
          Map.entry("image_id", List.of("ami-00000000000000103", "ami-00000000000000103")),
          Map.entry("security_group_ids", List.of(List.of(AwsWorld.GROUP), AwsWorld.GROUP)),
          Map.entry("public_ip_assignment", List.of(true, "true")),
          Map.entry("monitoring_enabled", List.of(true, "true")),
          Map.entry("storage_encryption", List.of(true, "true")),
          Map.entry("price_type", List.of("spot", "spot")),
          Map.entry("max_price", List.of(new BigDecimal("0.75"), "0.75")),
          Map.entry("volume_type", List.of("gp3", "gp3")),
          Map.entry("root_device_volume_size", List.of(80L, "80")),
          Map.entry("iops", List.of(4000L, "4000")),
          Map.entry("throughput", List.of(250L, "250")),
          Map.entry("encryption_key", List.of("alias/hosts", "alias/hosts")),
          Map.entry("key_name", List.of("operator", "operator")),
          Map.entry("user_data", List.of("#!/bin/sh", "")),
          Map.entry("instance_profile", List.of("worker", "worker")),
          Map.entry("launch_template_id", List.of("lt-0", "")),
          Map.entry("launch_template_version", List.of("3", "")),
          Map.entry("tags", List.of(Map.of("Team", "grid"), "")));

  @Test
  void everyFieldThatIsSentReachesItsParameter() {
    for (FieldUse use : LaunchFields.uses()) {
      if (use.use() != FieldUse.Use.SENT) {
        continue;
      }
      List<Object> value = Objects.requireNonNull(VALUES.get(use.field()), use.field());
      Map<String, String> sent = sent(use.field(), value.getFirst());
      String prefix = use.parameter().replace("SecurityGroupId", "SecurityGroupId.1");
      assertThat(sent.keySet())
          .as(use.field())
          .anyMatch(name -> name.equals(prefix) || name.startsWith(prefix + "."));
      if (!value.getLast().equals("")) {
        assertThat(sent.get(prefix)).as(use.field()).isEqualTo(value.getLast());
      }
    }
  }

  /** The parameters of a launch with one more field; those it goes with are set too. */
  private Map<String, String> sent(String field, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (field.equals("max_price")) {
      fields.put("price_type", "spot");
    }
    if (field.equals("iops") || field.equals("throughput")) {
      fields.put("volume_type", "gp3");
    }
    if (field.equals("launch_template_version")) {
      fields.put("launch_template_id", "lt-0");
    }
    fields.put(field, value);
    world.cloud.forgetCalls();
    var result = world.create("field-" + field, 1, AwsWorld.spec(fields));
    Call call = world.calls("RunInstances").getFirst();
    assertThat(call.parameters()).containsKeys("ClientToken", "InstanceType");
    if (!field.startsWith("launch_template")) {
      assertThat(result.isSuccess()).as(field + " " + result).isTrue();
    }
    return call.parameters();
  }

  /** As files are read: a small decimal has an exponent where it is put into words. */
  @Test
  void aPriceIsSentWithoutAnExponent() {
    world.create("low", 1, AwsWorld.spec(Map.of("price_type", "spot", "max_price", 0.0005)));
    assertThat(world.calls("RunInstances").getFirst().parameters())
        .containsEntry("InstanceMarketOptions.SpotOptions.MaxPrice", "0.00050");
  }

  @Test
  void aPublicAddressTakesSubnetAndGroupsToTheNetworkInterface() {
    created(
        world.create(
            "public",
            1,
            AwsWorld.spec(
                Map.of(
                    "public_ip_assignment", true, "security_group_ids", List.of(AwsWorld.GROUP)))));
    assertThat(world.calls("RunInstances").getFirst().parameters())
        .containsEntry("NetworkInterface.1.SubnetId", AwsWorld.SUBNET_A)
        .containsEntry("NetworkInterface.1.SecurityGroupId.1", AwsWorld.GROUP)
        .doesNotContainKeys("SubnetId", "SecurityGroupId.1");
  }

  @Test
  void zonesSayWhereWithoutSubnets() {
    Map<String, Object> values = new LinkedHashMap<>(AwsWorld.spec(Map.of()).values());
    values.remove("subnet_ids");
    values.put("network_zones", List.of("us-east-1b"));
    created(world.create("zone", 1, new LaunchSpec("web", values)));
    assertThat(world.calls("RunInstances").getFirst().parameters())
        .containsEntry("Placement.AvailabilityZone", "us-east-1b")
        .doesNotContainKey("SubnetId");
  }

  @Test
  void aPathIsResolvedByEc2ItselfAndLookedUpOnlyForTheRootVolume() {
    created(world.create("path", 1, AwsWorld.spec(Map.of("image_id", AwsWorld.ALIAS))));
    assertThat(world.cloud.calls()).extracting(Call::action).containsExactly("RunInstances");
    assertThat(world.calls("RunInstances").getFirst().parameters())
        .containsEntry("ImageId", "resolve:ssm:" + AwsWorld.ALIAS);

    world.cloud.forgetCalls();
    created(
        world.create(
            "root",
            1,
            AwsWorld.spec(Map.of("image_id", AwsWorld.ALIAS, "root_device_volume_size", 40L))));
    assertThat(world.cloud.calls())
        .extracting(Call::action)
        .containsExactly("GetParameters", "DescribeImages", "RunInstances");
    assertThat(world.calls("RunInstances").getFirst().parameters())
        .containsEntry("ImageId", AwsWorld.IMAGE)
        .containsEntry("BlockDeviceMapping.1.DeviceName", "/dev/xvda")
        .containsEntry("BlockDeviceMapping.1.Ebs.VolumeSize", "40");
  }

  @Test
  void thePriorityOfTypesSaysWhichIsTriedFirst() {
    Map<String, Object> values = new LinkedHashMap<>(AwsWorld.two("c5.large", "m5.large").values());
    values.put("machine_types_priority", Map.of("m5.large", 1, "c5.large", 2));
    created(world.create("first", 1, new LaunchSpec("web", values)));
    assertThat(world.calls("RunInstances"))
        .extracting(call -> call.parameters().get("InstanceType"))
        .containsExactly("m5.large");
  }

  @Test
  void everythingThatIsMadeCarriesTheTags() {
    created(
        world.create(
            "tagged",
            1,
            AwsWorld.spec(Map.of("price_type", "spot", "tags", Map.of("Team", "grid")))));
    Map<String, String> sent = world.calls("RunInstances").getFirst().parameters();
    assertThat(sent.entrySet())
        .filteredOn(each -> each.getKey().endsWith(".ResourceType"))
        .extracting(Map.Entry::getValue)
        .containsExactlyInAnyOrder(
            "instance", "volume", "network-interface", "spot-instances-request");
    assertThat(sent.values()).filteredOn("req-1-1"::equals).hasSize(4);
    assertThat(sent.values()).filteredOn("grid"::equals).hasSize(4);
  }
}
