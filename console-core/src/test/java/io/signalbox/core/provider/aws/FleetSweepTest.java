package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.AwsProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of fleets, found and taken away by later launches. */
final class FleetSweepTest extends LaunchTest {

  private static LaunchSpec fleet(String type, String key) {
    return AwsWorld.spec(
        Map.of("provider_api", "EC2Fleet", "fleet_type", type, "tags", Map.of("Of", key)));
  }

  private String launch(String key, String type) {
    return created(world.create(key, 1, fleet(type, key))).resourceId();
  }

  private List<String> of(String action, String parameter) {
    return world.calls(action).stream()
        .map(Call::parameters)
        .map(sent -> sent.getOrDefault(parameter, ""))
        .toList();
  }

  @Test
  void aFleetThatHasLostItsMachinesGoesAfterADayAndItsLaunchTemplateWithIt() {
    String old = launch("old", "request");
    String kept = launch("kept", "maintain");
    world.time.advance(Duration.ofSeconds(8));
    world.alive().stream()
        .filter(machine -> machine.tags().containsValue(old))
        .map(InstanceInfo::machineId)
        .forEach(this::endedByOthers);
    world.time.advance(Duration.ofHours(7));
    launch("early", "instant");
    assertThat(world.calls("DeleteFleets")).as("it may still be waited for").isEmpty();

    world.time.advance(Duration.ofHours(24));
    launch("late", "instant");
    assertThat(of("DeleteFleets", "FleetId.1")).containsExactly(old);
    assertThat(of("DeleteLaunchTemplate", "LaunchTemplateName"))
        .containsExactly(of("CreateLaunchTemplate", "LaunchTemplateName").getFirst());
    assertThat(world.alive()).anyMatch(machine -> machine.tags().containsValue(kept));
    world.cloud.forgetCalls();
    launch("later", "instant");
    assertThat(world.cloud.calls())
        .extracting(Call::action)
        .as("six hours pass between sweeps")
        .containsExactly("CreateLaunchTemplate", "CreateFleet");
  }

  /** Past the provider, as an operator of the account may do it. */
  private void endedByOthers(String id) {
    var others =
        AwsProviders.at(
            world.cloud.endpoint(),
            AwsWorld.REGION,
            AwsWorld.NAME,
            folder.resolve("others"),
            world.time);
    others.execute(new ProviderOperation.TerminateInstances(List.of(id), world.context()));
    others.close();
  }

  @Test
  void aSweepIsLeftToALaterLaunchWhereItWouldTakeTheTimeOfThisOne() {
    launch("first", "instant");
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    failure(world.create("lost", 1, fleet("request", "lost")));
    world.time.advance(Duration.ofDays(2));
    world.cloud.forgetCalls();
    created(
        world.provider.execute(
            new ProviderOperation.CreateInstances(
                fleet("instant", "hurried"),
                1,
                AwsWorld.TAGS,
                OperationContext.of("trace", world.time.now().plus(Duration.ofSeconds(9)))
                    .withIdempotencyKey("hurried"))));
    assertThat(world.cloud.calls())
        .extracting(Call::action)
        .isEqualTo(List.of("CreateLaunchTemplate", "CreateFleet"));
    launch("later", "instant");
    assertThat(world.calls("DeleteLaunchTemplate")).hasSize(1);
  }

  @Test
  void aSweepThatAWrongClockNotedInTheFutureDoesNotHoldUpOthers() {
    world.time.advance(Duration.ofDays(400));
    launch("first", "instant");
    world.time.advance(Duration.ofDays(-400));
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    failure(world.create("lost", 1, fleet("request", "lost")));
    world.time.advance(Duration.ofDays(2));
    launch("later", "instant");
    assertThat(world.calls("DeleteLaunchTemplate")).hasSize(1);
  }

  @Test
  void aLaunchThatNeverCameAboutLeavesNoLaunchTemplate() {
    launch("first", "instant");
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    assertThat(failure(world.create("lost", 1, fleet("request", "lost"))).outcomeKnown()).isFalse();
    world.time.advance(Duration.ofDays(2));
    launch("later", "instant");
    assertThat(of("DeleteLaunchTemplate", "LaunchTemplateName"))
        .containsExactly(of("CreateLaunchTemplate", "LaunchTemplateName").get(1));
    assertThat(world.calls("DeleteFleets")).isEmpty();
  }

  @Test
  void aLaunchTemplateThatNoNoteNamesGoesAndOnesOfOthersStay() {
    launch("first", "instant");
    world.cloud.faults().add(CallFault.error("CreateFleet", "InvalidParameterValue", 400));
    failure(world.create("refused", 1, fleet("instant", "refused")));
    var others = Map.of("signalbox:installation", "elsewhere");
    world.provider.execute(
        new ProviderOperation.CreateInstances(
            fleet("instant", "theirs"), 1, others, world.context().withIdempotencyKey("theirs")));
    forgetNotes();
    world.time.advance(Duration.ofDays(2));
    launch("later", "instant");
    assertThat(of("DeleteLaunchTemplate", "LaunchTemplateName"))
        .containsExactlyInAnyOrderElementsOf(
            of("CreateLaunchTemplate", "LaunchTemplateName").subList(0, 2));
  }

  @Test
  void aSweepThatIsAskedForTakesAwayAnEmptyFleetThatNobodyWaitsForAndSaysSo() {
    world.cloud.faults().capacity("*", 0);
    String empty = launch("req-1-1", "maintain");
    String waiting = launch("req-2-1", "maintain");
    String lost = lost("req-3-1");
    world.time.advance(Duration.ofMinutes(16));
    Leftovers dry = leftovers("req-2-1", false);
    assertThat(dry.found())
        .extracting(Leftover::kind, Leftover::id, Leftover::removed)
        .containsExactlyInAnyOrder(
            tuple("fleet", empty, false), tuple("launch template", lost, false));
    assertThat(world.calls("DeleteFleets")).isEmpty();
    assertThat(leftovers("req-2-1", true).found())
        .extracting(Leftover::kind, Leftover::id, Leftover::removed)
        .containsExactlyInAnyOrder(
            tuple("fleet", empty, true), tuple("launch template", lost, true));
    assertThat(of("DeleteFleets", "FleetId.1")).containsExactly(empty);
    assertThat(world.calls("DeleteLaunchTemplate")).hasSize(2);
    assertThat(leftovers("req-2-1", true)).isEqualTo(Leftovers.NONE);
    assertThat(leftovers("", true).found()).extracting(Leftover::id).containsExactly(waiting);
  }

  @Test
  void whatCannotBeListedIsToldAndNotTakenForNothing() {
    world.cloud.faults().capacity("*", 0);
    launch("req-1-1", "maintain");
    lost("req-2-1");
    world.time.advance(Duration.ofMinutes(16));
    for (String action : List.of("DescribeInstances", "DescribeTags", "DescribeLaunchTemplates")) {
      world.cloud.faults().add(CallFault.error(action, "UnauthorizedOperation", 403));
      assertThat(leftovers("", false).problem()).as(action).contains("UnauthorizedOperation");
    }
    assertThat(leftovers("", false).problem()).isEmpty();
  }

  /** The name of the launch template of a launch that never got there. */
  private String lost(String key) {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    assertThat(failure(world.create(key, 1, fleet("request", key))).outcomeKnown()).isFalse();
    return of("CreateLaunchTemplate", "LaunchTemplateName").getLast();
  }

  private Leftovers leftovers(String open, boolean remove) {
    return world.provider.leftovers(
        Map.of("signalbox:installation", "here"), open::equals, remove, world.context());
  }

  @Test
  void aSweepLeavesALaunchTemplateThatANoteMayNeedWhichCannotBeRead() throws IOException {
    launch("req-1-1", "instant");
    world.time.advance(Duration.ofMinutes(16));
    Files.writeString(folder.resolve("aws/aws-east/fleets/req-1-1.json"), "");
    assertThat(leftovers("", true))
        .satisfies(left -> {
          assertThat(left.found()).isEmpty();
          assertThat(left.problem()).contains("req-1-1.json");
        });
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
  }

  @Test
  void aSweepLeavesWhatAnotherProviderOfTheAccountLaunchesFrom() {
    ProviderStrategy west =
        AwsProviders.at(world.cloud.endpoint(), AwsWorld.REGION, "aws-west", folder, world.time);
    String theirs =
        created(
                west.execute(
                    new ProviderOperation.CreateInstances(
                        fleet("maintain", "theirs"),
                        1,
                        AwsWorld.TAGS,
                        world.context().withIdempotencyKey("theirs"))))
            .resourceId();
    west.close();
    assertThat(theirs).startsWith("fleet-");
    world.time.advance(Duration.ofDays(2));
    assertThat(leftovers("", true)).isEqualTo(Leftovers.NONE);
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
  }

  @Test
  void aLaunchThatWasThrottledTakesItsLaunchTemplateWithItAndCanBeRepeated() {
    world.cloud.faults().add(CallFault.error("CreateFleet", "RequestLimitExceeded", 503));
    assertThat(failure(world.create("req-1-1", 1, fleet("maintain", "one"))).throttled()).isTrue();
    assertThat(of("DeleteLaunchTemplate", "LaunchTemplateName"))
        .isEqualTo(of("CreateLaunchTemplate", "LaunchTemplateName"));
    world.time.advance(Duration.ofSeconds(2));
    created(world.create("req-1-1", 1, fleet("maintain", "one")));
    world.time.advance(Duration.ofSeconds(8));
    assertThat(world.alive()).hasSize(1);
  }

  private void forgetNotes() {
    try (var notes = Files.list(folder.resolve("aws/aws-east/fleets"))) {
      for (Path note : notes.toList()) {
        Files.delete(note);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
