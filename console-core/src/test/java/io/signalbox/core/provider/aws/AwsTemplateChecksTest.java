package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found out about a template without launching. */
final class AwsTemplateChecksTest extends AwsTest {

  private void finds(Map<String, Object> fields, String... words) {
    ProviderData.TemplateChecked checked = world.validate(spec(fields));
    assertThat(checked.errors())
        .as(fields.toString())
        .singleElement()
        .satisfies(error -> assertThat(error.text()).contains(words));
  }

  @Test
  void aTemplateThatWorksIsTriedWithoutLaunching() {
    ProviderData.TemplateChecked checked =
        world.validate(
            spec(
                Map.of(
                    "security_group_ids",
                    List.of(AwsWorld.GROUP),
                    "key_name",
                    "operator",
                    "allocation_strategy",
                    "lowestPrice")));
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.warnings()).isEmpty();
    assertThat(world.calls("RunInstances"))
        .singleElement()
        .satisfies(call -> assertThat(call.parameters()).containsEntry("DryRun", "true"));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void credentialsThatAreNotGoodAreNoFaultOfATemplateThatNamesNothingElse() {
    world.cloud.faults().key(AwsWorld.ACCESS_KEY, KeyState.EXPIRED);
    LaunchSpec spec =
        new LaunchSpec(
            "web", Map.of("template_id", "web", "launch_template_id", "lt-0123456789abcdef0"));
    ProviderFailure failure =
        failure(
            world.provider.execute(new ProviderOperation.ValidateTemplate(spec, world.context())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.message()).contains("Renew the credentials");
  }

  @Test
  void whatContradictsItselfIsToldWithoutACall() {
    finds(Map.of("provider_api", "Lambda"), "provider_api", "Lambda", "not supported");
    finds(Map.of("price_type", "heterogeneous"), "price_type", "heterogeneous");
    finds(Map.of("user_data", "x".repeat(16_385)), "user_data", "16,385");
    finds(Map.of("launch_template_version", "3"), "launch_template_version");
    finds(Map.of("volume_type", "gp2", "throughput", 250L), "throughput", "gp2");
    finds(Map.of("storage_encryption", false, "encryption_key", "k"), "encryption_key");
    assertThat(world.cloud.calls()).isEmpty();
  }

  /** The dry run is of the first alone. */
  @Test
  void aMachineTypeThatTheImageDoesNotRunOnIsTold() {
    assertThat(world.validate(AwsWorld.two("m5.large", "m6g.large")).warnings())
        .extracting(FieldFinding::text)
        .contains(
            "machine_types: m6g.large is of arm64 and the image of x86_64: it is never launched");
  }

  @Test
  void unitsThatAreNotWholeAreToldWithWhatTheyCountAs() {
    ProviderData.TemplateChecked checked =
        world.validate(
            spec(
                Map.of(
                    "provider_api",
                    "EC2Fleet",
                    "machine_types",
                    Map.of("c5.large", 2.5, "m5.large", 4L))));
    assertThat(checked.warnings())
        .extracting(FieldFinding::text)
        .filteredOn(text -> text.contains("units"))
        .singleElement()
        .asString()
        .contains("c5.large of 2.5 units counts as 2");
  }

  @Test
  void moreMachineTypesThanAwsTakesAreToldWithoutACall() {
    Map<String, Object> types = new LinkedHashMap<>();
    for (int i = 0; i < 101; i++) {
      types.put("x%d.large".formatted(i), 1L);
    }
    LaunchSpec fleet =
        new LaunchSpec(
            "web",
            Map.of(
                "provider_api",
                "EC2Fleet",
                "fleet_type",
                "maintain",
                "image_id",
                AwsWorld.IMAGE,
                "machine_types",
                types,
                "network_zones",
                List.of("us-east-1a", "us-east-1b", "us-east-1c")));
    assertThat(world.validate(fleet).errors())
        .extracting(FieldFinding::text)
        .containsExactly(
            "machine_types: in each place they make 303 overrides, and a fleet of type maintain has"
                + " at most 300");
    Map<String, Object> group = new LinkedHashMap<>(fleet.values());
    group.put("provider_api", "ASG");
    group.remove("fleet_type");
    assertThat(world.validate(new LaunchSpec("web", group)).errors())
        .extracting(FieldFinding::text)
        .containsExactly("machine_types: names 101, and a group has at most 40");
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void anApiThatThisVersionLacksLaunchesNothing() {
    assertThat(failure(world.create("fleet", 1, spec(Map.of("provider_api", "Lambda")))))
        .satisfies(failure -> {
          assertThat(failure.failureClass()).isEqualTo(FailureClass.REQUEST);
          assertThat(failure.message()).contains("API 'Lambda' is not supported by this version");
        });
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void whatTheRegionDoesNotHaveIsToldOnItsField() {
    finds(Map.of("image_id", "ami-12345678"), "image_id", "ami-12345678");
    finds(Map.of("image_id", "/no/such/path"), "image_id", "/no/such/path");
    finds(Map.of("image_id", "ami-00000000000000104"), "image_id", "pending");
    finds(Map.of("subnet_ids", List.of("subnet-12345678")), "subnet_ids", "subnet-12345678");
    finds(Map.of("security_group_ids", List.of("sg-12345678")), "security_group_ids");
    finds(
        Map.of("security_group_ids", List.of("sg-00000000000000103")),
        "security_group_ids",
        "vpc-00000000000000102");
    finds(Map.of("key_name", "nobody"), "key_name", "nobody");
    finds(Map.of("instance_type", "x9.huge"), "instance_type", "x9.huge");
    finds(Map.of("instance_profile", "nobody"), "instance_profile: EC2 would refuse", "nobody");
    assertThat(world.alive()).isEmpty();
  }

  /** A filter takes 200 values: a good template passed for one that EC2 refuses. */
  @Test
  void whatATemplateNamesIsAskedInAsManyCallsAsItTakes() {
    Map<String, Object> types = new LinkedHashMap<>(Map.of("t3.micro", 1L));
    List<String> subnets = new ArrayList<>(List.of(AwsWorld.SUBNET_A));
    List<String> groups = new ArrayList<>(List.of(AwsWorld.GROUP));
    for (int i = 0; i < 200; i++) {
      types.put("x%d.large".formatted(i), 1L);
      subnets.add("subnet-%08x".formatted(i));
      groups.add("sg-%08x".formatted(i));
    }
    ProviderData.TemplateChecked checked =
        world.validate(
            spec(
                Map.of(
                    "provider_api",
                    "EC2Fleet",
                    "machine_types",
                    types,
                    "subnet_ids",
                    subnets,
                    "security_group_ids",
                    groups)));
    assertThat(checked.errors())
        .extracting(FieldFinding::text)
        .hasSize(202)
        .contains("machine_types: us-east-1 has no machines of type x199.large")
        .filteredOn(text -> text.startsWith("subnet_ids: ") || text.startsWith("security_group"))
        .allSatisfy(text -> assertThat(text).contains("there is no ", "-000000c7"));
    for (String action :
        List.of(
            "DescribeSubnets",
            "DescribeSecurityGroups",
            "DescribeInstanceTypeOfferings",
            "DescribeInstanceTypes")) {
      assertThat(world.calls(action))
          .as(action)
          .hasSize(2)
          .allSatisfy(call -> assertThat(call.outcome()).isEqualTo("200"));
    }
  }

  @Test
  void aTypeThatAZoneLacksIsAWarning() {
    ProviderData.TemplateChecked checked =
        world.validate(
            spec(
                Map.of(
                    "instance_type",
                    "g4dn.xlarge",
                    "subnet_ids",
                    List.of(AwsWorld.SUBNET_A, "subnet-00000000000000103"))));
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.text()).contains("g4dn.xlarge", "us-east-1c"));
  }

  @Test
  void fieldsThatAreLeftOutAreNamed() {
    assertThat(world.validate(spec(Map.of("pools_count", 2L, "fleet_role", "r"))).warnings())
        .extracting(FieldFinding::field)
        .containsExactly("fleet_role", "pools_count");
  }

  @Test
  void whatMayNotBeAskedIsToldAsNotChecked() {
    world.cloud.faults().deny("ec2:DescribeKeyPairs");
    ProviderData.TemplateChecked checked = world.validate(spec(Map.of("key_name", "operator")));
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.warnings())
        .singleElement()
        .satisfies(warning ->
            assertThat(warning.text()).contains("key_name", "not checked", "DescribeKeyPairs"));
  }

  @Test
  void aDryRunIsSentOnceForAnEndpointMayNotKnowDryRuns() {
    world.cloud.faults().add(CallFault.error("RunInstances", "InternalError", 500));
    world.provider.execute(new ProviderOperation.ValidateTemplate(spec(Map.of()), world.context()));
    assertThat(world.calls("RunInstances")).hasSize(1);
  }

  @Test
  void aDeniedLaunchIsFoundByTryingIt() {
    world.cloud.faults().deny("ec2:RunInstances");
    finds(Map.of(), "ec2:RunInstances", "policy");
  }

  @Test
  void aCloudThatDoesNotAnswerIsNoVerdict() {
    world.provider = world.with(Map.of("max_retries", 0L));
    world.cloud.faults().add(CallFault.error("DescribeSubnets", "InternalError", 500));
    assertThat(
            failure(
                    world.provider.execute(
                        new ProviderOperation.ValidateTemplate(spec(Map.of()), world.context())))
                .failureClass())
        .isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void theAccountsImagesAreListed() {
    var answer =
        (ProviderData.AvailableTemplates)
            AwsWorld.data(
                world.provider.execute(
                    new ProviderOperation.GetAvailableTemplates(world.context())));
    assertThat(answer.names()).anyMatch(name -> name.startsWith(AwsWorld.IMAGE + " linux"));
    assertThat(answer.stale()).isFalse();
  }
}
