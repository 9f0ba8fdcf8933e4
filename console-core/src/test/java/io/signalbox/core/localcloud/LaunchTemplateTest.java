package io.signalbox.core.localcloud;

import static io.signalbox.core.localcloud.CloudCaller.IMAGE;
import static io.signalbox.core.localcloud.CloudCaller.SUBNET_A;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Launch templates: made, versioned, launched from, removed. */
final class LaunchTemplateTest {

  private final CloudCaller caller = new CloudCaller();

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  private CloudCaller.Reply create(String name, String token) {
    return caller.ec2(
        "CreateLaunchTemplate",
        "LaunchTemplateName",
        name,
        "ClientToken",
        token,
        "LaunchTemplateData.ImageId",
        IMAGE,
        "LaunchTemplateData.InstanceType",
        "m5.large",
        "LaunchTemplateData.NetworkInterface.1.DeviceIndex",
        "0",
        "LaunchTemplateData.NetworkInterface.1.SubnetId",
        SUBNET_A,
        "LaunchTemplateData.NetworkInterface.1.SecurityGroupId.1",
        "sg-00000000000000102",
        "LaunchTemplateData.TagSpecification.1.ResourceType",
        "instance",
        "LaunchTemplateData.TagSpecification.1.Tag.1.Key",
        "owner",
        "LaunchTemplateData.TagSpecification.1.Tag.1.Value",
        "us",
        "TagSpecification.1.ResourceType",
        "launch-template",
        "TagSpecification.1.Tag.1.Key",
        "made-by",
        "TagSpecification.1.Tag.1.Value",
        "signalbox");
  }

  @Test
  void aTemplateIsMadeOnceForATokenAndANameIsTakenOnce() {
    var made = create("workers", "t-1");
    assertThat(made.text("launchTemplateId")).matches("lt-[0-9a-f]{17}");
    assertThat(made.text("tagSet/item/value")).isEqualTo("signalbox");
    assertThat(create("workers", "t-1").text("launchTemplateId"))
        .isEqualTo(made.text("launchTemplateId"));
    assertThat(create("workers", "t-2").outcome())
        .isEqualTo("400 InvalidLaunchTemplateName.AlreadyExistsException");
    assertThat(create("other", "t-1").outcome()).isEqualTo("400 IdempotentParameterMismatch");
    assertThat(create("no blanks", "t-3").outcome())
        .isEqualTo("400 InvalidLaunchTemplateName.MalformedException");
  }

  @Test
  void machinesAreLaunchedFromAVersionUnderTheCall() {
    create("workers", "t-1");
    var version =
        caller.ec2(
            "CreateLaunchTemplateVersion",
            "LaunchTemplateName",
            "workers",
            "SourceVersion",
            "1",
            "LaunchTemplateData.InstanceType",
            "c5.large");
    assertThat(version.text("versionNumber")).isEqualTo("2");
    assertThat(version.text("launchTemplateData/imageId")).isEqualTo(IMAGE);

    var usual = launch("LaunchTemplate.LaunchTemplateName", "workers");
    assertThat(usual.text("instanceType")).isEqualTo("m5.large");
    assertThat(usual.text("tagSet/item/value")).isEqualTo("us");
    assertThat(usual.text("instancesSet/item/groupSet/item/groupName")).isEqualTo("workers");
    assertThat(
            launch(
                    "LaunchTemplate.LaunchTemplateName",
                    "workers",
                    "LaunchTemplate.Version",
                    "$Latest")
                .text("instanceType"))
        .isEqualTo("c5.large");
    assertThat(
            launch("LaunchTemplate.LaunchTemplateName", "workers", "InstanceType", "t3.large")
                .text("instanceType"))
        .isEqualTo("t3.large");
    assertThat(
            launch("LaunchTemplate.LaunchTemplateName", "workers", "LaunchTemplate.Version", "9")
                .outcome())
        .isEqualTo("400 InvalidLaunchTemplateId.VersionNotFound");
  }

  private CloudCaller.Reply launch(String... parameters) {
    var all = new ArrayList<>(List.of("MinCount", "1", "MaxCount", "1"));
    all.addAll(List.of(parameters));
    return caller.ec2("RunInstances", all.toArray(String[]::new));
  }

  @Test
  void versionsAreListedAsTheyWereGiven() {
    create("workers", "t-1");
    var listed = caller.ec2("DescribeLaunchTemplateVersions", "LaunchTemplateName", "workers");
    assertThat(listed.text("networkInterfaceSet/item/groupSet/groupId"))
        .isEqualTo("sg-00000000000000102");
    assertThat(listed.text("tagSpecificationSet/item/tagSet/item/key")).isEqualTo("owner");
    assertThat(listed.text("defaultVersion")).isEqualTo("true");
  }

  @Test
  void aTemplateThatIsRemovedIsNotThere() {
    var id = create("workers", "t-1").text("launchTemplateId");
    assertThat(
            caller
                .ec2(
                    "DescribeLaunchTemplates",
                    "Filter.1.Name",
                    "tag:made-by",
                    "Filter.1.Value.1",
                    "signalbox")
                .text("launchTemplates/item/launchTemplateId"))
        .isEqualTo(id);
    assertThat(caller.ec2("DeleteLaunchTemplate", "LaunchTemplateId", id).status()).isEqualTo(200);
    assertThat(caller.ec2("DescribeLaunchTemplates", "LaunchTemplateId.1", id).outcome())
        .isEqualTo("400 InvalidLaunchTemplateId.NotFound");
    assertThat(caller.ec2("DescribeLaunchTemplates").all("launchTemplateId")).isEmpty();
  }
}
