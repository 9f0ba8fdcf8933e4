package io.signalbox.core.localcloud;

import static io.signalbox.core.localcloud.CloudCaller.IMAGE;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_A;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spot fleets: requested once, filled, lowered, cancelled. */
final class SpotFleetTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/fleet";

  private static CloudCaller started() {
    var caller = new CloudCaller();
    caller.ec2(
        "CreateLaunchTemplate",
        "LaunchTemplateName",
        "workers",
        "LaunchTemplateData.ImageId",
        IMAGE,
        "LaunchTemplateData.InstanceType",
        "m5.large");
    return caller;
  }

  private static CloudCaller.Reply request(CloudCaller caller, String type, String... more) {
    var all =
        new ArrayList<>(
            List.of(
                "SpotFleetRequestConfig.Type",
                type,
                "SpotFleetRequestConfig.TargetCapacity",
                "2",
                "SpotFleetRequestConfig.ClientToken",
                "once-" + type,
                "SpotFleetRequestConfig.LaunchTemplateConfigs.1.LaunchTemplateSpecification"
                    + ".LaunchTemplateName",
                "workers",
                "SpotFleetRequestConfig.LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version",
                "1",
                "SpotFleetRequestConfig.LaunchTemplateConfigs.1.Overrides.1.SubnetId",
                SUBNET_A));
    all.addAll(List.of(more));
    return caller.ec2("RequestSpotFleet", all.toArray(String[]::new));
  }

  private static String made(CloudCaller caller, String type, String... more) {
    var all = new ArrayList<>(List.of("SpotFleetRequestConfig.IamFleetRole", ROLE));
    all.addAll(List.of(more));
    return request(caller, type, all.toArray(String[]::new)).text("spotFleetRequestId");
  }

  private static List<String> living(CloudCaller caller) {
    return caller
        .ec2(
            "DescribeInstances",
            "Filter.1.Name",
            "instance-state-name",
            "Filter.1.Value.1",
            "pending",
            "Filter.1.Value.2",
            "running")
        .all("instanceId");
  }

  @Test
  void aSpotFleetTakesNoImageByItsPath() throws IOException {
    try (var caller = started()) {
      caller.ec2(
          "CreateLaunchTemplate",
          "LaunchTemplateName",
          "latest",
          "LaunchTemplateData.ImageId",
          "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
          "LaunchTemplateData.InstanceType",
          "m5.large");
      var refused =
          request(
              caller,
              "request",
              "SpotFleetRequestConfig.IamFleetRole",
              ROLE,
              "SpotFleetRequestConfig.LaunchTemplateConfigs.2.LaunchTemplateSpecification"
                  + ".LaunchTemplateName",
              "latest",
              "SpotFleetRequestConfig.LaunchTemplateConfigs.2.LaunchTemplateSpecification.Version",
              "1");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("Code")).isEqualTo("InvalidParameterValue");
    }
  }

  @Test
  void aMaintainedFleetIsFilledRefilledLoweredAndCancelled() throws IOException {
    try (var caller = started()) {
      String id = made(caller, "maintain");
      assertThat(id).matches("sfr-[0-9a-f-]{36}");
      assertThat(made(caller, "maintain")).as("the same token").isEqualTo(id);
      caller.time.advance(Duration.ofSeconds(3));
      var first = living(caller);
      assertThat(first).hasSize(2);
      assertThat(caller.ec2("DescribeInstances").all("instanceLifecycle")).containsOnly("spot");
      assertThat(caller.ec2("DescribeInstances").all("tagSet/item/value")).contains(id);
      caller.ec2("TerminateInstances", "InstanceId.1", first.getFirst());
      assertThat(living(caller)).hasSize(2).doesNotContain(first.getFirst());
      assertThat(
              caller
                  .ec2("DescribeSpotFleetRequests", "SpotFleetRequestId.1", id)
                  .text("spotFleetRequestConfig/fulfilledCapacity"))
          .isEqualTo("2.0");
      caller.ec2(
          "ModifySpotFleetRequest",
          "SpotFleetRequestId",
          id,
          "TargetCapacity",
          "1",
          "ExcessCapacityTerminationPolicy",
          "noTermination");
      assertThat(living(caller)).hasSize(2);
      caller.ec2(
          "CancelSpotFleetRequests",
          "SpotFleetRequestId.1",
          id,
          "SpotFleetRequestId.2",
          "sfr-1",
          "TerminateInstances",
          "false");
      caller.ec2("TerminateInstances", "InstanceId.1", living(caller).getFirst());
      assertThat(living(caller)).as("nothing is replaced any more").hasSize(1);
      assertThat(caller.ec2("DescribeSpotFleetRequests").text("spotFleetRequestState"))
          .isEqualTo("cancelled_running");
      assertThat(
              caller.ec2("DescribeSpotFleetInstances", "SpotFleetRequestId", id).all("instanceId"))
          .hasSize(1);
    }
  }

  @Test
  void oneThatHasExpiredLaunchesNoMore() throws IOException {
    try (var caller = started()) {
      caller.cloud.faults().capacity("*", 0);
      String id =
          made(
              caller,
              "request",
              "SpotFleetRequestConfig.ValidUntil",
              caller.time.now().plusSeconds(60).toString());
      caller.time.advance(Duration.ofSeconds(3));
      assertThat(
              caller
                  .ec2(
                      "DescribeSpotFleetRequestHistory",
                      "SpotFleetRequestId",
                      id,
                      "StartTime",
                      "2020-01-01T00:00:00Z",
                      "EventType",
                      "error")
                  .all("eventSubType"))
          .containsExactly("InsufficientInstanceCapacity");
      caller.time.advance(Duration.ofSeconds(60));
      caller.cloud.faults().clear();
      assertThat(living(caller)).isEmpty();
    }
  }

  @Test
  void refusesWhatASpotFleetCannotBe() throws IOException {
    try (var caller = started()) {
      assertThat(request(caller, "request").outcome()).isEqualTo("400 MissingParameter");
      assertThat(request(caller, "request", "SpotFleetRequestConfig.IamFleetRole", "me").outcome())
          .isEqualTo("400 InvalidParameterValue");
      assertThat(request(caller, "instant", "SpotFleetRequestConfig.IamFleetRole", ROLE).outcome())
          .isEqualTo("400 InvalidParameterValue");
      assertThat(
              request(
                      caller,
                      "request",
                      "SpotFleetRequestConfig.IamFleetRole",
                      ROLE,
                      "SpotFleetRequestConfig.Colour",
                      "red")
                  .outcome())
          .isEqualTo("400 UnknownParameter");
      assertThat(
              caller
                  .ec2(
                      "DescribeSpotFleetRequests",
                      "SpotFleetRequestId.1",
                      "sfr-00000000-0000-0000-0000-000000000000")
                  .outcome())
          .isEqualTo("400 InvalidSpotFleetRequestId.NotFound");
      assertThat(living(caller)).isEmpty();
    }
  }
}
