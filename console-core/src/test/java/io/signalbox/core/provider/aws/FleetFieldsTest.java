package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.ec2fleet.Ec2FleetFields;
import io.signalbox.core.provider.aws.launch.spotfleet.SpotFleetFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each template field reaches the parameter of fleets or their launch templates that is told. */
final class FleetFieldsTest {

  /** A value for each field that fleets have their own way with, and what the parameter is then. */
  private static final Map<String, List<Object>> VALUES =
      Map.ofEntries(
          Map.entry("instance_type", List.of("m5.large", "m5.large")),
          Map.entry("machine_types", List.of(Map.of("m5.large", 4L), "m5.large")),
          Map.entry("machine_types_priority", List.of(Map.of("t3.micro", 3), "3.0")),
          Map.entry(
              "instance_requirements",
              List.of(
                  Map.of("vcpu_count", Map.of("min", 2L), "memory_mib", Map.of("min", 1024L)), "")),
          Map.entry("subnet_ids", List.of(List.of(AwsWorld.SUBNET_B), AwsWorld.SUBNET_B)),
          Map.entry("network_zones", List.of(List.of("us-east-1b"), "us-east-1b")),
          Map.entry("price_type", List.of("spot", "")),
          Map.entry("max_price", List.of(new BigDecimal("0.75"), "0.75")),
          Map.entry("allocation_strategy", List.of("diversified", "diversified")),
          Map.entry("allocation_strategy_on_demand", List.of("prioritized", "prioritized")),
          Map.entry("percent_on_demand", List.of(50L, "1")),
          Map.entry("fleet_type", List.of("maintain", "maintain")),
          Map.entry(
              "fleet_role",
              List.of(
                  "arn:aws:iam::111122223333:role/fleets",
                  "arn:aws:iam::111122223333:role/fleets")),
          Map.entry("pools_count", List.of(2L, "2")),
          Map.entry("spot_fleet_request_expiry", List.of(30L, "")));

  @TempDir Path folder;

  @Test
  void everyFieldThatIsSentReachesItsParameter() throws IOException {
    try (AwsWorld world = new AwsWorld(folder)) {
      world.cloud.faults().anyIds(true);
      reach(world, "EC2Fleet", "CreateFleet", Ec2FleetFields.uses());
      reach(world, "SpotFleet", "RequestSpotFleet", SpotFleetFields.uses());
    }
  }

  private static void reach(AwsWorld world, String api, String call, List<FieldUse> uses) {
    for (FieldUse use : uses) {
      if (use.use() == FieldUse.Use.SENT && !use.field().startsWith("launch_template")) {
        List<Object> value =
            Objects.requireNonNull(
                VALUES.getOrDefault(use.field(), RunInstancesFieldsTest.VALUES.get(use.field())),
                use.field());
        Map<String, Object> fields = fields(api, use.field(), value.getFirst());
        world.cloud.forgetCalls();
        var result = world.create(api + use.field(), 2, new LaunchSpec("web", fields));
        assertThat(result.isSuccess()).as("%s %s %s", api, use.field(), result).isTrue();
        Map<String, String> sent = new LinkedHashMap<>();
        Stream.of("CreateLaunchTemplate", call)
            .forEach(each -> sent.putAll(world.calls(each).getFirst().parameters()));
        String prefix = use.parameter().replace("SecurityGroupId", "SecurityGroupId.1");
        assertThat(sent.keySet())
            .as("%s %s", api, use.field())
            .anyMatch(name -> name.equals(prefix) || name.startsWith(prefix + "."));
        if (!value.getLast().equals("")) {
          assertThat(sent.get(prefix)).as("%s %s", api, use.field()).isEqualTo(value.getLast());
        }
      }
    }
  }

  /** A fleet of spot machines with one more field; those it goes with are set too. */
  private static Map<String, Object> fields(String api, String field, Object value) {
    Map<String, Object> fields = new LinkedHashMap<>(AwsWorld.spec(Map.of()).values());
    fields.put("provider_api", api);
    fields.put("price_type", "spot");
    // Each has a launch template of its own, so that it is made.
    fields.put("tags", Map.of("Field", api + field));
    switch (field) {
      case "machine_types", "instance_requirements" -> fields.remove("instance_type");
      case "network_zones" -> fields.remove("subnet_ids");
      case "iops", "throughput" -> fields.put("volume_type", "gp3");
      case "pools_count" -> fields.put("allocation_strategy", "lowestPrice");
      case "percent_on_demand", "allocation_strategy_on_demand" ->
          fields.put("price_type", "heterogeneous");
      default -> {}
    }
    if (field.equals("allocation_strategy_on_demand")) {
      fields.put("percent_on_demand", 50L);
    }
    fields.put(field, value);
    return fields;
  }

  @Test
  void bothTellOfEveryField() {
    assertThat(Ec2FleetFields.uses()).hasSameSizeAs(LaunchFields.uses());
    assertThat(SpotFleetFields.uses()).hasSameSizeAs(LaunchFields.uses());
  }
}
