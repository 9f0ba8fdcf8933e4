package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static io.signalbox.core.provider.aws.AwsWorld.two;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a launch makes, and that it makes it once. */
final class RunInstancesLaunchTest extends AwsTest {

  @Test
  void oneCallLaunchesAllAndMachinesRun() {
    ProviderData.InstancesCreated made = created(world.create("req-1-1", 3, spec(Map.of())));
    assertThat(made.instances()).hasSize(3);
    assertThat(made.shortfalls()).isEmpty();
    assertThat(made.toCome()).isZero();
    assertThat(made.resourceId()).startsWith("r-");
    assertThat(world.cloud.calls()).hasSize(1);
    InstanceInfo first = made.instances().getFirst();
    assertThat(first.state()).isEqualTo(MachineState.LAUNCHING);
    assertThat(first.instanceType()).isEqualTo("t3.micro");
    assertThat(first.priceType()).isEqualTo("ondemand");
    assertThat(first.privateAddress()).startsWith("10.1.");

    world.time.advance(Duration.ofSeconds(6));
    InstanceInfo running = AwsWorld.listed(world.tagged(AwsWorld.TAGS)).getFirst();
    assertThat(running.state()).isEqualTo(MachineState.RUNNING);
    assertThat(running.tags()).containsAllEntriesOf(AwsWorld.TAGS);
  }

  @Test
  void theSameKeyMakesTheSameMachinesInWhicheverProcess() {
    List<String> first = ids(created(world.create("same", 2, spec(Map.of()))).instances());
    var other = world.with(Map.of());
    assertThat(ids(created(world.create(other, "same", 2, spec(Map.of()))).instances()))
        .isEqualTo(first);
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void aLostReplyIsUnknownAndItsRepetitionNamesTheMachines() {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    ProviderFailure lost = failure(world.create("lost", 2, spec(Map.of())));
    assertThat(lost.outcomeKnown()).isFalse();
    assertThat(lost.code()).isEqualTo("CONNECTION_LOST");
    assertThat(world.calls("RunInstances")).as("never sent again by the client").hasSize(1);
    assertThat(created(world.create("lost", 2, spec(Map.of()))).instances()).hasSize(2);
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void noRoomForOneTypeGoesToTheNext() {
    world.cloud.faults().capacity("c5.large", 0);
    ProviderData.InstancesCreated made =
        created(world.create("next", 2, two("c5.large", "m5.large")));
    assertThat(made.instances()).extracting(InstanceInfo::instanceType).containsOnly("m5.large");
    assertThat(made.shortfalls()).isEmpty();
    assertThat(world.calls("RunInstances")).hasSize(2);
    assertThat(world.calls("RunInstances"))
        .extracting(call -> call.parameters().get("ClientToken"))
        .doesNotHaveDuplicates()
        .allMatch(token -> token.matches("[0-9a-f]{64}"));
  }

  @Test
  void whatOneTypeCannotGiveTheNextOneDoes() {
    world.cloud.faults().capacity("c5.large", 1);
    ProviderData.InstancesCreated made =
        created(world.create("rest", 3, two("c5.large", "m5.large")));
    assertThat(made.instances())
        .extracting(InstanceInfo::instanceType)
        .containsExactly("c5.large", "m5.large", "m5.large");
    assertThat(made.shortfalls()).isEmpty();
  }

  @Test
  void subnetsAreTriedInTheirOrderBeforeTheNextType() {
    world.cloud.faults().capacity("c5.large@us-east-1a", 0);
    LaunchSpec spec =
        new LaunchSpec(
            "web", withSubnets(two("c5.large", "m5.large"), AwsWorld.SUBNET_A, AwsWorld.SUBNET_B));
    created(world.create("place", 1, spec));
    assertThat(world.calls("RunInstances"))
        .extracting(
            call -> call.parameters().get("InstanceType") + " " + call.parameters().get("SubnetId"))
        .containsExactly("c5.large " + AwsWorld.SUBNET_A, "c5.large " + AwsWorld.SUBNET_B);
  }

  private static Map<String, Object> withSubnets(LaunchSpec spec, String... subnets) {
    Map<String, Object> values = new LinkedHashMap<>(spec.values());
    values.put("subnet_ids", List.of(subnets));
    return values;
  }

  @Test
  void fewerThanAskedSaysWhy() {
    world.cloud.faults().capacity("t3.micro", 2);
    ProviderData.InstancesCreated made = created(world.create("few", 5, spec(Map.of())));
    assertThat(made.instances()).hasSize(2);
    assertThat(made.shortfalls())
        .singleElement()
        .satisfies(why -> {
          assertThat(why.failureClass()).isEqualTo(FailureClass.CAPACITY);
          assertThat(why.message()).contains("2 of 5").contains("t3.micro");
        });
  }

  @Test
  void noRoomAnywhereIsCapacityAndNamesWhatWasTried() {
    world.cloud.faults().capacity("*", 0);
    ProviderFailure failure = failure(world.create("none", 1, two("c5.large", "m5.large")));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.outcomeKnown()).isTrue();
    assertThat(failure.code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
    assertThat(world.calls("RunInstances")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLackOfRoomIsOneWhicheverZoneIsAskedLast(boolean roomFirst) {
    List<String> codes = List.of("InsufficientInstanceCapacity", "Unsupported");
    for (String code : roomFirst ? codes : codes.reversed()) {
      world.cloud.faults().add(CallFault.error("RunInstances", code, 400));
    }
    ProviderFailure failure =
        failure(
            world.create(
                "order",
                1,
                spec(Map.of("subnet_ids", List.of(AwsWorld.SUBNET_A, AwsWorld.SUBNET_B)))));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
    assertThat(failure.message()).contains("Unsupported");
  }

  @Test
  void aWrongRequestEndsTheLaunchAtOnce() {
    LaunchSpec spec = new LaunchSpec("web", withImage(two("c5.large", "m5.large"), "ami-12345678"));
    ProviderFailure failure = failure(world.create("wrong", 1, spec));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.REQUEST);
    assertThat(failure.message()).contains("ami-12345678").contains("InvalidAMIID.NotFound");
    assertThat(world.calls("RunInstances")).hasSize(1);
  }

  private static Map<String, Object> withImage(LaunchSpec spec, String image) {
    Map<String, Object> values = new LinkedHashMap<>(spec.values());
    values.put("image_id", image);
    return values;
  }

  @Test
  void aRepetitionGoesOnAtTheStepWhoseReplyWasLostAlthoughRoomCameBackMeanwhile()
      throws IOException {
    world.cloud.faults().capacity("c5.large", 1);
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER).after(1));
    LaunchSpec spec = two("c5.large", "m5.large");
    assertThat(failure(world.create("again", 3, spec)).outcomeKnown()).isFalse();

    world.cloud.faults().capacity("c5.large", 100);
    var restarted = world.with(Map.of());
    ProviderData.InstancesCreated made = created(world.create(restarted, "again", 3, spec));
    assertThat(made.instances())
        .extracting(InstanceInfo::instanceType)
        .containsExactly("c5.large", "m5.large", "m5.large");
    assertThat(ids(made.instances())).containsExactlyInAnyOrderElementsOf(ids(world.alive()));
    assertThat(world.calls("RunInstances")).hasSize(3);

    assertThat(ids(created(world.create(restarted, "again", 3, spec)).instances()))
        .as("once answered, it is answered the same without a call")
        .isEqualTo(ids(made.instances()));
    assertThat(world.calls("RunInstances")).hasSize(3);
  }

  @Test
  void aLaunchThatWasRefusedBeforeItMadeAnythingCanBeSentAgain() {
    world.cloud.faults().add(CallFault.error("RunInstances", "RequestLimitExceeded", 503));
    LaunchSpec spec = two("c5.large", "m5.large");
    ProviderFailure throttled = failure(world.create("slow", 1, spec));
    assertThat(throttled.throttled()).isTrue();
    assertThat(throttled.outcomeKnown()).isTrue();
    assertThat(created(world.create("slow", 1, spec)).instances()).hasSize(1);
  }

  @Test
  void aLaunchThatWasThrottledTwiceIsKnownToHaveMadeNothing() {
    LaunchSpec spec = two("c5.large", "m5.large");
    for (int i = 0; i < 2; i++) {
      world.cloud.faults().add(CallFault.error("RunInstances", "RequestLimitExceeded", 503));
      assertThat(failure(world.create("slow", 1, spec)).outcomeKnown()).isTrue();
    }
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.create("slow", 1, spec)).outcomeKnown()).isFalse();
    for (int i = 0; i < 2; i++) {
      world.cloud.faults().add(CallFault.error("RunInstances", "RequestLimitExceeded", 503));
      assertThat(failure(world.create("slow", 1, spec)).outcomeKnown())
          .as("it was done meanwhile")
          .isFalse();
    }
    assertThat(ids(created(world.create("slow", 1, spec)).instances()))
        .isEqualTo(ids(world.alive()));
  }

  @Test
  void aRefusedRepetitionOfALaterStepIsNotTakenForTheStepsOwnRefusal() {
    world.cloud.faults().capacity("c5.large", 1);
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER).after(1));
    world.cloud.faults().add(CallFault.error("RunInstances", "RequestLimitExceeded", 503).after(1));
    LaunchSpec spec = two("c5.large", "m5.large");
    assertThat(failure(world.create("storm", 3, spec)).outcomeKnown()).isFalse();
    ProviderFailure throttled = failure(world.create("storm", 3, spec));
    assertThat(throttled.throttled()).isTrue();
    assertThat(throttled.outcomeKnown()).as("two machines were launched before").isFalse();
    assertThat(ids(created(world.create("storm", 3, spec)).instances()))
        .containsExactlyInAnyOrderElementsOf(ids(world.alive()))
        .hasSize(3);
  }

  @Test
  void tagsAreSentInOneOrderSoThatAnotherProcessRepeatsTheSameCall() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (char name = 'z'; name >= 'a'; name--) {
      tags.put("team-" + name, "x");
    }
    created(world.create("order", 1, spec(Map.of("tags", tags))));
    Map<String, String> sent = world.calls("RunInstances").getFirst().parameters();
    assertThat(
            IntStream.rangeClosed(1, tags.size() + AwsWorld.TAGS.size())
                .mapToObj(number -> sent.get("TagSpecification.1.Tag." + number + ".Key")))
        .isSorted()
        .contains("team-a", "signalbox:attempt");
  }

  @Test
  void anOldNoteThatCannotBeTakenAwayStopsNoLaunch() throws IOException {
    Path old = folder.resolve("aws/aws-east/old.json");
    Files.createDirectories(old.resolve("kept"));
    Files.setLastModifiedTime(old, FileTime.from(world.time.now().minus(Duration.ofDays(3))));
    assertThat(created(world.create("req-6-1", 1, two("c5.large", "m5.large"))).instances())
        .hasSize(1);
  }

  @Test
  void whatAKilledProcessLeftOfANoteIsTakenAway() throws IOException {
    Path left = folder.resolve("aws/aws-east/req-5-1.json.new");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "{");
    Files.setLastModifiedTime(left, FileTime.from(world.time.now().minus(Duration.ofDays(3))));
    created(world.create("req-6-2", 1, two("c5.large", "m5.large")));
    assertThat(left).doesNotExist();
  }

  @Test
  void aNoteThatCannotBeReachedIsNoMissingOne() throws IOException {
    Path note = folder.resolve("aws/aws-east/req-9-2.json");
    Files.createDirectories(note.getParent());
    Files.createSymbolicLink(note, note.getFileName());
    ProviderFailure failure = failure(world.create("req-9-2", 1, two("c5.large", "m5.large")));
    assertThat(failure.outcomeKnown()).isFalse();
    assertThat(failure.code()).isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void theNoteIsItsUsersAloneAndHasNothingThatIsSent() throws IOException {
    world.cloud.faults().capacity("c5.large", 0);
    Map<String, Object> values = new LinkedHashMap<>(two("c5.large", "m5.large").values());
    values.put("user_data", "password=us3rd4ta");
    created(world.create("req-7-1", 1, new LaunchSpec("web", values)));
    Path note = folder.resolve("aws/aws-east/req-7-1.json");
    assertThat(Files.readString(note)).contains("m5.large").doesNotContain("us3rd4ta");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aLaunchOfOneStepLeavesNoNote() {
    created(world.create("req-8-1", 1, spec(Map.of())));
    assertThat(folder.resolve("aws/aws-east/req-8-1.json")).doesNotExist();
  }

  @Test
  void aBrokenNoteSendsNothing() throws IOException {
    Path note = folder.resolve("aws/aws-east/req-9-1.json");
    Files.createDirectories(note.getParent());
    Files.writeString(note, "{\"key\":");
    ProviderFailure failure = failure(world.create("req-9-1", 1, two("c5.large", "m5.large")));
    assertThat(failure.outcomeKnown()).isFalse();
    assertThat(failure.code()).isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(failure.message()).as("which to mend").contains(note.toString());
    assertThat(world.cloud.calls()).isEmpty();
  }

  @Test
  void aLaunchBegunInAnotherRegionIsNotSentHere() {
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    LaunchSpec spec = two("c5.large", "m5.large");
    assertThat(failure(world.create("moved", 1, spec)).outcomeKnown()).isFalse();
    var elsewhere = world.with(Map.of("region", "eu-west-1"));
    ProviderFailure failure = failure(world.create(elsewhere, "moved", 1, spec));
    assertThat(failure.code()).isEqualTo("REGION_CHANGED");
    assertThat(failure.message()).contains("us-east-1").contains("eu-west-1");
    assertThat(world.calls("RunInstances")).hasSize(1);
  }

  @Test
  void whoeverWasOvertakenStopsWhereHeIs() throws Exception {
    world.cloud.faults().capacity("c5.large", 0);
    world.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.HANG_AFTER));
    LaunchSpec spec = two("c5.large", "m5.large");
    var slow = world.with(Map.of());
    var answer = new FutureTask<>(() -> world.create(slow, "race", 1, spec));
    Thread.ofVirtual().start(answer);
    while (world.calls("RunInstances").isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(created(world.create("race", 1, spec)).instances()).hasSize(1);
    world.cloud.faults().release();
    assertThat(failure(answer.get()).outcomeKnown()).isFalse();
    assertThat(world.alive()).hasSize(1);
  }

  @Test
  void unitsOfAMachineAreFoundAgainByItsTag() {
    Map<String, Object> values = new LinkedHashMap<>(spec(Map.of()).values());
    values.remove("instance_type");
    values.put("machine_types", Map.of("m5.xlarge", 4L));
    assertThat(created(world.create("units", 1, new LaunchSpec("web", values))).instances())
        .extracting(InstanceInfo::units)
        .containsExactly(4);
    assertThat(world.alive()).extracting(InstanceInfo::units).containsExactly(4);
  }

  @Test
  void spotMachinesAreBoughtAsSpot() {
    LaunchSpec spec = spec(Map.of("price_type", "spot", "max_price", new BigDecimal("0.5")));
    assertThat(created(world.create("spot", 1, spec)).instances())
        .extracting(InstanceInfo::priceType)
        .containsExactly("spot");
    LaunchSpec low = spec(Map.of("price_type", "spot", "max_price", new BigDecimal("0.0001")));
    assertThat(failure(world.create("low", 1, low)))
        .extracting(ProviderFailure::failureClass, ProviderFailure::code)
        .containsExactly(FailureClass.CAPACITY, "SPOT_MAX_PRICE_TOO_LOW");
  }

  @Test
  void aQuotaIsCapacityAndSaysWhatToDo() {
    world.cloud.faults().quotas(2, 10);
    created(world.create("within", 1, spec(Map.of())));
    ProviderFailure failure = failure(world.create("beyond", 1, spec(Map.of())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.code()).isEqualTo("VCPU_LIMIT_EXCEEDED");
    assertThat(failure.message()).contains("quota");
  }

  @Test
  void withoutAKeyNothingIsSent() {
    assertThat(
            failure(
                    world.provider.execute(
                        new ProviderOperation.CreateInstances(
                            spec(Map.of()), 1, Map.of(), world.context())))
                .code())
        .isEqualTo("MISSING_IDEMPOTENCY_KEY");
    assertThat(world.cloud.calls()).isEmpty();
  }
}
