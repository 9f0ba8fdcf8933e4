package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.listed;
import static io.signalbox.core.provider.aws.RegionWalkTest.anywhere;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.CallFault.Effect;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines of a provider are found and returned in whichever of its regions they are. */
final class RegionListingTest extends AwsTest {

  private static final String WEST = "us-west-2";
  private static final Map<String, Object> FALLS = Map.of("fallback_regions", List.of(WEST));

  private List<String> east;
  private List<String> west;

  /** Two machines in the provider's own region, and one in the other. */
  @BeforeEach
  void launched() {
    world.provider = world.with(FALLS);
    east = ids(created(world.create("east", 2, anywhere(Map.of()))).instances());
    world.cloud.faults().capacity(AwsWorld.REGION, 0);
    west = ids(created(world.create("west", 1, anywhere(Map.of()))).instances());
    world.time.advance(Duration.ofSeconds(6));
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(east);
    all.addAll(west);
    return all;
  }

  private Listing listing(ProviderStrategy provider) {
    var asked = new ProviderOperation.DescribeResourceInstances(AwsWorld.TAGS, world.context());
    return Listing.of(asked, provider.execute(asked));
  }

  private List<String> regionsOf(String action) {
    return world.calls(action).stream().map(Call::region).toList();
  }

  @Test
  void everyProcessListsBothRegions() {
    assertThat(ids(listing(world.provider).instances())).containsExactlyInAnyOrderElementsOf(all());
    assertThat(listing(world.with(FALLS))).isInstanceOf(Listing.Complete.class);
    assertThat(ids(listing(world.with(FALLS)).instances()))
        .containsExactlyInAnyOrderElementsOf(all());
  }

  @Test
  void aFallbackThatDoesNotAnswerMakesNoListingComplete() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST), "max_retries", 0L));
    world.cloud.faults().add(CallFault.error("DescribeInstances", "InternalError", 500).in(WEST));
    Listing some = listing(world.provider);
    assertThat(some).isInstanceOf(Listing.Partial.class);
    assertThat(ids(some.instances())).containsExactlyInAnyOrderElementsOf(east);
    assertThat(some.problem()).startsWith("us-west-2: ");
  }

  @Test
  void aPrimaryThatDoesNotAnswerMakesNoListingCompleteEither() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST), "max_retries", 0L));
    world
        .cloud
        .faults()
        .add(CallFault.error("DescribeInstances", "InternalError", 500).in(AwsWorld.REGION));
    Listing some = listing(world.provider);
    assertThat(some).isInstanceOf(Listing.Partial.class);
    assertThat(ids(some.instances())).isEqualTo(west);
    assertThat(some.problem()).startsWith("us-east-1: ");
  }

  @Test
  void noRegionThatAnswersIsNoListing() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST), "max_retries", 0L));
    world.cloud.faults().add(CallFault.error("DescribeInstances", "InternalError", 500).times(2));
    assertThat(listing(world.provider)).isInstanceOf(Listing.Unanswered.class);
  }

  @Test
  void whereRegionsCannotBeReadNoListingIsComplete() throws IOException {
    Path note;
    try (var notes =
        Files.newDirectoryStream(folder.resolve("aws/aws-east/places"), WEST + "-*.json")) {
      note = notes.iterator().next();
    }
    Files.writeString(note, "{");
    Listing some = listing(world.provider);
    assertThat(some).isInstanceOf(Listing.Partial.class);
    assertThat(some.problem()).contains(note.toString());
    assertThat(failure(world.terminate(west)).code()).isEqualTo("JOURNAL_UNAVAILABLE");
  }

  @Test
  void machinesAreNamedInWhicheverRegionAndTheFurtherIsAskedForTheRestAlone() {
    assertThat(ids(listed(world.status(all())))).containsExactlyInAnyOrderElementsOf(all());
    List<Call> asked = world.calls("DescribeInstances");
    assertThat(asked.getLast().region()).isEqualTo(WEST);
    assertThat(asked.getLast().parameters().values())
        .contains(west.getFirst())
        .doesNotContainAnyElementsOf(east);

    int before = asked.size();
    world.status(east);
    assertThat(regionsOf("DescribeInstances").subList(before, before + 1))
        .containsExactly(AwsWorld.REGION);
    assertThat(world.calls("DescribeInstances")).hasSize(before + 1);
  }

  @Test
  void aMachineThatNoRegionKnowsIsMissingOnlyIfAllHaveAnswered() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST), "max_retries", 0L));
    ProviderData.InstanceStatuses known =
        (ProviderData.InstanceStatuses) AwsWorld.data(world.status(List.of("i-0123456789abcdef0")));
    assertThat(known.complete()).isTrue();
    assertThat(known.instances()).isEmpty();
    world.cloud.faults().add(CallFault.error("DescribeInstances", "InternalError", 500).in(WEST));
    ProviderData.InstanceStatuses unknown =
        (ProviderData.InstanceStatuses) AwsWorld.data(world.status(List.of("i-0123456789abcdef0")));
    assertThat(unknown.complete()).isFalse();
  }

  @Test
  void aReturnEndsEachMachineInItsRegion() {
    assertThat(world.terminate(all())).isInstanceOf(ProviderResult.Success.class);
    assertThat(regionsOf("TerminateInstances")).containsExactly(AwsWorld.REGION, WEST);
    world.time.advance(Duration.ofSeconds(6));
    assertThat(listing(world.provider).instances())
        .hasSize(3)
        .allMatch(info -> info.state().isGone());
  }

  @Test
  void aFallbackThatDoesNotAnswerHindersNoReturnOfThePrimarysMachines() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST), "max_retries", 0L));
    CallFault silent = CallFault.error("DescribeInstances", "InternalError", 500).in(WEST).times(0);
    world.cloud.faults().add(silent);
    assertThat(world.terminate(east)).isInstanceOf(ProviderResult.Success.class);
    assertThat(failure(world.terminate(all())).message())
        .as("where the third is, is not known")
        .contains("DescribeInstances");
    world.cloud.faults().clear();
    assertThat(world.terminate(all())).isInstanceOf(ProviderResult.Success.class);
  }

  @Test
  void oneThatNoRegionListsYetIsEndedWhereverItIs() {
    world.cloud.faults().capacity(AwsWorld.REGION, 0);
    List<String> fresh = ids(created(world.create("fresh", 1, anywhere(Map.of()))).instances());
    world.cloud.faults().listingLag(Duration.ofMinutes(5));
    world.terminate(fresh);
    assertThat(regionsOf("TerminateInstances")).contains(AwsWorld.REGION, WEST);
    world.cloud.faults().listingLag(Duration.ZERO);
    world.time.advance(Duration.ofSeconds(6));
    assertThat(listed(world.status(fresh))).allMatch(info -> info.state().isGone());
  }

  @Test
  void aMaintainedFleetInAFallbackIsFollowedThereAndNotRefilledWhenReturned() {
    var spec =
        anywhere(
            Map.of(
                "provider_api",
                "EC2Fleet",
                "fleet_type",
                "maintain",
                "machine_types",
                Map.of("m5.large", 1L)));
    // Of a fleet that waits for room only the creation itself is refused.
    world
        .cloud
        .faults()
        .add(
            CallFault.error("CreateFleet", "InsufficientInstanceCapacity", 500)
                .in(AwsWorld.REGION));
    ProviderData.InstancesCreated made = created(world.create("kept", 2, spec));
    assertThat(made.toCome()).isEqualTo(2);
    assertThat(made.resourceId()).startsWith("us-west-2/fleet-");
    world.time.advance(Duration.ofSeconds(6));
    ProviderData.InstanceStatuses listed =
        (ProviderData.InstanceStatuses) AwsWorld.data(world.tagged(AwsWorld.TAGS));
    assertThat(listed.launches())
        .containsEntry(made.resourceId(), new LaunchProgress(0, List.of()));
    List<String> its =
        listed.instances().stream()
            .map(InstanceInfo::machineId)
            .filter(id -> !all().contains(id))
            .toList();
    assertThat(its).hasSize(2);
    world.terminate(its);
    world.time.advance(Duration.ofMinutes(1));
    assertThat(listed(world.tagged(AwsWorld.TAGS)).stream().filter(info -> !info.state().isGone()))
        .extracting(InstanceInfo::machineId)
        .containsExactlyInAnyOrderElementsOf(all());
    assertThat(regionsOf("DeleteFleets")).containsOnly(WEST);
  }

  @Test
  void aFallbackThatIsTakenOutIsAFormerRegionUntilItsMachinesAreGone() {
    ProviderStrategy without = world.with(Map.of());
    Listing some = listing(without);
    assertThat(some).isInstanceOf(Listing.Partial.class);
    assertThat(some.problem()).contains(WEST).contains(west.getFirst());
    assertThat(failure(world.create(without, "no", 1, anywhere(Map.of()))).code())
        .isEqualTo("REGION_CHANGED");
    world.terminate(west);
    world.time.advance(Duration.ofMinutes(2));
    assertThat(listing(without)).isInstanceOf(Listing.Complete.class);
  }

  @Test
  void aFormerRegionIsLookedAtOnceAMinuteByAllProcessesTogether() {
    Map<String, Object> moved = Map.of("region", "eu-west-1");
    String problem = listing(world.with(moved)).problem();
    assertThat(problem).contains(AwsWorld.REGION);
    world.cloud.forgetCalls();
    assertThat(listing(world.with(moved)).problem()).isEqualTo(problem);
    assertThat(regionsOf("DescribeInstances")).containsExactly("eu-west-1");
    world.time.advance(Duration.ofSeconds(61));
    listing(world.with(moved));
    assertThat(regionsOf("DescribeInstances")).contains(AwsWorld.REGION);
  }

  /** It was looked at once, and no more: what was launched there last was not listed yet. */
  @Test
  void aFormerRegionIsLookedAtUntilWhatWasLaunchedThereLastMustBeListed() {
    world.terminate(west);
    world.time.advance(Duration.ofMinutes(2));
    String last = ids(created(world.create("last", 1, anywhere(Map.of()))).instances()).getFirst();
    world.cloud.faults().listingLag(Duration.ofMinutes(5));
    ProviderStrategy without = world.with(Map.of());
    assertThat(listing(without)).isInstanceOf(Listing.Complete.class);

    world.time.advance(Duration.ofMinutes(6));
    Listing some = listing(without);
    assertThat(some).isInstanceOf(Listing.Partial.class);
    assertThat(some.problem()).contains(WEST).contains(last);

    world.terminate(List.of(last));
    world.time.advance(Duration.ofMinutes(20));
    assertThat(listing(without)).isInstanceOf(Listing.Complete.class);
    world.time.advance(Duration.ofMinutes(2));
    world.cloud.forgetCalls();
    assertThat(listing(without)).isInstanceOf(Listing.Complete.class);
    assertThat(regionsOf("DescribeInstances")).doesNotContain(WEST);
  }

  @Test
  void whatIsLaunchedInAFormerRegionByAProcessThatStillHasItIsSeen() {
    world.terminate(west);
    world.time.advance(Duration.ofMinutes(30));
    ProviderStrategy without = world.with(Map.of());
    assertThat(listing(without)).isInstanceOf(Listing.Complete.class);
    String late = ids(created(world.create("late", 1, anywhere(Map.of()))).instances()).getFirst();
    world.time.advance(Duration.ofMinutes(2));
    assertThat(listing(without).problem()).contains(late);
  }

  @Test
  void turningPrimaryAndFallbackRoundLosesNoMachine() {
    ProviderStrategy turned =
        world.with(Map.of("region", WEST, "fallback_regions", List.of(AwsWorld.REGION)));
    assertThat(listing(turned)).isInstanceOf(Listing.Complete.class);
    assertThat(ids(listing(turned).instances())).containsExactlyInAnyOrderElementsOf(all());
  }

  @Test
  void aSilentFallbackWithMachinesDegradesTheProvider() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST), "max_retries", 0L));
    assertThat(health().state()).isEqualTo(HealthState.HEALTHY);
    assertThat(health().message()).contains("us-west-2 answers too");
    world.cloud.faults().add(CallFault.once("DescribeInstances", Effect.LOST_BEFORE).in(WEST));
    ProviderHealthStatus silent = health();
    assertThat(silent.state()).isEqualTo(HealthState.DEGRADED);
    assertThat(silent.message()).contains("us-west-2: ");
  }

  private ProviderHealthStatus health() {
    return ((ProviderData.HealthChecked)
            AwsWorld.data(
                world.provider.execute(new ProviderOperation.HealthCheck(world.context()))))
        .status();
  }
}
