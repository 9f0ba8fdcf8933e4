package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Credentials or an endpoint that change while machines run. */
final class FormerPlacesTest extends AwsTest {

  private static final Map<String, String> ALL = Map.of("signalbox:installation", "here");

  private List<String> launched() {
    List<String> made = ids(created(world.create("req-1-1", 2, spec(Map.of()))).instances());
    world.time.advance(Duration.ofSeconds(8));
    assertThat(AwsWorld.listed(world.tagged(AwsWorld.TAGS))).hasSize(2);
    world.cloud.forgetCalls();
    return made;
  }

  /** Nothing may come of it that takes machines for gone, or makes some twice. */
  private void refusesAll(List<String> machines, String... words) {
    for (ProviderResult each :
        List.of(
            world.tagged(AwsWorld.TAGS),
            world.status(machines),
            world.terminate(machines),
            world.create("req-2-1", 1, spec(Map.of())))) {
      ProviderFailure failure = failure(each);
      assertThat(failure.code()).isEqualTo("OWNER_CHANGED");
      assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
      assertThat(failure.wasSent()).isFalse();
      assertThat(failure.message()).contains(words).contains("aws-east/places/");
    }
    Leftovers left = world.provider.leftovers(ALL, key -> false, true, world.context());
    assertThat(left.found()).isEmpty();
    assertThat(left.problem()).contains(words);
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void anAccountThatChangedUnderLivingMachinesIsToldAndNoneOfThemIsTakenForGone() {
    List<String> machines = launched();
    world.provider = world.with(Map.of("role_arn", "arn:aws:iam::999988887777:role/hosts"));
    refusesAll(machines, "111122223333", "999988887777");
    world.provider = world.with(Map.of());
    assertThat(AwsWorld.listed(world.status(machines))).hasSize(2);
  }

  @Test
  void anEndpointThatChangedUnderLivingMachinesIsToldAndNoneOfThemIsTakenForGone()
      throws IOException {
    List<String> machines = launched();
    try (LocalCloud other = LocalCloud.start(LocalCloud.Options.usual().time(world.time))) {
      world.provider = world.with(Map.of("endpoint", other.endpoint().toString()));
      refusesAll(machines, world.cloud.endpoint().toString(), other.endpoint().toString());
      assertThat(other.calls()).isEmpty();
    }
    world.provider = world.with(Map.of());
    AwsWorld.data(world.terminate(machines));
  }

  @Test
  void otherKeysOfTheSameAccountAreAskedOnceWhoseTheyAre() {
    List<String> machines = launched();
    for (int i = 0; i < 3; i++) {
      world.provider = world.with(Map.of("access_key", "AKIAROTATED"));
      assertThat(AwsWorld.listed(world.status(machines))).hasSize(2);
    }
    assertThat(world.calls("GetCallerIdentity")).hasSize(1);
    world.cloud.forgetCalls();
    world.provider = world.with(Map.of());
    assertThat(AwsWorld.listed(world.status(machines))).hasSize(2);
    assertThat(world.calls("GetCallerIdentity")).as("the first are known too").isEmpty();
  }

  @Test
  void whereItIsNotKnownWhoseOtherKeysAreNothingIsDone() {
    List<String> machines = launched();
    world.cloud.faults().add(CallFault.error("GetCallerIdentity", "Blocked", 400).times(0));
    world.provider = world.with(Map.of("access_key", "AKIAROTATED"));
    assertThat(failure(world.status(machines)).message()).contains("111122223333");
    assertThat(world.calls("DescribeInstances")).isEmpty();
    world.cloud.faults().clear();
    assertThat(AwsWorld.listed(world.status(machines))).hasSize(2);
  }

  @Test
  void onceAllAreReturnedAProviderMayBeAnothers() throws IOException {
    List<String> machines = launched();
    AwsWorld.data(world.terminate(machines));
    world.time.advance(Duration.ofHours(3));
    assertThat(AwsWorld.listed(world.tagged(ALL))).allMatch(info -> info.state().isGone());
    try (LocalCloud other = LocalCloud.start(LocalCloud.Options.usual().time(world.time))) {
      world.provider = world.with(Map.of("endpoint", other.endpoint().toString()));
      created(world.create("req-2-1", 1, spec(Map.of())));
      world.provider = world.with(Map.of());
      assertThat(failure(world.tagged(ALL)).code()).isEqualTo("OWNER_CHANGED");
    }
  }

  @Test
  void anEndpointThatWasMistypedCanBeMended() {
    world.provider = world.with(Map.of("endpoint", "http://127.0.0.1:1", "max_retries", 0L));
    assertThat(failure(world.create("req-1-1", 1, spec(Map.of()))).outcomeKnown()).isTrue();
    world.provider = world.with(Map.of());
    created(world.create("req-1-1", 1, spec(Map.of())));
    world.provider = world.with(Map.of("endpoint", "http://127.0.0.1:1", "max_retries", 0L));
    assertThat(failure(world.create("req-2-1", 1, spec(Map.of()))).code())
        .isEqualTo("OWNER_CHANGED");
  }

  @Test
  void aLaunchThatFailedLeavesWhatWasLaunchedBeforeGuarded() {
    List<String> machines = launched();
    world.cloud.faults().capacity("*", 0);
    assertThat(failure(world.create("req-2-1", 1, spec(Map.of()))).outcomeKnown()).isTrue();
    world.provider = world.with(Map.of("endpoint", "http://127.0.0.1:1", "max_retries", 0L));
    assertThat(failure(world.status(machines)).code()).isEqualTo("OWNER_CHANGED");
  }

  @Test
  void aLaunchWhoseAnswerWasLostIsGuarded() {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.create("req-1-1", 1, spec(Map.of()))).outcomeKnown()).isFalse();
    world.provider = world.with(Map.of("endpoint", "http://127.0.0.1:1", "max_retries", 0L));
    assertThat(failure(world.create("req-1-1", 1, spec(Map.of()))).code())
        .isEqualTo("OWNER_CHANGED");
  }

  @Test
  void anOwnerStaysGuardedWhileAFleetThatHasNoMachineMayLaunch() {
    world.cloud.faults().capacity("*", 0);
    created(
        world.create(
            "waits", 1, spec(Map.of("provider_api", "EC2Fleet", "fleet_type", "maintain"))));
    world.time.advance(Duration.ofHours(3));
    assertThat(AwsWorld.listed(world.tagged(ALL))).isEmpty();
    world.provider = world.with(Map.of("endpoint", "http://127.0.0.1:1", "max_retries", 0L));
    assertThat(failure(world.tagged(ALL)).code()).isEqualTo("OWNER_CHANGED");
  }

  @Test
  void aLaunchUnderWayIsGuardedThoughAnotherHasFailed() throws Exception {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.HANG_AFTER));
    var hangs = new FutureTask<>(() -> world.create("req-1-1", 1, spec(Map.of())));
    Thread.ofVirtual().start(hangs);
    while (world.calls("RunInstances").isEmpty()) {
      Thread.onSpinWait();
    }
    world.cloud.faults().capacity("*", 0);
    assertThat(failure(world.create("req-2-1", 1, spec(Map.of()))).outcomeKnown()).isTrue();
    var elsewhere = world.with(Map.of("endpoint", "http://127.0.0.1:1", "max_retries", 0L));
    assertThat(failure(world.create(elsewhere, "req-3-1", 1, spec(Map.of()))).code())
        .as("whoever launches may be killed before he is answered")
        .isEqualTo("OWNER_CHANGED");
    world.cloud.faults().release();
    hangs.get();
  }

  @Test
  void notesOfKeysThatHaveLeftNothingDoNotGatherForEver() throws IOException {
    world.cloud.faults().capacity("*", 0);
    Path places = folder.resolve("aws/aws-east/places");
    for (int day = 0; day < 3; day++) {
      world.provider = world.with(Map.of("access_key", "AKIAOFDAY" + day));
      assertThat(failure(world.create("req-1-" + day, 1, spec(Map.of()))).outcomeKnown()).isTrue();
      assertThat(notes(places)).hasSize(1);
      Files.setLastModifiedTime(
          notes(places).getFirst(), FileTime.from(world.time.now().minus(Duration.ofDays(3))));
    }
  }

  private static List<Path> notes(Path places) throws IOException {
    try (var notes = Files.list(places)) {
      return notes.filter(each -> each.toString().endsWith(".json")).toList();
    }
  }

  /** What cannot be read may tell of another account: listings say less, and nothing is ended. */
  @Test
  void aNoteThatCannotBeReadMakesNoListingCompleteAndEndsNoMachine() throws IOException {
    List<String> machines = launched();
    Files.writeString(notes(folder.resolve("aws/aws-east/places")).getFirst(), "{");
    world.provider = world.with(Map.of());
    ProviderData.InstanceStatuses seen =
        (ProviderData.InstanceStatuses) AwsWorld.data(world.tagged(ALL));
    assertThat(seen.instances()).hasSize(2);
    assertThat(seen.complete()).isFalse();
    assertThat(seen.problem()).contains("is no note of a launch");
    assertThat(failure(world.terminate(machines)).code()).isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(failure(world.create("req-2-1", 1, spec(Map.of()))).code())
        .isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(world.provider.leftovers(ALL, key -> false, true, world.context()).problem())
        .contains("is no note of a launch");
  }

  /** Two accounts that a provider had in turn, each with machines, guard each other's. */
  @Test
  void aRegionAndAnAccountThatChangedTogetherAreBothTold() {
    List<String> machines = launched();
    world.provider =
        world.with(
            Map.of("region", "us-west-2", "role_arn", "arn:aws:iam::999988887777:role/hosts"));
    assertThat(failure(world.tagged(ALL)).code()).isEqualTo("OWNER_CHANGED");
    world.provider = world.with(Map.of("region", "us-west-2"));
    ProviderData.InstanceStatuses seen =
        (ProviderData.InstanceStatuses) AwsWorld.data(world.tagged(ALL));
    assertThat(seen.complete()).isFalse();
    assertThat(seen.problem()).contains("us-east-1").contains("2 of its machines");
    world.provider = world.with(Map.of());
    AwsWorld.data(world.terminate(machines));
  }

  @Test
  void theNoteHasNoAccessKey() throws IOException {
    launched();
    try (var notes = Files.list(folder.resolve("aws/aws-east/places"))) {
      for (Path note : notes.filter(each -> each.toString().endsWith(".json")).toList()) {
        assertThat(Files.readString(note))
            .contains("111122223333")
            .doesNotContain(AwsWorld.ACCESS_KEY);
      }
    }
  }
}
