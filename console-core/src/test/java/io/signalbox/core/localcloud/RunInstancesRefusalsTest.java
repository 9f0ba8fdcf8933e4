package io.signalbox.core.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a launch is refused for, by AWS's codes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RunInstancesRefusalsTest {

  private CloudCaller caller;

  @BeforeAll
  void start() {
    caller = new CloudCaller();
  }

  @AfterAll
  void close() throws IOException {
    caller.close();
  }

  /** Parameters are separated by blanks, names from values by {@code =}. */
  @ParameterizedTest
  @CsvSource({
    "ImageId=ami-0123456789abcdef0, InvalidAMIID.NotFound",
    "ImageId=ami-12345678, InvalidAMIID.NotFound",
    "ImageId=image, InvalidAMIID.Malformed",
    "ImageId=ami-00000000000000201, InvalidAMIID.NotFound",
    "ImageId=ami-00000000000000104, InvalidAMIID.Unavailable",
    "ImageId=resolve:ssm:/aws/service/none, InvalidParameterValue",
    "ImageId=, MissingParameter",
    "ImageId=ami-00000000000000102, InvalidParameterValue",
    "InstanceType=m99.large, InvalidParameterValue",
    "InstanceType=g4dn.xlarge SubnetId=subnet-00000000000000103, Unsupported",
    "SubnetId=subnet-0123456789abcdef0, InvalidSubnetID.NotFound",
    "SubnetId=subnet-00000000000000104 SecurityGroupId.1=sg-00000000000000101, InvalidParameter",
    "SecurityGroupId.1=sg-0123456789abcdef0, InvalidGroup.NotFound",
    "SecurityGroupId.1=workers, InvalidGroupId.Malformed",
    "SecurityGroup.1=none, InvalidGroup.NotFound",
    "KeyName=none, InvalidKeyPair.NotFound",
    "UserData=%%%, InvalidUserData.Malformed",
    "IamInstanceProfile.Name=none, InvalidParameterValue",
    "IamInstanceProfile.Arn=arn:aws:iam::1:instance-profile/worker, InvalidParameterValue",
    "IamInstanceProfile.Name=worker IamInstanceProfile.Arn=x, InvalidParameterCombination",
    "Placement.AvailabilityZone=us-east-1z, InvalidParameterValue",
    "Placement.AvailabilityZone=us-east-1b SubnetId=subnet-00000000000000101,"
        + " InvalidParameterValue",
    "Placement.GroupName=none, InvalidPlacementGroup.Unknown",
    "Placement.Tenancy=shared, InvalidParameterValue",
    "Monitoring.Enabled=yes, InvalidParameterValue",
    "NetworkInterface.1.DeviceIndex=0 SubnetId=subnet-00000000000000101,"
        + " InvalidParameterCombination",
    "NetworkInterface.1.DeviceIndex=0 SecurityGroupId.1=sg-00000000000000101,"
        + " InvalidParameterCombination",
    "NetworkInterface.1.SubnetId=subnet-00000000000000101, MissingParameter",
    "NetworkInterface.1.DeviceIndex=0 NetworkInterface.1.SubnetId=subnet-1,"
        + " InvalidSubnetID.NotFound",
    "BlockDeviceMapping.1.Ebs.VolumeSize=8, InvalidBlockDeviceMapping",
    "BlockDeviceMapping.1.DeviceName=/dev/xvda BlockDeviceMapping.1.Ebs.VolumeSize=1,"
        + " InvalidBlockDeviceMapping",
    "BlockDeviceMapping.1.DeviceName=/dev/sdf BlockDeviceMapping.1.Ebs.VolumeSize=99999,"
        + " InvalidParameterValue",
    "BlockDeviceMapping.1.DeviceName=/dev/sdf BlockDeviceMapping.1.Ebs.VolumeSize=8"
        + " BlockDeviceMapping.1.Ebs.VolumeType=gp9, InvalidParameterValue",
    "BlockDeviceMapping.1.DeviceName=/dev/sdf BlockDeviceMapping.1.Ebs.VolumeSize=8"
        + " BlockDeviceMapping.1.Ebs.VolumeType=io1, MissingParameter",
    "BlockDeviceMapping.1.DeviceName=/dev/sdf BlockDeviceMapping.1.Ebs.VolumeSize=8"
        + " BlockDeviceMapping.1.Ebs.Iops=3000, InvalidParameterCombination",
    "BlockDeviceMapping.1.DeviceName=/dev/sdf"
        + " BlockDeviceMapping.1.Ebs.SnapshotId=snap-0123456789abcdef0, InvalidSnapshot.NotFound",
    "InstanceMarketOptions.MarketType=cheap, InvalidParameterValue",
    "InstanceMarketOptions.MarketType=spot InstanceMarketOptions.SpotOptions.MaxPrice=little,"
        + " InvalidParameterValue",
    "TagSpecification.1.ResourceType=subnet, InvalidParameterValue",
    "TagSpecification.1.ResourceType=instance TagSpecification.1.Tag.1.Key=aws:owner,"
        + " InvalidParameterValue",
    "LaunchTemplate.LaunchTemplateId=lt-0123456789abcdef0, InvalidLaunchTemplateId.NotFound",
    "LaunchTemplate.LaunchTemplateId=mine, InvalidLaunchTemplateId.Malformed",
    "LaunchTemplate.LaunchTemplateName=mine, InvalidLaunchTemplateName.NotFoundException",
    "InstanceTypes.1=m5.large, UnknownParameter",
    "ClientToken=0123456789012345678901234567890123456789012345678901234567890123456789,"
        + " InvalidParameterValue",
  })
  void refusesAsAwsDoes(String parameters, String code) {
    var pairs = parameters.split("[ =]", -1);
    assertThat(caller.run(1, 1, pairs).outcome()).isEqualTo("400 " + code);
    assertThat(caller.ec2("DescribeInstances").all("instanceId")).isEmpty();
  }

  @Test
  void refusesNumbersThatCannotBe() {
    assertThat(caller.run(0, 1).outcome()).isEqualTo("400 InvalidParameterValue");
    assertThat(caller.run(2, 1).outcome()).isEqualTo("400 InvalidParameterValue");
    assertThat(caller.ec2("RunInstances", "ImageId", CloudCaller.IMAGE).outcome())
        .isEqualTo("400 MissingParameter");
  }

  @Test
  void userDataHasAnEnd() {
    var least = Base64.getEncoder().encodeToString(new byte[16385]);
    var refused = caller.run(1, 1, "UserData", least, "DryRun", "true");
    assertThat(refused.outcome()).isEqualTo("400 InvalidParameterValue");
    assertThat(refused.text("Message")).contains("limited to 16384 bytes");
    var most = Base64.getEncoder().encodeToString(new byte[16384]);
    assertThat(caller.run(1, 1, "UserData", most, "DryRun", "true").outcome())
        .isEqualTo("412 DryRunOperation");
  }

  @Test
  void errorsHaveTheFormOfTheWire() {
    var refused = caller.run(1, 1, "KeyName", "none");
    assertThat(refused.body())
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"
                + "<Code>InvalidKeyPair.NotFound</Code>"
                + "<Message>The key pair 'none' does not exist</Message></Error></Errors>"
                + "<RequestID>")
        .endsWith("</RequestID></Response>");
  }
}
