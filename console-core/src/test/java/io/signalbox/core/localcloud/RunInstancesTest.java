package io.signalbox.core.localcloud;

import static io.signalbox.core.localcloud.CloudCaller.SUBNET_A;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_B;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a launch makes, and when it makes nothing again. */
final class RunInstancesTest {

  private final CloudCaller caller = new CloudCaller();

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  @Test
  void answersInTheFormOfTheWire() {
    var reply = caller.run(2, 2, "SubnetId", SUBNET_A, "KeyName", "operator", "ClientToken", "t-1");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .contains("<RunInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">");
    assertThat(reply.text("requestId")).isNotEmpty();
    assertThat(reply.text("reservationId")).matches("r-[0-9a-f]{17}");
    assertThat(reply.text("ownerId")).isEqualTo("111122223333");
    assertThat(reply.all("instancesSet/item/instanceId")).hasSize(2).doesNotHaveDuplicates();
    assertThat(reply.all("instancesSet/item/instanceId"))
        .allMatch(id -> id.matches("i-[0-9a-f]{17}"));
    assertThat(reply.all("amiLaunchIndex")).containsExactly("0", "1");
    assertThat(reply.all("instanceState/name")).containsOnly("pending");
    assertThat(reply.all("item/privateIpAddress")).contains("10.1.0.4", "10.1.0.5");
    assertThat(reply.text("placement/availabilityZone")).isEqualTo("us-east-1a");
    assertThat(reply.text("launchTime")).isEqualTo("2026-06-16T12:00:00.000Z");
    assertThat(reply.text("clientToken")).isEqualTo("t-1");
    assertThat(reply.text("instancesSet/item/groupSet/item/groupName")).isEqualTo("default");
    assertThat(reply.text("blockDeviceMapping/item/deviceName")).isEqualTo("/dev/xvda");
  }

  @Test
  void aTokenThatComesAgainMakesNothingAgain() {
    var first = caller.launched(3, "ClientToken", "once");
    var again = caller.launched(3, "ClientToken", "once");
    assertThat(again).isEqualTo(first);
    assertThat(caller.ec2("DescribeInstances").all("instanceId")).hasSize(3);
    assertThat(caller.run(2, 2, "ClientToken", "once").outcome())
        .isEqualTo("400 IdempotentParameterMismatch");
  }

  @Test
  void aTokenIsKnownInItsRegionAlone() {
    var here = caller.launched(1, "ClientToken", "once");
    caller.region = "eu-west-1";
    var there = caller.launched(1, "ClientToken", "once", "ImageId", "ami-00000000000000401");
    assertThat(there).doesNotContainAnyElementsOf(here);
  }

  @Test
  void aTokenOfALaunchThatFailedIsNotUsedUp() {
    caller.cloud.faults().capacity("*", 0);
    assertThat(caller.run(1, 1, "ClientToken", "once").status()).isEqualTo(500);
    caller.cloud.faults().clear();
    assertThat(caller.launched(1, "ClientToken", "once")).hasSize(1);
  }

  @Test
  void tokensAreNotHonouredWhenSoTold() {
    caller.cloud.faults().honourTokens(false);
    var first = caller.launched(1, "ClientToken", "once");
    assertThat(caller.launched(1, "ClientToken", "once")).isNotEqualTo(first);
  }

  @Test
  void capacityGivesWhatThereIsAndRefusesLess() {
    caller.cloud.faults().capacity("m5.large@us-east-1a", 3);
    assertThat(caller.run(1, 5, "SubnetId", SUBNET_A).all("instanceId")).hasSize(3);
    var refused = caller.run(1, 5, "SubnetId", SUBNET_A);
    assertThat(refused.outcome()).isEqualTo("500 InsufficientInstanceCapacity");
    assertThat(refused.text("Message")).contains("m5.large", "(us-east-1a)", "us-east-1b");
    assertThat(caller.run(2, 2, "SubnetId", SUBNET_B).all("instanceId")).hasSize(2);
    assertThat(caller.run(1, 1, "SubnetId", SUBNET_A, "InstanceType", "c5.large").status())
        .isEqualTo(200);
  }

  @Test
  void terminatedMachinesGiveTheirCapacityBack() {
    caller.cloud.faults().capacity("m5.large", 1);
    var ids = caller.launched(1);
    assertThat(caller.run(1, 1).status()).isEqualTo(500);
    caller.ec2("TerminateInstances", "InstanceId.1", ids.getFirst());
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
  }

  @Test
  void aLaunchThatNamesNoZoneGoesWhereThereIsRoom() {
    caller.cloud.faults().capacity("us-east-1a", 0);
    caller.cloud.faults().capacity("us-east-1b", 0);
    assertThat(caller.run(2, 2).text("placement/availabilityZone")).isEqualTo("us-east-1c");
  }

  @Test
  void quotasHaveCodesOfTheirOwn() {
    caller.cloud.faults().quotas(6, 1);
    assertThat(caller.run(1, 9).all("instanceId")).hasSize(3);
    assertThat(caller.run(1, 1).outcome()).isEqualTo("400 VcpuLimitExceeded");
    var spot = new String[] {"InstanceMarketOptions.MarketType", "spot"};
    assertThat(caller.launched(1, spot)).hasSize(1);
    assertThat(caller.run(1, 1, spot).outcome()).isEqualTo("400 MaxSpotInstanceCountExceeded");
  }

  @Test
  void aDryRunMakesNothing() {
    assertThat(caller.run(1, 1, "DryRun", "true").outcome()).isEqualTo("412 DryRunOperation");
    assertThat(caller.ec2("DescribeInstances").all("instanceId")).isEmpty();
    caller.cloud.faults().deny("ec2:RunInstances");
    assertThat(caller.run(1, 1, "DryRun", "true").outcome()).isEqualTo("403 UnauthorizedOperation");
  }

  @Test
  void tagsGoOnMachinesAndVolumes() {
    var reply =
        caller.run(
            1,
            1,
            "TagSpecification.1.ResourceType",
            "instance",
            "TagSpecification.1.Tag.1.Key",
            "owner",
            "TagSpecification.1.Tag.1.Value",
            "<ops & co>",
            "TagSpecification.2.ResourceType",
            "volume",
            "TagSpecification.2.Tag.1.Key",
            "disk",
            "TagSpecification.2.Tag.1.Value",
            "root");
    assertThat(reply.text("tagSet/item/key")).isEqualTo("owner");
    assertThat(reply.text("tagSet/item/value")).isEqualTo("<ops & co>");
    assertThat(caller.ec2("DescribeTags").all("resourceType"))
        .containsExactlyInAnyOrder("instance", "volume");
  }

  @Test
  void spotMachinesSayThatTheyAre() {
    var reply =
        caller.run(
            1,
            1,
            "InstanceMarketOptions.MarketType",
            "spot",
            "InstanceMarketOptions.SpotOptions.MaxPrice",
            "0.09",
            "SubnetId",
            SUBNET_A);
    assertThat(reply.text("instanceLifecycle")).isEqualTo("spot");
    assertThat(reply.text("spotInstanceRequestId")).startsWith("sir-");
    var low =
        caller.run(
            1,
            1,
            "InstanceMarketOptions.MarketType",
            "spot",
            "InstanceMarketOptions.SpotOptions.MaxPrice",
            "0.01");
    assertThat(low.outcome()).isEqualTo("400 SpotMaxPriceTooLow");
    assertThat(low.text("Message")).contains("price of 0.01", "price of 0.0288");
  }

  @Test
  void aSubnetHasSoManyAddresses() {
    assertThat(caller.run(4090, 4090, "SubnetId", SUBNET_A).status()).isEqualTo(200);
    assertThat(caller.run(2, 2, "SubnetId", SUBNET_A).outcome())
        .isEqualTo("400 InsufficientFreeAddressesInSubnet");
    assertThat(
            caller.ec2("DescribeSubnets", "SubnetId.1", SUBNET_A).text("availableIpAddressCount"))
        .isEqualTo("1");
  }

  @Test
  void anImageCanBeNamedByItsAlias() {
    var reply =
        caller.run(
            1,
            1,
            "ImageId",
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
    assertThat(reply.text("imageId")).isEqualTo("ami-00000000000000101");
  }
}
