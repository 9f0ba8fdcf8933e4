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
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials or an endpoint that change while machines run. */
final class FormerOwnersTest {

  private static final Map<String, String> ALL = Map.of("signalbox:installation", "here");

  @TempDir Path folder;
  private AwsWorld world;

  @BeforeEach
  void start() throws IOException {
    world = new AwsWorld(folder);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

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
      assertThat(failure.message()).contains(words).contains("aws-east" + "/owners/");
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
  void theNoteHasNoAccessKey() throws IOException {
    launched();
    try (var notes = Files.list(folder.resolve("aws/aws-east/owners"))) {
      for (Path note : notes.filter(each -> each.toString().endsWith(".json")).toList()) {
        assertThat(Files.readString(note))
            .contains("111122223333")
            .doesNotContain(AwsWorld.ACCESS_KEY);
      }
    }
  }
}
