package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.listed;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.testing.GeneratedDoc;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Machines that are launched by what they must have. */
final class MachineRequirementsTest extends AwsTest {

  private static final Map<String, Object> FOUR =
      Map.of("vcpu_count", Map.of("min", 4L, "max", 4L), "memory_mib", Map.of("min", 8192L));

  private static LaunchSpec required(
      String api, Map<String, Object> requirements, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>(spec(Map.of()).values());
    values.remove("instance_type");
    values.put("provider_api", api);
    values.put("price_type", api.equals("SpotFleet") ? "spot" : "ondemand");
    values.put("instance_requirements", requirements);
    values.putAll(more);
    return new LaunchSpec("web", values);
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(FOUR);
    all.put(name, value);
    return all;
  }

  /** What runs of a launch in the end. */
  private List<String> types(String key, LaunchSpec spec) {
    created(world.create(key, 2, spec));
    world.time.advance(Duration.ofSeconds(6));
    world.tagged(AwsWorld.TAGS);
    world.time.advance(Duration.ofSeconds(6));
    return listed(world.tagged(AwsWorld.TAGS)).stream().map(InstanceInfo::instanceType).toList();
  }

  @TestFactory
  Stream<DynamicTest> eachApiLaunchesWhatFits() {
    return Stream.of("EC2Fleet", "SpotFleet", "ASG")
        .map(api ->
            DynamicTest.dynamicTest(
                api,
                () -> {
                  try (AwsWorld own = new AwsWorld(folder.resolve(api))) {
                    created(own.create("four", 2, required(api, FOUR, Map.of())));
                    own.time.advance(Duration.ofSeconds(6));
                    own.tagged(AwsWorld.TAGS);
                    own.time.advance(Duration.ofSeconds(6));
                    assertThat(listed(own.tagged(AwsWorld.TAGS)))
                        .hasSize(2)
                        .extracting(InstanceInfo::instanceType)
                        .isSubsetOf("c5.xlarge", "m5.xlarge", "r5.xlarge", "g4dn.xlarge");
                  }
                }));
  }

  @Test
  void attributesReachTheCallAsItsApiSpellsThem() {
    Map<String, Object> attributes = with("cpu_manufacturers", List.of("intel"));
    attributes.put("MemoryGiBPerVCpu", Map.of("Min", 3.5));
    created(world.create("ec2", 1, required("EC2Fleet", attributes, Map.of())));
    String override = "LaunchTemplateConfigs.1.Overrides.1.";
    assertThat(world.calls("CreateFleet").getLast().parameters())
        .containsEntry(override + "InstanceRequirements.VCpuCount.Min", "4")
        .containsEntry(override + "InstanceRequirements.MemoryGiBPerVCpu.Min", "3.5")
        .containsEntry(override + "InstanceRequirements.CpuManufacturer.1", "intel")
        .containsEntry(override + "SubnetId", AwsWorld.SUBNET_A)
        .doesNotContainKey(override + "InstanceType");
    created(world.create("asg", 1, required("ASG", attributes, Map.of())));
    assertThat(world.calls("CreateAutoScalingGroup").getLast().parameters())
        .containsEntry(
            "MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceRequirements"
                + ".CpuManufacturers.member.1",
            "intel");
    created(world.create("spot", 1, required("SpotFleet", attributes, Map.of())));
    assertThat(world.calls("RequestSpotFleet").getLast().parameters().keySet())
        .anyMatch(name ->
            name.startsWith(
                "SpotFleetRequestConfig.LaunchTemplateConfigs.1.Overrides.1.InstanceRequirements"
                    + ".CpuManufacturer"));
  }

  @Test
  void oneOverrideForEachPlace() {
    Map<String, Object> places =
        Map.of("subnet_ids", List.of(AwsWorld.SUBNET_A, AwsWorld.SUBNET_B));
    created(world.create("places", 1, required("EC2Fleet", FOUR, places)));
    assertThat(world.calls("CreateFleet").getLast().parameters())
        .containsKey("LaunchTemplateConfigs.1.Overrides.2.InstanceRequirements.MemoryMiB.Min")
        .doesNotContainKey(
            "LaunchTemplateConfigs.1.Overrides.3.InstanceRequirements.MemoryMiB.Min");
  }

  @Test
  void whatIsExcludedIsNotLaunched() {
    assertThat(
            types(
                "excluded",
                required(
                    "EC2Fleet",
                    with("excluded_instance_types", List.of("c5.*", "m5.xlarge")),
                    Map.of())))
        .hasSize(2)
        .containsOnly("r5.xlarge");
  }

  @Test
  void acceleratorsAreAskedForByName() {
    assertThat(
            types("gpu", required("EC2Fleet", with("accelerator_names", List.of("t4")), Map.of())))
        .containsOnly("g4dn.xlarge");
  }

  @Test
  void burstableTypesAreLeftOutUnlessIncluded() {
    Map<String, Object> small =
        Map.of(
            "vcpu_count",
            Map.of("min", 2L, "max", 2L),
            "memory_mib",
            Map.of("min", 0L, "max", 1024L));
    ProviderFailure none = failure(world.create("none", 1, required("EC2Fleet", small, Map.of())));
    assertThat(none.message()).contains("No instance types match");
    Map<String, Object> burstable = new LinkedHashMap<>(small);
    burstable.put("burstable_performance", "included");
    assertThat(types("burst", required("EC2Fleet", burstable, Map.of()))).containsOnly("t3.micro");
  }

  /** What is wrong, with what is said of it. */
  @TestFactory
  Stream<DynamicTest> whatCannotBeIsTold() {
    return Stream.of(
            wrong(required("RunInstances", FOUR, Map.of()), "RunInstances", "EC2Fleet"),
            wrong(
                required("EC2Fleet", FOUR, Map.of("instance_type", "m5.large")),
                "machine types (m5.large)"),
            wrong(
                required("EC2Fleet", FOUR, Map.of("machine_types_priority", Map.of("m5.large", 1))),
                "names no type"),
            wrong(
                required("EC2Fleet", FOUR, Map.of("allocation_strategy", "prioritized")),
                "goes by priorities"),
            wrong(
                required("EC2Fleet", Map.of("memory_mib", Map.of("min", 1L)), Map.of()),
                "needs vcpu_count.min"),
            wrong(
                required("EC2Fleet", with("memory_mib", Map.of("min", 9L, "max", 8L)), Map.of()),
                "memory_mib.max is less than memory_mib.min"),
            wrong(required("EC2Fleet", with("vcpus", 4L), Map.of()), "has vcpus", "vcpu_count"),
            wrong(
                required("EC2Fleet", with("vcpu_count", Map.of("min", 1.5)), Map.of()),
                "vcpu_count.min is 1.5, expected whole number"),
            wrong(
                required("EC2Fleet", with("local_storage", "maybe"), Map.of()),
                "local_storage is 'maybe'"),
            wrong(
                required("ASG", with("require_encryption_in_transit", true), Map.of()),
                "does not take"))
        .map(each ->
            DynamicTest.dynamicTest(
                each.words().toString(),
                () -> {
                  assertThat(world.validate(each.spec()).errors())
                      .extracting(FieldFinding::text)
                      .anySatisfy(text -> assertThat(text).contains(each.words()));
                  assertThat(failure(world.create("no", 1, each.spec())).code())
                      .isEqualTo("INVALID_PARAMETER");
                  assertThat(world.cloud.calls()).isEmpty();
                }));
  }

  private record Wrong(LaunchSpec spec, List<String> words) {}

  private static Wrong wrong(LaunchSpec spec, String... words) {
    return new Wrong(spec, List.of(words));
  }

  @Test
  void allowedAndExcludedTypesExcludeEachOther() {
    Map<String, Object> both = with("allowed_instance_types", List.of("m5.*"));
    both.put("excluded_instance_types", List.of("c5.*"));
    assertThat(world.validate(required("EC2Fleet", both, Map.of())).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.text()).contains("exclude each other"));
  }

  @Test
  void aTemplateThatFitsIsCheckedWithoutADryRunOfRunInstances() {
    assertThat(world.validate(required("EC2Fleet", FOUR, Map.of())).errors()).isEmpty();
    assertThat(world.calls("RunInstances")).isEmpty();
  }

  @Test
  void requirementsThatNoMachineTypeMeetsAreToldBeforeALaunch() {
    LaunchSpec none = required("EC2Fleet", with("vcpu_count", Map.of("min", 500L)), Map.of());
    assertThat(world.validate(none).errors())
        .singleElement()
        .satisfies(error ->
            assertThat(error.text())
                .startsWith("instance_requirements")
                .contains("us-east-1 has no machine type of x86_64"));
    LaunchSpec otherImage =
        required(
            "ASG",
            with("cpu_manufacturers", List.of("intel")),
            Map.of("image_id", "ami-00000000000000102"));
    assertThat(world.validate(otherImage).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.text()).contains("of arm64"));
  }

  @Test
  void anAllowedTypeThatLacksSomethingIsAWarning() {
    LaunchSpec spec =
        required(
            "SpotFleet",
            with("allowed_instance_types", List.of("m5.xlarge", "t3.micro", "c5.*")),
            Map.of());
    ProviderData.TemplateChecked checked = world.validate(spec);
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.warnings())
        .singleElement()
        .satisfies(warning ->
            assertThat(warning.text())
                .contains("t3.micro of allowed_instance_types does not have all of it"));
  }

  @Test
  void whetherTypesFitIsToldAsNotCheckedWhereItMayNotBeAsked() {
    world.cloud.faults().deny("ec2:GetInstanceTypesFromInstanceRequirements");
    ProviderData.TemplateChecked checked = world.validate(required("EC2Fleet", FOUR, Map.of()));
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.text()).contains("not checked"));
  }

  @Test
  void theyAreToldAmongWhatWouldBeSent() {
    LaunchPreview told =
        world
            .provider
            .preview(
                new ProviderOperation.CreateInstances(
                    required("EC2Fleet", FOUR, Map.of()),
                    1,
                    AwsWorld.TAGS,
                    world.context().withIdempotencyKey("k")))
            .orElseThrow();
    assertThat(told.calls().getLast().parameters())
        .containsEntry(
            "LaunchTemplateConfigs.1.Overrides.1.InstanceRequirements.VCpuCount.Max", "4");
  }

  @Test
  void theGuideTellsEveryAttribute() throws IOException {
    List<String> rows = new ArrayList<>(List.of("", "| attribute | value |", "|---|---|"));
    MachineRequirements.attributes()
        .forEach((name, value) -> rows.add("| `%s` | %s |".formatted(name, value)));
    GeneratedDoc.assertUpToDate(
        "docs/aws.md", "attributes", rows.stream().collect(Collectors.joining("\n", "", "\n\n")));
  }
}
