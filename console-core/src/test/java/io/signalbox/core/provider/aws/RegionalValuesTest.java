package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static io.signalbox.core.provider.aws.RegionWalkTest.anywhere;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchPreview;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.launch.RegionalSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What of a template holds in a region that is not the one it was written for. */
final class RegionalValuesTest extends AwsTest {

  private static final String WEST = "us-west-2";
  private static final Map<String, Object> WEST_FIELDS =
      Map.of(
          "image_id", "ami-00000000000000301",
          "subnet_ids", List.of("subnet-00000000000000301"),
          "security_group_ids", List.of("sg-00000000000000302"));

  private static Map<String, Object> settings(Map<String, Object> fields) {
    return Map.of("fallback_regions", List.of(WEST), "region_fields", Map.of(WEST, fields));
  }

  /** A value, and whether it can be used in another region by itself. */
  @TestFactory
  Stream<DynamicTest> whatIsARegionsOwn() {
    return Stream.of(
            of("image_id", "ami-00000000000000101", false),
            of("image_id", AwsWorld.ALIAS, true),
            of("image_id", "resolve:ssm:/own/image", true),
            of("subnet_ids", List.of(AwsWorld.SUBNET_A), false),
            of("security_group_ids", List.of(AwsWorld.GROUP), false),
            of("network_zones", List.of("us-east-1a"), false),
            of("key_name", "operator", true),
            of("instance_profile", "worker", true),
            of("launch_template_id", "lt-00000000000000101", false),
            of("launch_template_id", "workers", true),
            of("launch_template_version", "3", true),
            of("encryption_key", "alias/volumes", true),
            of("encryption_key", "mrk-1234abcd12ab34cd56ef1234567890ab", true),
            of("encryption_key", "1234abcd-12ab-34cd-56ef-1234567890ab", false),
            of("encryption_key", "arn:aws:kms:us-east-1:111122223333:key/1", false),
            of("encryption_key", "arn:aws:kms:us-west-2:111122223333:key/1", true))
        .map(each ->
            DynamicTest.dynamicTest(
                each.field() + " " + each.value(),
                () -> {
                  LaunchSpec written = new LaunchSpec("web", Map.of(each.field(), each.value()));
                  RegionalSpec there = RegionalSpec.of(written, WEST, Map.of());
                  assertThat(there.missing()).hasSize(each.anywhere() ? 0 : 1);
                  if (!each.anywhere()) {
                    assertThat(there.missing().getFirst().text())
                        .startsWith(each.field() + ": ")
                        .contains("region_fields.us-west-2." + each.field());
                  }
                }));
  }

  private record Value(String field, Object value, boolean anywhere) {}

  private static Value of(String field, Object value, boolean anywhere) {
    return new Value(field, value, anywhere);
  }

  @Test
  void aValueOfTheRegionStandsInAndAPathOfAnImageStays() {
    RegionalSpec there =
        RegionalSpec.of(
            spec(Map.of("security_group_ids", List.of(AwsWorld.GROUP))), WEST, WEST_FIELDS);
    assertThat(there.missing()).isEmpty();
    assertThat(there.spec().values()).containsAllEntriesOf(WEST_FIELDS);
    assertThat(RegionalSpec.of(anywhere(Map.of()), WEST, WEST_FIELDS).spec().values())
        .containsEntry("image_id", AwsWorld.ALIAS)
        .as("the template names no network: the region's default one is taken")
        .doesNotContainKey("subnet_ids");
  }

  @Test
  void zonesOfTheRegionStandInForSubnetsOfTheOther() {
    Map<String, Object> own = Map.of("image_id", "ami-1", "network_zones", List.of("us-west-2b"));
    assertThat(RegionalSpec.of(spec(Map.of()), WEST, own).spec().values())
        .containsEntry("network_zones", List.of("us-west-2b"))
        .doesNotContainKey("subnet_ids");
  }

  @Test
  void theNumberOfAVersionIsOfTheTemplateItWasWrittenFor() {
    LaunchSpec written =
        new LaunchSpec("web", Map.of("launch_template_id", "lt-1", "launch_template_version", "3"));
    assertThat(RegionalSpec.of(written, WEST, Map.of("launch_template_id", "lt-9")).missing())
        .extracting(FieldFinding::field)
        .containsExactly("launch_template_version");
  }

  @Test
  void whatIsSentToTheFallbackHasItsOwnIds() {
    world.provider = world.with(settings(WEST_FIELDS));
    world.cloud.faults().capacity(AwsWorld.REGION, 0);
    created(world.create("own", 1, spec(Map.of("security_group_ids", List.of(AwsWorld.GROUP)))));
    Call sent = world.calls("RunInstances").getLast();
    assertThat(sent.region()).isEqualTo(WEST);
    assertThat(sent.parameters())
        .containsEntry("ImageId", "ami-00000000000000301")
        .containsEntry("SubnetId", "subnet-00000000000000301")
        .containsEntry("SecurityGroupId.1", "sg-00000000000000302");
  }

  @Test
  void validationSaysWhatCannotBeUsedInAFallbackAndLaunchesNothing() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST)));
    ProviderData.TemplateChecked checked = world.validate(spec(Map.of()));
    assertThat(checked.errors()).as("it can be launched").isEmpty();
    assertThat(checked.warnings())
        .extracting(FieldFinding::field)
        .containsExactlyInAnyOrder("image_id", "subnet_ids");
    assertThat(checked.warnings())
        .allSatisfy(each -> assertThat(each.message()).startsWith("in us-west-2: "));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void validationAsksEveryRegionAboutWhatIsSentThere() {
    Map<String, Object> wrong = new LinkedHashMap<>(WEST_FIELDS);
    wrong.put("subnet_ids", List.of("subnet-00000000000000399"));
    world.provider = world.with(settings(wrong));
    ProviderData.TemplateChecked checked = world.validate(spec(Map.of()));
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.warnings())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.field()).isEqualTo("subnet_ids");
          assertThat(each.message())
              .startsWith("in us-west-2: ")
              .contains("subnet-00000000000000399");
        });
    world.provider = world.with(settings(WEST_FIELDS));
    assertThat(world.validate(spec(Map.of())).warnings()).isEmpty();
  }

  @Test
  void whatWouldBeSentIsToldForEachRegion() {
    world.provider = world.with(settings(WEST_FIELDS));
    LaunchPreview told = preview(spec(Map.of()));
    assertThat(told.calls())
        .extracting(LaunchPreview.Call::action)
        .containsExactly("ec2:RunInstances", "ec2:RunInstances in us-west-2");
    assertThat(told.calls().getLast().parameters())
        .containsEntry("ImageId", "ami-00000000000000301");
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST)));
    assertThat(preview(spec(Map.of())).note())
        .contains("Nothing would be sent in us-west-2: image_id");
    LaunchSpec two =
        spec(Map.of("subnet_ids", List.of("subnet-00000000000000101", "subnet-00000000000000102")));
    assertThat(preview(two).note())
        .contains("while machines are missing. Nothing would be sent in us-west-2");
    assertThat(world.cloud.calls()).isEmpty();
  }

  private LaunchPreview preview(LaunchSpec spec) {
    return world
        .provider
        .preview(
            new ProviderOperation.CreateInstances(
                spec, 1, AwsWorld.TAGS, world.context().withIdempotencyKey("k")))
        .orElseThrow();
  }

  @Test
  void theTestOfAProviderTriesItsFallbacks() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST, "ap-east-1")));
    assertThat(world.provider.test(world.context()))
        .filteredOn(each -> each.name().startsWith("region "))
        .extracting(ConnectionFinding::name, ConnectionFinding::outcome)
        .containsExactly(
            tuple("region us-west-2", ConnectionFinding.Outcome.OK),
            tuple("region ap-east-1", ConnectionFinding.Outcome.FAILED));
  }

  @Test
  void settingsThatCannotActAreTold() {
    refuses(Map.of("fallback_regions", List.of(AwsWorld.REGION)), "the provider's own region");
    refuses(Map.of("fallback_regions", List.of(WEST, WEST)), "twice");
    refuses(Map.of("fallback_regions", List.of("Oregon!")), "names of regions");
    refuses(Map.of("fallback_on", "unavailable"), "no effect without fallback_regions");
    refuses(Map.of("region_fields", Map.of(WEST, Map.of())), "no effect");
    refuses(settings(Map.of("user_data", "x")), "region_fields has us-west-2.user_data");
    refuses(settings(Map.of("image_id", 3L)), "no text for us-west-2.image_id");
    refuses(settings(Map.of("subnet_ids", List.of())), "no list of texts for us-west-2.subnet_ids");
  }

  private void refuses(Map<String, Object> settings, String words) {
    assertThatThrownBy(() -> world.with(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
