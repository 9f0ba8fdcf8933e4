package io.signalbox.core.localcloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that no SDK makes: too much, too slow, malformed, or made to take long. */
final class HostileCallsTest {

  private final CloudCaller caller = new CloudCaller();

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  private CloudCaller.Reply form(String body) {
    return caller.send(
        caller
            .signed("ec2", HttpRequest.newBuilder(caller.cloud.endpoint()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  private void isWell() {
    assertThat(caller.ec2("DescribeInstances").status()).isEqualTo(200);
  }

  @Test
  void itListensOnThisMachineAlone() {
    assertThat(caller.cloud.endpoint().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void aFilterOfManyStarsIsLookedAtInNoTime() {
    caller.launched(
        1,
        "TagSpecification.1.ResourceType",
        "instance",
        "TagSpecification.1.Tag.1.Key",
        "long",
        "TagSpecification.1.Tag.1.Value",
        "a".repeat(256));
    var found =
        caller.ec2(
            "DescribeInstances",
            "Filter.1.Name",
            "tag:long",
            "Filter.1.Value.1",
            "*a".repeat(100) + "b");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.all("instanceId")).isEmpty();
    assertThat(
            caller
                .ec2("DescribeInstances", "Filter.1.Name", "tag:long", "Filter.1.Value.1", "a*?a")
                .all("instanceId"))
        .hasSize(1);
  }

  @Test
  void moreParametersThanAreReadAreRefused() {
    StringBuilder body = new StringBuilder("Action=DescribeInstances&Version=2016-11-15");
    for (int i = 1; i < 200_000; i++) {
      body.append("&Filter.").append(i).append(".Name=a");
    }
    assertThat(form(body.toString()).outcome()).isEqualTo("400 RequestLimitExceeded");
    isWell();
  }

  @Test
  void aValueThatCannotBeReadIsNotToldBack() {
    var reply = form("Action=RunInstances&UserData=%ZZsecret-" + "x".repeat(100_000));
    assertThat(reply.outcome()).isEqualTo("400 MalformedQueryString");
    assertThat(reply.body()).hasSizeLessThan(1_000).contains("UserData").doesNotContain("secret-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a>", ".a", "a..b", "a.", "a b", "%00", "=x"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(form("Action=DescribeInstances&" + name + "=1").outcome())
        .isEqualTo("400 MalformedQueryString");
    assertThat(
            form("Action=CreateLaunchTemplate&LaunchTemplateName=web&LaunchTemplateData." + name)
                .outcome())
        .isEqualTo("400 MalformedQueryString");
    isWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "3", "[]", "{", "\"x\""})
  void aBodyThatIsNoObjectIsRefused(String body) {
    assertThat(caller.ssm("GetParameters", body).body()).contains("SerializationException");
    assertThat(caller.json("pricing", "AWSPriceListService.GetProducts", body).body())
        .contains("SerializationException");
    isWell();
  }

  @Test
  void aBodyOfManyDepthsIsRefused() {
    assertThat(caller.ssm("GetParameters", "{\"a\":".repeat(50_000)).body())
        .contains("SerializationException");
    isWell();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"NextToken\": \"-3\"",
        "\"NextToken\": \"2147483647\"",
        "\"MaxResults\": 2147483647",
        "\"MaxResults\": -1"
      })
  void aPageThatThereIsNotIsRefused(String page) {
    assertThat(
            caller
                .json(
                    "servicequotas",
                    "ServiceQuotasV20190624.ListServiceQuotas",
                    "{\"ServiceCode\": \"ec2\", %s}".formatted(page))
                .status())
        .isEqualTo(400);
    assertThat(
            caller
                .json(
                    "pricing",
                    "AWSPriceListService.GetProducts",
                    "{\"ServiceCode\": \"AmazonEC2\", %s}".formatted(page))
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"listingLagSeconds\": 1e300}",
        "{\"launchSeconds\": 1e12}",
        "{\"shutdownSeconds\": -1}",
        "{\"capacity\": {\"m5.large\": -1}}",
        "{\"vcpus\": -1}",
        "{\"capacity\": null}",
        "[]",
        "null",
        ""
      })
  void aFaultThatCannotBeIsRefusedAndNothingChanged(String faults) {
    String before = caller.door("GET", "/_faults", "").body();
    assertThat(caller.door("POST", "/_faults", faults).status()).isEqualTo(400);
    assertThat(caller.door("GET", "/_faults", "").body()).isEqualTo(before);
    isWell();
  }

  private CloudCaller.Reply fleet(String... more) {
    caller.ec2(
        "CreateLaunchTemplate",
        "LaunchTemplateName",
        "web",
        "LaunchTemplateData.ImageId",
        CloudCaller.IMAGE,
        "LaunchTemplateData.InstanceType",
        "m5.large");
    List<String> all =
        new ArrayList<>(
            List.of(
                "LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName",
                "web",
                "LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version",
                "1",
                "TargetCapacitySpecification.TotalTargetCapacity",
                "2",
                "TargetCapacitySpecification.DefaultTargetCapacityType",
                "spot"));
    all.addAll(List.of(more));
    return caller.ec2("CreateFleet", all.toArray(String[]::new));
  }

  @Test
  void aTargetBelowNothingIsRefused() {
    assertThat(fleet("TargetCapacitySpecification.OnDemandTargetCapacity", "-2147483648").outcome())
        .isEqualTo("400 InvalidTargetCapacitySpecification");
  }

  @Test
  void aFleetWhoseEndIsNoTimeIsRefusedAndBreaksNoLaterCall() {
    assertThat(fleet("ValidUntil", "tomorrow").outcome()).isEqualTo("400 InvalidParameterValue");
    isWell();
    assertThat(
            fleet(
                    "LaunchTemplateConfigs.1.Overrides.1.Priority",
                    "first",
                    "LaunchTemplateConfigs.1.Overrides.2.Priority",
                    "2",
                    "SpotOptions.AllocationStrategy",
                    "capacityOptimizedPrioritized")
                .outcome())
        .isEqualTo("400 InvalidParameterValue");
    isWell();
  }

  @Test
  void whoSendsSlowlyHoldsUpNobody() throws IOException {
    URI cloud = caller.cloud.endpoint();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = new Socket(cloud.getHost(), cloud.getPort());
        slow.add(socket);
        socket
            .getOutputStream()
            .write(
                (i % 2 == 0
                        ? "POST / HT"
                        : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nAction=")
                    .getBytes(UTF_8));
      }
      isWell();
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
    isWell();
  }

  @Test
  void secretsOfSignedAddressesAreNotLogged() {
    caller.send(
        caller.signed(
            "ec2",
            HttpRequest.newBuilder(
                URI.create(
                    caller.cloud.endpoint()
                        + "/?Action=DescribeInstances&X-Amz-Security-Token=t0k3n-of-somebody"))));
    assertThat(caller.door("GET", "/_calls", "").body())
        .contains("X-Amz-Security-Token")
        .doesNotContain("t0k3n-of-somebody");
  }
}
