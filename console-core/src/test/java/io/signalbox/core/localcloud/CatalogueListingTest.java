package io.signalbox.core.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What there is without having been made, who asks, and what aliases stand for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CatalogueListingTest {

  private CloudCaller caller;

  @BeforeAll
  void start() {
    caller = new CloudCaller();
  }

  @AfterAll
  void close() throws IOException {
    caller.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeImages, imagesSet/item/imageId, 4",
    "DescribeSubnets, subnetSet/item/subnetId, 4",
    "DescribeSecurityGroups, securityGroupInfo/item/groupId, 3",
    "DescribeKeyPairs, keySet/item/keyName, 2",
    "DescribeInstanceTypes, instanceTypeSet/item/instanceType, 17",
    "DescribeInstanceTypeOfferings, instanceTypeOfferingSet/item/location, 17",
    "DescribeAvailabilityZones, availabilityZoneInfo/item/zoneName, 3",
    "DescribeRegions, regionInfo/item/regionName, 6",
    "DescribeSpotPriceHistory, spotPriceHistorySet/item/spotPrice, 49",
    "DescribeAccountAttributes, accountAttributeSet/item/attributeName, 6"
  })
  void listsAllThereIs(String action, String path, int rows) {
    var reply = caller.ec2(action);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.all(path)).hasSize(rows).doesNotContain("");
    assertThat(caller.ec2(action, "Colour.1", "red").outcome()).isEqualTo("400 UnknownParameter");
  }

  @ParameterizedTest
  @CsvSource({
    "DescribeImages, ImageId.1, ami-0123456789abcdef0, InvalidAMIID.NotFound",
    "DescribeSubnets, SubnetId.1, subnet-0123456789abcdef0, InvalidSubnetID.NotFound",
    "DescribeSecurityGroups, GroupId.1, sg-0123456789abcdef0, InvalidGroup.NotFound",
    "DescribeKeyPairs, KeyName.1, none, InvalidKeyPair.NotFound",
    "DescribeInstanceTypes, InstanceType.1, m99.large, InvalidInstanceType",
    "DescribeInstanceTypeOfferings, LocationType, planet, InvalidParameterValue",
    "DescribeAvailabilityZones, ZoneName.1, us-east-1z, InvalidParameterValue",
    "DescribeRegions, RegionName.1, us-moon-1, InvalidParameterValue",
    "DescribeSpotPriceHistory, StartTime, yesterday, InvalidParameterValue"
  })
  void refusesWhatThereIsNot(String action, String name, String value, String code) {
    assertThat(caller.ec2(action, name, value).outcome()).isEqualTo("400 " + code);
  }

  @Test
  void offersSayWhichZonesHaveAType() {
    var offers =
        caller.ec2(
            "DescribeInstanceTypeOfferings",
            "LocationType",
            "availability-zone",
            "Filter.1.Name",
            "instance-type",
            "Filter.1.Value.1",
            "g4dn.*");
    assertThat(offers.all("location")).containsExactly("us-east-1a", "us-east-1b");
  }

  @Test
  void machineTypesAreFoundByWhatTheyMustHave() {
    String[] four = {
      "ArchitectureType.1", "x86_64",
      "VirtualizationType.1", "hvm",
      "InstanceRequirements.VCpuCount.Min", "4",
      "InstanceRequirements.VCpuCount.Max", "4",
      "InstanceRequirements.MemoryMiB.Min", "8192"
    };
    assertThat(
            caller
                .ec2("GetInstanceTypesFromInstanceRequirements", four)
                .all("instanceTypeSet/item/instanceType"))
        .contains("m5.xlarge", "c5.xlarge")
        .doesNotContain("m5.large", "m5.2xlarge");
    assertThat(caller.ec2("GetInstanceTypesFromInstanceRequirements").outcome())
        .isEqualTo("400 MissingParameter");
  }

  @Test
  void spotPricesAreOfTypeAndZone() {
    var prices =
        caller.ec2(
            "DescribeSpotPriceHistory",
            "InstanceType.1",
            "m5.large",
            "ProductDescription.1",
            "Linux/UNIX");
    assertThat(prices.all("spotPrice")).containsExactly("0.0288", "0.03264", "0.03648");
    assertThat(prices.all("availabilityZone"))
        .containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
  }

  @Test
  void saysWhoCalls() {
    var identity = caller.sts("GetCallerIdentity");
    assertThat(identity.body())
        .contains("xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"")
        .contains("<GetCallerIdentityResult><Arn>");
    assertThat(identity.text("Account")).isEqualTo("111122223333");
  }

  @Test
  void aRoleIsAssumedWithItsExternalId() {
    String role = "arn:aws:iam::111122223333:role/partner";
    var refused = caller.sts("AssumeRole", "RoleArn", role, "RoleSessionName", "console");
    assertThat(refused.outcome()).isEqualTo("403 AccessDenied");
    assertThat(refused.text("Type")).isEqualTo("Sender");
    var assumed =
        caller.sts(
            "AssumeRole", "RoleArn", role, "RoleSessionName", "console", "ExternalId", "rehearsal");
    assertThat(assumed.text("Expiration")).isEqualTo("2026-06-16T13:00:00.000Z");
    String before = caller.accessKey;
    caller.accessKey = assumed.text("AccessKeyId");
    try {
      assertThat(caller.sts("GetCallerIdentity").text("Arn"))
          .isEqualTo("arn:aws:sts::111122223333:assumed-role/partner/console");
    } finally {
      caller.accessKey = before;
    }
    assertThat(caller.sts("AssumeRole", "RoleArn", role).outcome())
        .isEqualTo("400 ValidationError");
  }

  @Test
  void aliasesStandForImages() {
    String name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    assertThat(caller.ssm("GetParameter", "{\"Name\": \"" + name + "\"}").body())
        .contains("\"Value\":\"ami-00000000000000102\"", "\"DataType\":\"aws:ec2:image\"");
    var none = caller.ssm("GetParameter", "{\"Name\": \"/aws/service/none\"}");
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.body()).contains("\"__type\":\"ParameterNotFound\"");
    assertThat(
            caller
                .ssm("GetParameters", "{\"Names\": [\"" + name + "\", \"/aws/service/none\"]}")
                .body())
        .contains("ami-00000000000000102", "\"InvalidParameters\":[\"/aws/service/none\"]");
    caller.cloud.faults().anyIds(true);
    assertThat(caller.ssm("GetParameter", "{\"Name\": \"/aws/service/none\"}").body())
        .as("for templates of one's own")
        .contains("\"Value\":\"ami-00000000000000101\"");
    assertThat(caller.ssm("GetParameter", "{\"Name\": \"/none\"}").body())
        .contains("ParameterNotFound");
    assertThat(
            caller
                .ec2(
                    "DescribeSubnets",
                    "Filter.1.Name",
                    "subnet-id",
                    "Filter.1.Value.1",
                    "subnet-12345678",
                    "Filter.1.Value.2",
                    "subnet-oops")
                .body())
        .as("they are listed as they can be launched in")
        .contains("subnet-12345678")
        .doesNotContain("subnet-oops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"StopInstances", "", "Describe"})
  void anActionThatThereIsNotIsRefused(String action) {
    assertThat(caller.ec2(action).outcome()).isEqualTo("400 InvalidAction");
  }

  @Test
  void somebodyWithoutASignatureIsNobody() {
    var request =
        HttpRequest.newBuilder(caller.cloud.endpoint())
            .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeInstances"));
    assertThat(caller.send(request).outcome()).isEqualTo("401 AuthFailure");
  }

  @Test
  void everyOperationIsInTheJavadoc() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/io/signalbox/core/localcloud/LocalCloud.java"));
    assertThat(source).contains(caller.cloud.actions());
  }
}
