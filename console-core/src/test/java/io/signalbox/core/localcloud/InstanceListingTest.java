package io.signalbox.core.localcloud;

import static io.signalbox.core.localcloud.CloudCaller.SUBNET_A;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How machines are listed, end, and are tagged. */
final class InstanceListingTest {

  private final CloudCaller caller = new CloudCaller();

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  private List<String> ids(String... parameters) {
    return caller.ec2("DescribeInstances", parameters).all("instanceId");
  }

  private String state(String id) {
    return caller.ec2("DescribeInstances", "InstanceId.1", id).text("instanceState/name");
  }

  @Test
  void machinesLiveByTheClock() {
    var id = caller.launched(1).getFirst();
    assertThat(state(id)).isEqualTo("pending");
    caller.time.advance(Duration.ofSeconds(5));
    assertThat(state(id)).isEqualTo("running");
    var ended = caller.ec2("TerminateInstances", "InstanceId.1", id);
    assertThat(ended.text("previousState/name")).isEqualTo("running");
    assertThat(ended.text("currentState/name")).isEqualTo("shutting-down");
    assertThat(ended.text("currentState/code")).isEqualTo("32");
    assertThat(state(id)).isEqualTo("shutting-down");
    caller.time.advance(Duration.ofSeconds(5));
    assertThat(state(id)).isEqualTo("terminated");
    var gone = caller.ec2("DescribeInstances", "InstanceId.1", id);
    assertThat(gone.text("stateReason/code")).isEqualTo("Client.UserInitiatedShutdown");
    assertThat(gone.all("privateIpAddress")).isEmpty();
    caller.time.advance(Duration.ofMinutes(61));
    assertThat(ids()).isEmpty();
    assertThat(caller.ec2("DescribeInstances", "InstanceId.1", id).outcome())
        .isEqualTo("400 InvalidInstanceID.NotFound");
  }

  @Test
  void terminatingAgainChangesNothing() {
    var id = caller.launched(1).getFirst();
    caller.ec2("TerminateInstances", "InstanceId.1", id);
    caller.time.advance(Duration.ofSeconds(6));
    var again = caller.ec2("TerminateInstances", "InstanceId.1", id);
    assertThat(again.all("name")).containsExactly("terminated", "terminated");
  }

  @Test
  void oneUnknownIdKeepsTheOthersAlive() {
    var id = caller.launched(1).getFirst();
    var refused =
        caller.ec2(
            "TerminateInstances",
            "InstanceId.1",
            id,
            "InstanceId.2",
            "i-0123456789abcdef0",
            "InstanceId.3",
            "i-0123456789abcdef1");
    assertThat(refused.outcome()).isEqualTo("400 InvalidInstanceID.NotFound");
    assertThat(refused.text("Message"))
        .isEqualTo("The instance IDs 'i-0123456789abcdef0, i-0123456789abcdef1' do not exist");
    assertThat(state(id)).isEqualTo("pending");
    assertThat(caller.ec2("TerminateInstances", "InstanceId.1", "mine").outcome())
        .isEqualTo("400 InvalidInstanceID.Malformed");
  }

  @Test
  void aMachineThatIsKeptKeepsThoseOfItsZone() {
    var kept = caller.launched(1, "DisableApiTermination", "true", "SubnetId", SUBNET_A);
    var beside = caller.launched(1, "SubnetId", SUBNET_A);
    var away = caller.launched(1, "SubnetId", SUBNET_B);
    var refused =
        caller.ec2(
            "TerminateInstances",
            "InstanceId.1",
            kept.getFirst(),
            "InstanceId.2",
            beside.getFirst(),
            "InstanceId.3",
            away.getFirst());
    assertThat(refused.outcome()).isEqualTo("400 OperationNotPermitted");
    assertThat(state(beside.getFirst())).isEqualTo("pending");
    assertThat(state(away.getFirst())).isEqualTo("shutting-down");
  }

  @Test
  void listsWhatTheFiltersKeep() {
    var tag =
        new String[] {
          "TagSpecification.1.ResourceType",
          "instance",
          "TagSpecification.1.Tag.1.Key",
          "owner",
          "TagSpecification.1.Tag.1.Value",
          "signalbox-1",
          "SubnetId",
          SUBNET_A,
          "ClientToken",
          "t-1"
        };
    var mine = caller.launched(2, tag);
    caller.launched(1, "SubnetId", SUBNET_B);
    assertThat(ids("Filter.1.Name", "tag:owner", "Filter.1.Value.1", "signalbox-*"))
        .isEqualTo(mine);
    assertThat(ids("Filter.1.Name", "tag-key", "Filter.1.Value.1", "owner")).isEqualTo(mine);
    assertThat(ids("Filter.1.Name", "client-token", "Filter.1.Value.1", "t-1")).isEqualTo(mine);
    assertThat(
            ids(
                "Filter.1.Name",
                "subnet-id",
                "Filter.1.Value.1",
                SUBNET_A,
                "Filter.1.Value.2",
                SUBNET_B,
                "Filter.2.Name",
                "instance-state-name",
                "Filter.2.Value.1",
                "pending"))
        .hasSize(3);
    assertThat(ids("Filter.1.Name", "instance-state-name", "Filter.1.Value.1", "running"))
        .isEmpty();
    assertThat(
            caller
                .ec2("DescribeInstances", "Filter.1.Name", "colour", "Filter.1.Value.1", "red")
                .outcome())
        .isEqualTo("400 InvalidParameterValue");
  }

  @Test
  void pagesAreFollowedByTheirToken() {
    var all = new ArrayList<>(caller.launched(7));
    all.addAll(caller.launched(5));
    var first = caller.ec2("DescribeInstances", "MaxResults", "5");
    var second =
        caller.ec2("DescribeInstances", "MaxResults", "5", "NextToken", first.text("nextToken"));
    var third =
        caller.ec2("DescribeInstances", "MaxResults", "5", "NextToken", second.text("nextToken"));
    var seen = new ArrayList<>(first.all("instanceId"));
    seen.addAll(second.all("instanceId"));
    seen.addAll(third.all("instanceId"));
    assertThat(seen).isEqualTo(all);
    assertThat(second.all("reservationId")).as("cut between pages").hasSize(2);
    assertThat(third.text("nextToken")).isEmpty();
    assertThat(caller.ec2("DescribeInstances", "NextToken", "x").outcome())
        .isEqualTo("400 InvalidPaginationToken");
    assertThat(caller.ec2("DescribeInstances", "MaxResults", "4").outcome())
        .isEqualTo("400 InvalidParameterValue");
    assertThat(
            caller
                .ec2("DescribeInstances", "MaxResults", "5", "InstanceId.1", all.getFirst())
                .outcome())
        .isEqualTo("400 InvalidParameterCombination");
  }

  @Test
  void pagesCanBeMadeSmallForThoseWhoAskForNone() {
    caller.launched(3);
    caller.cloud.faults().pageSize(2);
    var page = caller.ec2("DescribeInstances");
    assertThat(page.all("instanceId")).hasSize(2);
    assertThat(page.text("nextToken")).isNotEmpty();
  }

  @Test
  void listingsAreBehind() {
    caller.cloud.faults().listingLag(Duration.ofSeconds(3));
    var id = caller.launched(1).getFirst();
    assertThat(ids()).isEmpty();
    assertThat(caller.ec2("DescribeInstances", "InstanceId.1", id).outcome())
        .isEqualTo("400 InvalidInstanceID.NotFound");
    caller.time.advance(Duration.ofSeconds(3));
    assertThat(ids()).containsExactly(id);
    caller.time.advance(Duration.ofSeconds(10));
    caller.ec2("TerminateInstances", "InstanceId.1", id);
    assertThat(state(id)).isEqualTo("running");
    caller.time.advance(Duration.ofSeconds(3));
    assertThat(state(id)).isEqualTo("shutting-down");
  }

  @Test
  void statusShowsWhatRuns() {
    var id = caller.launched(1).getFirst();
    assertThat(caller.ec2("DescribeInstanceStatus").all("instanceId")).isEmpty();
    assertThat(
            caller
                .ec2("DescribeInstanceStatus", "IncludeAllInstances", "true")
                .text("systemStatus/status"))
        .isEqualTo("not-applicable");
    caller.time.advance(Duration.ofSeconds(5));
    var status = caller.ec2("DescribeInstanceStatus", "InstanceId.1", id);
    assertThat(status.text("instanceStatus/status")).isEqualTo("initializing");
    caller.time.advance(Duration.ofMinutes(1));
    assertThat(caller.ec2("DescribeInstanceStatus").text("instanceStatus/status")).isEqualTo("ok");
  }

  @Test
  void tagsComeAndGo() {
    var id = caller.launched(1).getFirst();
    var made =
        caller.ec2(
            "CreateTags",
            "ResourceId.1",
            id,
            "ResourceId.2",
            SUBNET_A,
            "Tag.1.Key",
            "a",
            "Tag.1.Value",
            "1",
            "Tag.2.Key",
            "b",
            "Tag.2.Value",
            "2");
    assertThat(made.text("return")).isEqualTo("true");
    assertThat(caller.ec2("DescribeInstances").all("tagSet/item/key")).containsExactly("a", "b");
    caller.ec2(
        "DeleteTags", "ResourceId.1", id, "Tag.1.Key", "a", "Tag.2.Key", "b", "Tag.2.Value", "3");
    var listed = caller.ec2("DescribeTags", "Filter.1.Name", "resource-id", "Filter.1.Value.1", id);
    assertThat(listed.all("key")).containsExactly("b");
    assertThat(
            caller
                .ec2("CreateTags", "ResourceId.1", "i-0123456789abcdef0", "Tag.1.Key", "a")
                .outcome())
        .isEqualTo("400 InvalidInstanceID.NotFound");
    assertThat(caller.ec2("CreateTags", "ResourceId.1", "x", "Tag.1.Key", "a").outcome())
        .isEqualTo("400 InvalidID");
    assertThat(caller.ec2("CreateTags", "ResourceId.1", id).outcome())
        .isEqualTo("400 MissingParameter");
  }

  @Test
  void aSpotMachineIsInterrupted() {
    var id = caller.launched(1, "InstanceMarketOptions.MarketType", "spot").getFirst();
    caller.cloud.interrupt(id);
    caller.time.advance(Duration.ofSeconds(5));
    assertThat(state(id)).isEqualTo("terminated");
    assertThat(caller.ec2("DescribeInstances").text("stateReason/code"))
        .isEqualTo("Server.SpotInstanceTermination");
  }
}
