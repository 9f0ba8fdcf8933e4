package io.signalbox.core.localcloud;

import static io.signalbox.core.localcloud.CloudCaller.IMAGE;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_A;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Auto Scaling groups: made, kept at their size, made smaller, deleted. */
final class AutoScalingTest {

  private final CloudCaller caller = new CloudCaller();

  @BeforeEach
  void makeTemplate() {
    caller.ec2(
        "CreateLaunchTemplate",
        "LaunchTemplateName",
        "workers",
        "LaunchTemplateData.ImageId",
        IMAGE,
        "LaunchTemplateData.InstanceType",
        "m5.large");
  }

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  private CloudCaller.Reply call(String action, String... parameters) {
    var all = new ArrayList<>(List.of("AutoScalingGroupName", "hosts"));
    all.addAll(List.of(parameters));
    return caller.query("autoscaling", "2011-01-01", action, all.toArray(String[]::new));
  }

  private CloudCaller.Reply create(int size) {
    return call(
        "CreateAutoScalingGroup",
        "MinSize",
        "0",
        "MaxSize",
        "9",
        "DesiredCapacity",
        String.valueOf(size),
        "VPCZoneIdentifier",
        SUBNET_A + "," + SUBNET_B,
        "LaunchTemplate.LaunchTemplateName",
        "workers",
        "LaunchTemplate.Version",
        "1",
        "Tags.member.1.Key",
        "owner",
        "Tags.member.1.Value",
        "us",
        "Tags.member.1.PropagateAtLaunch",
        "true");
  }

  private CloudCaller.Reply groups() {
    return caller.query("autoscaling", "2011-01-01", "DescribeAutoScalingGroups");
  }

  private List<String> healthy() {
    return groups().all("Instances/member/InstanceId");
  }

  @Test
  void aGroupIsFilledAndWhatEndsIsReplaced() {
    var made = create(2);
    assertThat(made.body())
        .contains(
            "<CreateAutoScalingGroupResponse"
                + " xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\">"
                + "<ResponseMetadata><RequestId>");
    assertThat(create(2).outcome()).isEqualTo("400 AlreadyExists");
    assertThat(healthy()).isEmpty();
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(healthy()).hasSize(2);
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(groups().all("LifecycleState")).containsOnly("InService");
    assertThat(caller.ec2("DescribeInstances").all("tagSet/item/key"))
        .contains("aws:autoscaling:groupName", "owner");
    caller.ec2("TerminateInstances", "InstanceId.1", healthy().getFirst());
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(groups().all("LifecycleState")).hasSize(2);
    assertThat(call("DescribeScalingActivities").all("StatusCode"))
        .containsExactly("Successful", "Successful", "Successful");
  }

  @Test
  void anImageByAliasIsRefusedWhereMachineTypesAreChosen() {
    caller.ec2(
        "CreateLaunchTemplate",
        "LaunchTemplateName",
        "by-alias",
        "LaunchTemplateData.ImageId",
        "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
    var refused =
        call(
            "CreateAutoScalingGroup",
            "MinSize",
            "0",
            "MaxSize",
            "1",
            "VPCZoneIdentifier",
            SUBNET_A,
            "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName",
            "by-alias",
            "MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceRequirements"
                + ".VCpuCount.Min",
            "2",
            "MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceRequirements"
                + ".MemoryMiB.Min",
            "4096");
    assertThat(refused.outcome()).isEqualTo("400 ValidationError");
    assertThat(refused.body()).contains("resolve:ssm:");
  }

  @Test
  void aMachineThatIsTerminatedWithDecrementIsNotReplaced() {
    create(2);
    caller.time.advance(Duration.ofSeconds(7));
    var id = healthy().getFirst();
    var ended =
        caller.query(
            "autoscaling",
            "2011-01-01",
            "TerminateInstanceInAutoScalingGroup",
            "InstanceId",
            id,
            "ShouldDecrementDesiredCapacity",
            "true");
    assertThat(ended.text("Activity/Description")).isEqualTo("Terminating EC2 instance: " + id);
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(healthy()).hasSize(1).doesNotContain(id);
    assertThat(groups().text("DesiredCapacity")).isEqualTo("1");
    assertThat(
            caller
                .query(
                    "autoscaling",
                    "2011-01-01",
                    "TerminateInstanceInAutoScalingGroup",
                    "InstanceId",
                    id,
                    "ShouldDecrementDesiredCapacity",
                    "true")
                .outcome())
        .isEqualTo("400 ValidationError");
  }

  @Test
  void aMachineThatIsPendingCannotBeDetached() {
    create(1);
    caller.time.advance(Duration.ofSeconds(3));
    var refused =
        call(
            "DetachInstances",
            "ShouldDecrementDesiredCapacity",
            "true",
            "InstanceIds.member.1",
            groups().text("InstanceId"));
    assertThat(refused.outcome()).isEqualTo("400 ValidationError");
    assertThat(refused.text("Message")).contains("is not in InService or Standby");
  }

  @Test
  void machinesThatAreDetachedLiveOnAndAreNotReplaced() {
    create(3);
    caller.time.advance(Duration.ofSeconds(3));
    var ids = healthy();
    caller.time.advance(Duration.ofSeconds(7));
    var detach =
        List.of(
            "ShouldDecrementDesiredCapacity",
            "true",
            "InstanceIds.member.1",
            ids.get(0),
            "InstanceIds.member.2",
            ids.get(1));
    assertThat(call("DetachInstances", detach.toArray(String[]::new)).status()).isEqualTo(200);
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(groups().text("DesiredCapacity")).isEqualTo("1");
    assertThat(healthy()).containsExactly(ids.get(2));
    assertThat(
            caller
                .ec2(
                    "DescribeInstances",
                    "Filter.1.Name",
                    "tag:aws:autoscaling:groupName",
                    "Filter.1.Value.1",
                    "hosts")
                .all("instanceId"))
        .containsExactly(ids.get(2));
    assertThat(caller.ec2("DescribeInstances", "InstanceId.1", ids.get(0)).all("name"))
        .contains("running");
    assertThat(call("DetachInstances", detach.toArray(String[]::new)).outcome())
        .as("no part of it any more")
        .isEqualTo("400 ValidationError");
  }

  @Test
  void activitiesSayWhyNothingCame() {
    caller.cloud.faults().capacity("*", 0);
    create(1);
    caller.time.advance(Duration.ofSeconds(7));
    var activities = call("DescribeScalingActivities");
    assertThat(activities.all("StatusCode")).containsExactly("Failed", "Failed");
    assertThat(activities.text("StatusMessage"))
        .startsWith("We currently do not have sufficient m5.large capacity");
  }

  @Test
  void aGroupIsMadeSmallerAndDeleted() {
    create(3);
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(call("UpdateAutoScalingGroup", "DesiredCapacity", "1").status()).isEqualTo(200);
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(healthy()).hasSize(1);
    assertThat(call("UpdateAutoScalingGroup", "DesiredCapacity", "10").outcome())
        .isEqualTo("400 ValidationError");
    assertThat(call("DeleteAutoScalingGroup").outcome()).isEqualTo("400 ResourceInUse");
    assertThat(call("DeleteAutoScalingGroup", "ForceDelete", "true").status()).isEqualTo(200);
    assertThat(groups().text("AutoScalingGroups/member/Status")).isEqualTo("Delete in progress");
    caller.time.advance(Duration.ofSeconds(7));
    assertThat(groups().all("AutoScalingGroupName")).isEmpty();
    assertThat(call("DeleteAutoScalingGroup").outcome()).isEqualTo("400 ValidationError");
  }

  @Test
  void aMixedPolicyHasBothMarkets() {
    call(
        "CreateAutoScalingGroup",
        "MinSize",
        "4",
        "MaxSize",
        "4",
        "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateName",
        "workers",
        "MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceType",
        "c5.large",
        "MixedInstancesPolicy.InstancesDistribution.OnDemandBaseCapacity",
        "1",
        "MixedInstancesPolicy.InstancesDistribution.OnDemandPercentageAboveBaseCapacity",
        "0",
        "VPCZoneIdentifier",
        SUBNET_A);
    caller.time.advance(Duration.ofSeconds(7));
    var machines = caller.ec2("DescribeInstances");
    assertThat(machines.all("instanceType")).hasSize(4).containsOnly("c5.large");
    assertThat(machines.all("instanceLifecycle")).hasSize(3);
  }

  @Test
  void aTemplateThatCannotBeLaunchedIsRefused() {
    var refused =
        call(
            "CreateAutoScalingGroup",
            "MinSize",
            "0",
            "MaxSize",
            "1",
            "VPCZoneIdentifier",
            "subnet-0123456789abcdef0",
            "LaunchTemplate.LaunchTemplateName",
            "workers");
    assertThat(refused.outcome()).isEqualTo("400 ValidationError");
    assertThat(refused.text("Message")).contains("valid fully-formed launch template", "subnet");
  }
}
