package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.RegionWalkTest.anywhere;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that an earlier build launched, which noted regions and owners apart. */
final class EarlierNotesTest extends AwsTest {

  private static final String WEST = "us-west-2";
  private static final Map<String, Object> FALLS = Map.of("fallback_regions", List.of(WEST));
  private static final Map<String, String> ALL = Map.of("signalbox:installation", "here");

  private List<String> machines;

  /** One machine in each of two regions, noted as an earlier build did. */
  @BeforeEach
  void launchedByAnEarlierBuild() throws IOException {
    world.provider = world.with(FALLS);
    machines =
        new ArrayList<>(ids(created(world.create("east", 1, anywhere(Map.of()))).instances()));
    world.cloud.faults().capacity(AwsWorld.REGION, 0);
    machines.addAll(ids(created(world.create("west", 1, anywhere(Map.of()))).instances()));
    world.time.advance(Duration.ofSeconds(6));
    for (Path place : notes("places")) {
      Files.delete(place);
    }
    region(AwsWorld.REGION, false);
    region(WEST, false);
    note(
        "owners",
        "of-an-account",
        """
        {"endpoint":"%s","account":"111122223333","installation":"here","keys":["0f"],
         "at":%d,"left":false,"machines":true,"open":[]}
        """
            .formatted(world.cloud.endpoint(), world.time.now().toEpochMilli()));
  }

  private void region(String region, boolean left) throws IOException {
    note(
        "regions",
        region + "-here",
        """
        {"region":"%s","installation":"here","left":%s,"at":%d,"looked":0,"found":""}
        """
            .formatted(region, left, world.time.now().toEpochMilli()));
  }

  private void note(String kind, String name, String text) throws IOException {
    Path noted = folder.resolve("aws/aws-east").resolve(kind);
    Files.createDirectories(noted);
    Files.writeString(noted.resolve(name + ".json"), text);
  }

  private List<Path> notes(String kind) throws IOException {
    try (var notes = Files.list(folder.resolve("aws/aws-east").resolve(kind))) {
      return notes.filter(each -> each.toString().endsWith(".json")).toList();
    }
  }

  private ProviderData.InstanceStatuses seen() {
    return (ProviderData.InstanceStatuses) AwsWorld.data(world.tagged(ALL));
  }

  @Test
  void machinesInAFallbackAreListedAfterAnUpgrade() {
    world.provider = world.with(FALLS);
    assertThat(seen().complete()).isTrue();
    assertThat(ids(seen().instances())).containsExactlyInAnyOrderElementsOf(machines);
  }

  @Test
  void machinesInARegionThatIsConfiguredNoLongerDoNotPassForGone() {
    world.provider = world.with(Map.of());
    assertThat(seen().complete()).isFalse();
    assertThat(seen().problem()).contains(WEST).contains("1 of its machines");
    assertThat(failure(world.create("more", 1, anywhere(Map.of()))).code())
        .isEqualTo("REGION_CHANGED");
  }

  @Test
  void machinesOfAnotherAccountDoNotPassForGone() {
    world.provider = world.with(Map.of("role_arn", "arn:aws:iam::999988887777:role/hosts"));
    assertThat(failure(world.tagged(ALL)).code()).isEqualTo("OWNER_CHANGED");
  }

  @Test
  void theyAreReadOnceAndLeftWithTheMachines() throws IOException {
    world.provider = world.with(FALLS);
    AwsWorld.data(world.terminate(machines));
    assertThat(notes("regions")).isEmpty();
    assertThat(notes("owners")).isEmpty();
    world.time.advance(Duration.ofHours(1));
    assertThat(seen().instances()).allMatch(info -> info.state().isGone());
    world.provider = world.with(Map.of("region", "eu-west-1"));
    assertThat(seen().complete()).isTrue();
  }

  @Test
  void oneThatCannotBeReadMakesNoListingCompleteAndIsNotLost() throws IOException {
    note("regions", WEST + "-here", "{}");
    world.provider = world.with(FALLS);
    assertThat(seen().complete()).isFalse();
    assertThat(failure(world.create("more", 1, anywhere(Map.of()))).code())
        .isEqualTo("JOURNAL_UNAVAILABLE");
    region(WEST, false);
    assertThat(ids(seen().instances())).containsExactlyInAnyOrderElementsOf(machines);
  }

  @Test
  void aRegionThatWasLeftIsNoPlace() throws IOException {
    region(WEST, true);
    world.provider = world.with(Map.of());
    assertThat(seen().complete()).isTrue();
    assertThat(notes("places")).hasSize(1);
  }
}
