package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.query.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a launch that is not carried out, against what one that is sends. */
final class AwsPreviewTest extends AwsTest {

  private LaunchPreview preview(String key, int count, LaunchSpec spec) {
    return world
        .provider
        .preview(
            new ProviderOperation.CreateInstances(
                spec, count, AwsWorld.TAGS, world.context().withIdempotencyKey(key)))
        .orElseThrow();
  }

  private static Map<String, String> comparable(Map<String, String> parameters) {
    Map<String, String> sorted = new TreeMap<>(parameters);
    sorted.keySet().removeIf(name -> name.endsWith("UserData"));
    sorted.remove("Action");
    sorted.remove("Version");
    return sorted;
  }

  private void tellsWhatIsSent(String key, int count, LaunchSpec spec) {
    LaunchPreview told = preview(key, count, spec);
    assertThat(world.cloud.calls()).as("nothing was sent").isEmpty();
    world.create(key, count, spec);
    List<Call> sent =
        world.cloud.calls().stream().filter(call -> !call.action().startsWith("Describe")).toList();
    assertThat(sent).isNotEmpty();
    for (int i = 0; i < sent.size(); i++) {
      LaunchPreview.Call call = told.calls().get(i);
      assertThat(call.action()).endsWith(":" + sent.get(i).action());
      assertThat(comparable(call.parameters())).isEqualTo(comparable(sent.get(i).parameters()));
    }
  }

  @Test
  void aLaunchIsToldAsItIsSent() {
    tellsWhatIsSent(
        "one",
        2,
        spec(
            Map.of(
                "key_name",
                "operator",
                "security_group_ids",
                List.of(AwsWorld.GROUP),
                "user_data",
                "export PASSWORD=hunter2",
                "tags",
                Map.of("Team", "grid"))));
  }

  @Test
  void aFleetIsToldWithItsLaunchTemplate() {
    tellsWhatIsSent("fleet", 2, spec(Map.of("provider_api", "EC2Fleet", "fleet_type", "instant")));
  }

  @Test
  void aSpotFleetIsToldAsItIsSent() {
    tellsWhatIsSent(
        "spot",
        2,
        spec(
            Map.of(
                "provider_api",
                "SpotFleet",
                "fleet_type",
                "request",
                "price_type",
                "spot",
                "fleet_role",
                "arn:aws:iam::111122223333:role/signalbox")));
  }

  @Test
  void aSpotFleetInAwsOwnRoleIsToldToo() {
    LaunchPreview told =
        preview(
            "role",
            2,
            spec(
                Map.of(
                    "provider_api", "SpotFleet", "fleet_type", "request", "price_type", "spot")));
    assertThat(told.calls())
        .as("who asks is looked up, and nothing that is sent for it")
        .extracting(LaunchPreview.Call::action)
        .containsExactly("ec2:CreateLaunchTemplate", "ec2:RequestSpotFleet");
    assertThat(told.calls().getLast().parameters())
        .containsEntry(
            "SpotFleetRequestConfig.IamFleetRole",
            "arn:aws:iam::(the"
                + " account):role/aws-service-role/spotfleet.amazonaws.com/AWSServiceRoleForEC2SpotFleet");
  }

  @Test
  void aFleetOverALaunchTemplateThatIsNamedIsToldAndSaysWhatIsMissing() {
    LaunchPreview told =
        preview(
            "named",
            1,
            spec(Map.of("provider_api", "EC2Fleet", "launch_template_id", "lt-0123456789abcdef0")));
    assertThat(told.calls())
        .extracting(LaunchPreview.Call::action)
        .containsExactly("ec2:CreateLaunchTemplate", "ec2:CreateFleet");
    assertThat(told.note()).contains("lt-0123456789abcdef0 says", "is not told");
  }

  @Test
  void aGroupIsToldAsItIsSent() {
    tellsWhatIsSent("group", 2, spec(Map.of("provider_api", "ASG")));
  }

  @Test
  void userDataIsStruckOut() {
    LaunchPreview told = preview("secret", 1, spec(Map.of("user_data", "export P=hunter2")));
    assertThat(told.calls().getFirst().parameters())
        .containsEntry("UserData", "(16 bytes in Base64, not shown)");
    assertThat(told.toString()).doesNotContain("hunter2", "aHVudGVy");
  }

  @Test
  void eachMachineTypeIsACallOfItsOwn() {
    LaunchPreview told = preview("two", 3, AwsWorld.two("c5.large", "m5.large"));
    assertThat(told.calls())
        .extracting(call -> call.parameters().get("InstanceType"))
        .containsExactly("c5.large", "m5.large");
    assertThat(told.note()).contains("while machines are missing");
  }

  @Test
  void whatIsLookedUpSaysWhereItComesFrom() {
    LaunchPreview told =
        preview(
            "alias", 1, spec(Map.of("image_id", AwsWorld.ALIAS, "root_device_volume_size", 40L)));
    assertThat(told.calls().getFirst().parameters())
        .containsEntry("ImageId", "(what " + AwsWorld.ALIAS + " says)")
        .containsEntry("BlockDeviceMapping.1.DeviceName", "(the image's root device)");
  }

  @Test
  void aTemplateThatIsRefusedSaysWhy() {
    LaunchPreview told = preview("bad", 1, spec(Map.of("provider_api", "Nothing")));
    assertThat(told.calls()).isEmpty();
    assertThat(told.note()).contains("Refused before anything is sent", "provider_api");
  }

  @Test
  void itNeedsNoCredentials() {
    world.provider =
        world.with(Map.of("access_key", "", "secret_key", "", "profile", "no-such-profile"));
    assertThat(preview("nobody", 1, spec(Map.of())).calls()).hasSize(1);
  }

  @Test
  void theCoreAsksAsARequestWould(@TempDir Path other) throws IOException {
    try (AwsConsole console = new AwsConsole(other)) {
      var told = console.ask(new Query.PreviewTemplate("web", null, 2));
      assertThat(told.provider()).isEqualTo(AwsConsole.PROVIDER);
      assertThat(told.launch().calls().getFirst().parameters())
          .containsEntry("MaxCount", "2")
          .containsEntry("SubnetId", AwsWorld.SUBNET_A)
          .containsValue("signalbox:request-id");
      assertThat(told.toString()).doesNotContain("hunter2");
      assertThat(console.cloud.calls()).isEmpty();
    }
  }
}
