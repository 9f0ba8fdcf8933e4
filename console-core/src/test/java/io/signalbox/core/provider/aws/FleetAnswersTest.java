package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers to launches with fleets that come late, lack something, or are not known yet. */
final class FleetAnswersTest extends AwsTest {

  private static final String NO_TEMPLATE = "InvalidLaunchTemplateName.NotFoundException";

  private static LaunchSpec fleet(String type) {
    return AwsWorld.spec(Map.of("provider_api", "EC2Fleet", "fleet_type", type));
  }

  @Test
  void anInstantFleetThatIsBeingFilledIsNotTakenForOneThatMadeNothing() {
    world.cloud.faults().listingLag(Duration.ofSeconds(30));
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.create("req-1-1", 3, fleet("instant"))).outcomeKnown()).isFalse();
    world.time.advance(Duration.ofSeconds(1));
    ProviderFailure filled = failure(world.create("req-1-1", 3, fleet("instant")));
    assertThat(filled.code()).isEqualTo("FLEET_BEING_FILLED");
    assertThat(filled.outcomeKnown()).isFalse();
    assertThat(world.calls("DeleteFleets")).isEmpty();

    world.time.advance(Duration.ofSeconds(30));
    var made = created(world.create("req-1-1", 3, fleet("instant")));
    assertThat(made.instances()).hasSize(3);
    assertThat(ids(world.alive())).containsExactlyInAnyOrderElementsOf(ids(made.instances()));
  }

  @Test
  void anInstantFleetWithoutMachinesIsNotWaitedForLongerThanItIsFilled() {
    world.cloud.faults().listingLag(Duration.ofHours(1));
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_AFTER));
    failure(world.create("req-1-1", 3, fleet("instant")));
    world.time.advance(Duration.ofMinutes(16));
    ProviderFailure none = failure(world.create("req-1-1", 3, fleet("instant")));
    assertThat(none.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(none.outcomeKnown()).isTrue();
  }

  @Test
  void aFleetWithoutRoomSaysOfWhichMachineTypesWhereItsMessageDoesNot() {
    world.cloud.faults().capacity("*", 0);
    Map<String, Object> fields = new LinkedHashMap<>(fleet("instant").values());
    fields.remove("instance_type");
    fields.put("machine_types", Map.of("c5.large", 1L, "m5.large", 1L));
    fields.put("price_type", "spot");
    ProviderFailure none = failure(world.create("req-1-1", 3, new LaunchSpec("web", fields)));
    assertThat(none.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(none.message())
        .contains("no Spot capacity", "Asked for: ", "c5.large in ", "m5.large in ");
  }

  @Test
  void aSearchForALaunchThatIsThrottledSaysSo() {
    world.provider = world.with(Map.of("max_retries", 0L));
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_AFTER));
    failure(world.create("req-1-1", 1, fleet("request")));
    world.cloud.faults().add(CallFault.error("DescribeTags", "RequestLimitExceeded", 503));
    ProviderFailure throttled = failure(world.create("req-1-1", 1, fleet("request")));
    assertThat(throttled.throttled()).isTrue();
    assertThat(throttled.outcomeKnown()).isFalse();
    assertThat(throttled.details()).containsEntry("aws_code", "RequestLimitExceeded");
    created(world.create("req-1-1", 1, fleet("request")));
    assertThat(world.calls("CreateFleet")).hasSize(1);
  }

  @Test
  void aLaunchTemplateThatIsNotKnownEverywhereYetIsAskedForAgain() {
    world.cloud.faults().add(CallFault.error("CreateFleet", NO_TEMPLATE, 400).times(2));
    ProviderFailure early = failure(world.create("req-1-1", 1, fleet("request")));
    assertThat(early.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(early.outcomeKnown()).isTrue();
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
    created(world.create("req-1-1", 1, fleet("request")));
    assertThat(world.calls("CreateLaunchTemplate")).hasSize(2);
  }

  @Test
  void aLaunchTemplateThatCannotBeMadeAgainLeavesTheLaunchRefused() {
    world.cloud.faults().add(CallFault.error("CreateFleet", NO_TEMPLATE, 400));
    world.cloud.faults().add(CallFault.error("CreateLaunchTemplate", "Invalid", 400).after(1));
    ProviderFailure refused = failure(world.create("req-1-1", 1, fleet("request")));
    assertThat(refused.failureClass()).isEqualTo(FailureClass.REQUEST);
    assertThat(world.cloud.calls())
        .extracting(Call::action)
        .isEqualTo(
            List.of(
                "CreateLaunchTemplate",
                "CreateFleet",
                "CreateLaunchTemplate",
                "DeleteLaunchTemplate"));
  }

  /** As a service may be that speaks EC2: it says that all is done, and no more. */
  @Test
  void anAnswerThatDoesNotNameTheFleetIsUnknownAndHoldsUpNoReturn() throws IOException {
    HttpServer curt =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    curt.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] done = "<Done/>".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, done.length);
          exchange.getResponseBody().write(done);
          exchange.close();
        });
    curt.start();
    try {
      world.provider =
          world.with(Map.of("endpoint", "http://127.0.0.1:" + curt.getAddress().getPort()));
      for (String api : List.of("EC2Fleet", "SpotFleet")) {
        LaunchSpec spec =
            AwsWorld.spec(
                Map.of(
                    "provider_api",
                    api,
                    "price_type",
                    "spot",
                    "fleet_role",
                    "arn:aws:iam::111122223333:role/signalbox",
                    "fleet_type",
                    "request"));
        assertThat(failure(world.create(api, 1, spec)).outcomeKnown()).isFalse();
      }
      assertThat(world.terminate(List.of("i-00000000000000001")))
          .isInstanceOf(ProviderResult.Success.class);
    } finally {
      curt.stop(0);
    }
  }
}
