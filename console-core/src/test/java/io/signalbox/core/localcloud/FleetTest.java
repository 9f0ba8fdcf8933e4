package io.signalbox.core.localcloud;

import static io.signalbox.core.localcloud.CloudCaller.IMAGE;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_A;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_B;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.LocalCloud.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets of the three types: filled, refilled, changed, deleted. */
final class FleetTest {

  @TempDir Path folder;

  private CloudCaller started() {
    var caller = new CloudCaller(Options.usual().folder(folder));
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

  private static CloudCaller.Reply create(
      CloudCaller caller, String type, int units, String... more) {
    var all =
        new ArrayList<>(
            List.of(
                "Type",
                type,
                "TargetCapacitySpecification.TotalTargetCapacity",
                String.valueOf(units),
                "TargetCapacitySpecification.DefaultTargetCapacityType",
                "on-demand",
                "LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName",
                "workers",
                "LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version",
                "1",
                "LaunchTemplateConfigs.1.Overrides.1.SubnetId",
                SUBNET_A,
                "LaunchTemplateConfigs.1.Overrides.2.SubnetId",
                SUBNET_B));
    all.addAll(List.of(more));
    return caller.ec2("CreateFleet", all.toArray(String[]::new));
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
  void aFleetThatIsNotInstantTakesNoImageByItsPath() throws IOException {
    try (var caller = started()) {
      String[] alias = {
        "LaunchTemplateConfigs.1.Overrides.1.ImageId",
        "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
      };
      create(caller, "instant", 1, alias);
      assertThat(living(caller)).hasSize(1);
      for (String type : List.of("request", "maintain")) {
        var refused = create(caller, type, 1, alias);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("Code")).isEqualTo("InvalidParameterValue");
      }
    }
  }

  @Test
  void anInstantFleetTellsAtOnceWhatItGotAndWhatNot() throws IOException {
    try (var caller = started()) {
      caller.cloud.faults().capacity("us-east-1a", 0);
      var made = create(caller, "instant", 3, "ClientToken", "once");
      assertThat(made.text("fleetId")).matches("fleet-[0-9a-f]{17}");
      assertThat(made.text("errorSet/item/errorCode")).isEqualTo("InsufficientInstanceCapacity");
      assertThat(made.text("errorSet/item/launchTemplateAndOverrides/overrides/subnetId"))
          .isEqualTo(SUBNET_A);
      assertThat(made.all("instanceIds/item")).hasSize(3);
      assertThat(made.text("fleetInstanceSet/item/lifecycle")).isEqualTo("on-demand");
      assertThat(create(caller, "instant", 3, "ClientToken", "once").all("instanceIds/item"))
          .isEqualTo(made.all("instanceIds/item"));
      assertThat(caller.ec2("DescribeInstances").text("tagSet/item/value"))
          .isEqualTo(made.text("fleetId"));
      assertThat(caller.ec2("DescribeFleets").all("fleetId")).as("instant, not named").isEmpty();
    }
  }

  @Test
  void aMaintainedFleetIsFilledByAndByAndRefilled() throws IOException {
    String fleet;
    try (var caller = started()) {
      fleet = create(caller, "maintain", 2).text("fleetId");
      assertThat(living(caller)).isEmpty();
      caller.time.advance(Duration.ofSeconds(2));
      var first = living(caller);
      assertThat(first).hasSize(2);
      caller.ec2("TerminateInstances", "InstanceId.1", first.getFirst());
      assertThat(living(caller)).hasSize(2).doesNotContain(first.getFirst());
      var listed = caller.ec2("DescribeFleets", "FleetId.1", fleet);
      assertThat(listed.text("activityStatus")).isEqualTo("fulfilled");
      assertThat(listed.text("fulfilledCapacity")).isEqualTo("2.0");
      assertThat(caller.ec2("DescribeFleetHistory", "FleetId", fleet).all("eventSubType"))
          .containsExactly("launched", "launched", "launched");
    }
    try (var caller = new CloudCaller(Options.usual().folder(folder))) {
      caller.time.advance(Duration.ofSeconds(2));
      assertThat(caller.ec2("DescribeFleetInstances", "FleetId", fleet).all("instanceId"))
          .as("by a later start")
          .hasSize(2);
    }
  }

  @Test
  void aLowerTargetEndsWhatIsBeyondItAndNothingIsReplaced() throws IOException {
    try (var caller = started()) {
      String fleet = create(caller, "maintain", 3).text("fleetId");
      caller.time.advance(Duration.ofSeconds(2));
      assertThat(living(caller)).hasSize(3);
      caller.ec2(
          "ModifyFleet",
          "FleetId",
          fleet,
          "ExcessCapacityTerminationPolicy",
          "no-termination",
          "TargetCapacitySpecification.TotalTargetCapacity",
          "2");
      assertThat(living(caller)).as("kept").hasSize(3);
      caller.ec2(
          "ModifyFleet",
          "FleetId",
          fleet,
          "ExcessCapacityTerminationPolicy",
          "termination",
          "TargetCapacitySpecification.TotalTargetCapacity",
          "1");
      assertThat(living(caller)).hasSize(1);
      var deleted =
          caller.ec2(
              "DeleteFleets",
              "FleetId.1",
              fleet,
              "FleetId.2",
              "fleet-1",
              "TerminateInstances",
              "true");
      assertThat(deleted.text("successfulFleetDeletionSet/item/currentFleetState"))
          .isEqualTo("deleted_terminating");
      assertThat(deleted.text("unsuccessfulFleetDeletionSet/item/error/code"))
          .isEqualTo("fleetIdDoesNotExist");
      assertThat(living(caller)).isEmpty();
    }
  }

  @Test
  void aRequestWaitsForRoomAndReplacesNothing() throws IOException {
    try (var caller = started()) {
      caller.cloud.faults().capacity("*", 0);
      String fleet = create(caller, "request", 1).text("fleetId");
      caller.time.advance(Duration.ofSeconds(2));
      assertThat(caller.ec2("DescribeFleets").text("activityStatus")).isEqualTo("error");
      assertThat(caller.ec2("DescribeFleetHistory", "FleetId", fleet).all("eventSubType"))
          .as("told once for each pool")
          .containsExactly("InsufficientInstanceCapacity", "InsufficientInstanceCapacity");
      caller.cloud.faults().clear();
      var id = living(caller).getFirst();
      caller.ec2("TerminateInstances", "InstanceId.1", id);
      assertThat(living(caller)).isEmpty();
    }
  }

  @Test
  void unitsAreWeighedAndMarketsApart() throws IOException {
    try (var caller = started()) {
      var made =
          create(
              caller,
              "instant",
              6,
              "TargetCapacitySpecification.OnDemandTargetCapacity",
              "2",
              "TargetCapacitySpecification.SpotTargetCapacity",
              "4",
              "LaunchTemplateConfigs.1.Overrides.1.WeightedCapacity",
              "2",
              "LaunchTemplateConfigs.1.Overrides.2.WeightedCapacity",
              "2");
      assertThat(made.all("instanceIds/item")).hasSize(3);
      assertThat(made.all("fleetInstanceSet/item/lifecycle")).containsExactly("on-demand", "spot");
    }
  }

  @Test
  void refusesWhatAFleetCannotBe() throws IOException {
    try (var caller = started()) {
      assertThat(create(caller, "eternal", 1).outcome()).isEqualTo("400 InvalidParameterValue");
      assertThat(
              create(caller, "instant", 1, "TargetCapacitySpecification.SpotTargetCapacity", "2")
                  .outcome())
          .isEqualTo("400 InvalidTargetCapacitySpecification");
      assertThat(caller.ec2("DescribeFleets", "FleetId.1", "fleet-0123456789abcdef0").outcome())
          .isEqualTo("400 InvalidFleetId.NotFound");
      assertThat(caller.ec2("DescribeFleets", "FleetId.1", "mine").outcome())
          .isEqualTo("400 InvalidFleetId.Malformed");
    }
  }
}
