package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Returns from one fleet that are made one right after the other, or at a time. */
final class FleetReturnsTest extends AwsTest {

  private static LaunchSpec fleet(String api, String type) {
    Map<String, Object> values = new LinkedHashMap<>(AwsWorld.two("c5.large", "m5.large").values());
    values.put("provider_api", api);
    values.put("fleet_type", type);
    values.put("price_type", "spot");
    values.put("allocation_strategy", "capacityOptimized");
    return new LaunchSpec("web", values);
  }

  private List<String> launched(String api, String type, int asked) {
    created(world.create("req-1-1", asked, fleet(api, type)));
    world.time.advance(Duration.ofSeconds(8));
    List<String> ids =
        ids(((ProviderData.InstanceStatuses) AwsWorld.data(world.tagged(TAGS))).instances());
    world.time.advance(Duration.ofMinutes(1));
    return ids;
  }

  /** What lives after AWS has replaced what it would. */
  private List<String> left() {
    world.cloud.faults().listingLag(Duration.ZERO);
    world.time.advance(Duration.ofMinutes(2));
    world.alive();
    world.time.advance(Duration.ofMinutes(1));
    return ids(world.alive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC2Fleet", "SpotFleet"})
  void machinesReturnedOneRightAfterTheOtherAreNotReplacedWhereListingsLag(String api) {
    List<String> ids = launched(api, "maintain", 3);
    world.cloud.faults().listingLag(Duration.ofSeconds(20));
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(1));
    AwsWorld.data(world.terminate(ids.subList(1, 2)));
    assertThat(left()).containsExactly(ids.get(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC2Fleet", "SpotFleet"})
  void aFleetThatNeverHadAllGoesWithItsLastMachineWhereListingsLag(String api) {
    world.cloud.faults().merge("{\"capacity\": {\"c5.large\": 2, \"m5.large\": 0}}");
    List<String> ids = launched(api, "maintain", 3);
    assertThat(ids).hasSize(2);
    world.cloud.faults().listingLag(Duration.ofSeconds(20));
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(1));
    AwsWorld.data(world.terminate(ids.subList(1, 2)));
    assertThat(world.calls(api.equals("EC2Fleet") ? "DeleteFleets" : "CancelSpotFleetRequests"))
        .hasSize(1);
    assertThat(left()).isEmpty();
  }

  /** A return that has sent a call whose answer does not come until faults are released. */
  private FutureTask<ProviderResult> hangsReturning(List<String> ids, String call)
      throws Exception {
    world.cloud.faults().add(CallFault.once(call, CallFault.Effect.HANG_AFTER));
    var slow = world.with(Map.of());
    OperationContext context = world.context();
    var answer =
        new FutureTask<ProviderResult>(
            () -> slow.execute(new ProviderOperation.TerminateInstances(ids, context)));
    Thread.ofVirtual().start(answer);
    while (world.calls(call).isEmpty()) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void nothingIsTerminatedWhileAnOlderReturnMayStillRaiseTheFleet() throws Exception {
    List<String> ids = launched("EC2Fleet", "maintain", 3);
    FutureTask<ProviderResult> answer = hangsReturning(ids.subList(0, 1), "ModifyFleet");

    ProviderFailure waits = failure(world.terminate(ids.subList(1, 2)));
    assertThat(waits.code()).isEqualTo("LOWERED_MEANWHILE");
    assertThat(waits.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(waits.outcomeKnown()).isTrue();
    world.cloud.faults().release();
    assertThat(failure(answer.get()).outcomeKnown()).isFalse();
    assertThat(world.calls("TerminateInstances")).isEmpty();

    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(21));
    AwsWorld.data(world.terminate(ids.subList(1, 2)));
    assertThat(left()).containsExactly(ids.get(2));
  }

  @Test
  void anInstantFleetGoesWithItsLastMachineAlthoughTwoAreReturnedAtATime() throws Exception {
    List<String> ids = launched("EC2Fleet", "instant", 2);
    FutureTask<ProviderResult> answer = hangsReturning(ids.subList(0, 1), "TerminateInstances");
    AwsWorld.data(world.terminate(ids.subList(1, 2)));
    world.cloud.faults().release();
    answer.get();
    assertThat(world.calls("DeleteFleets")).hasSize(1);
  }

  @Test
  void aMachineThatIsNotListedYetIsReturnedAlthoughTheAnswerOfAFleetWasLost() {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    failure(world.create("lost", 1, fleet("EC2Fleet", "maintain")));
    world.cloud.faults().listingLag(Duration.ofSeconds(20));
    List<String> young =
        ids(created(world.create("plain", 1, AwsWorld.spec(Map.of()))).instances());
    AwsWorld.data(world.terminate(young));
    assertThat(left()).isEmpty();
  }

  @Test
  void aNoteThatSaysNothingOfWhoLeftIsReadAsOneThatNobodyLeft() throws IOException {
    List<String> ids = launched("EC2Fleet", "maintain", 2);
    Path note = folder.resolve("aws/aws-east/fleets/req-1-1.json");
    String without =
        Files.readString(note).replaceAll(",\"(leaving|lowerings|turn)\":(\\[]|0)", "");
    assertThat(without).doesNotContain("leaving").doesNotContain("lowerings");
    Files.writeString(note, without);
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    assertThat(left()).containsExactly(ids.get(1));
  }
}
