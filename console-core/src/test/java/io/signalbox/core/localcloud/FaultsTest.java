package io.signalbox.core.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.CallFault.Effect;
import io.signalbox.core.localcloud.faults.Knobs.KeyState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong when told to, and who may not call. */
final class FaultsTest {

  private final CloudCaller caller = new CloudCaller();

  @AfterEach
  void close() throws IOException {
    caller.close();
  }

  private int machines() {
    return caller.ec2("DescribeInstances").all("instanceId").size();
  }

  @Test
  void aReplyIsLostBeforeOrAfterItIsDone() {
    var faults = caller.cloud.faults();
    faults.add(CallFault.once("RunInstances", Effect.LOST_BEFORE));
    assertThatThrownBy(() -> caller.run(1, 1)).isInstanceOf(UncheckedIOException.class);
    assertThat(machines()).isZero();
    faults.add(CallFault.once("RunInstances", Effect.LOST_AFTER));
    assertThatThrownBy(() -> caller.run(1, 1)).isInstanceOf(UncheckedIOException.class);
    assertThat(machines()).isEqualTo(1);
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
    assertThat(caller.cloud.calls().stream().map(Call::outcome))
        .containsExactly("lost-before", "200", "lost-after 200", "200", "200");
  }

  @Test
  void aRequestThatIsLargerThanWhatIsReadIsRefusedAndNotCarriedOutInPart() {
    String over = "x".repeat(4 * 1024 * 1024);
    assertThat(caller.run(1, 1, "UserData", over).outcome()).isEqualTo("413 RequestEntityTooLarge");
    assertThat(machines()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"HANG_BEFORE, 0", "HANG_AFTER, 1"})
  void aCallHangsUntilReleased(Effect effect, int made) {
    caller.cloud.faults().add(CallFault.once("RunInstances", effect));
    var hanging = CompletableFuture.supplyAsync(() -> caller.run(1, 1).status());
    while (!caller.door("GET", "/_calls", "").body().contains("hang-")) {
      assertThat(hanging).isNotDone();
    }
    assertThat(machines()).isEqualTo(made);
    assertThat(hanging).isNotDone();
    caller.cloud.faults().release();
    assertThatThrownBy(hanging::join).hasRootCauseInstanceOf(IOException.class);
  }

  /** Between what it meets and its waiting a call may be overtaken by whoever clears. */
  @Test
  void aCallThatMetAFaultBeforeTheyWereClearedDoesNotHang() throws InterruptedException {
    var faults = caller.cloud.faults();
    faults.add(CallFault.once("RunInstances", Effect.HANG_BEFORE));
    var met = faults.meet("RunInstances", "us-east-1").orElseThrow();
    faults.clear();
    met.hang();
    assertThat(met.fault().effect()).isEqualTo(Effect.HANG_BEFORE);
  }

  @Test
  void errorsComeAfterSomeCallsAndSoManyTimes() {
    caller
        .cloud
        .faults()
        .add(CallFault.error("RunInstances", "InternalError", 500).after(1).times(2));
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
    assertThat(caller.run(1, 1).outcome()).isEqualTo("500 InternalError");
    assertThat(caller.run(1, 1).outcome()).isEqualTo("500 InternalError");
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
    assertThat(machines()).isEqualTo(2);
  }

  @Test
  void callsAreThrottledAndComeBackWithTime() {
    caller.cloud.faults().throttle("RunInstances", 1, 2);
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
    var refused = caller.run(1, 1);
    assertThat(refused.outcome()).isEqualTo("503 RequestLimitExceeded");
    assertThat(machines()).as("other actions").isEqualTo(2);
    caller.time.advance(Duration.ofSeconds(1));
    assertThat(caller.run(1, 1).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, 400 RequestExpired, 403 ExpiredToken, ExpiredTokenException",
    "UNKNOWN, 401 AuthFailure, 403 InvalidClientTokenId, UnrecognizedClientException",
    "DENIED, 403 UnauthorizedOperation, 403 AccessDenied, AccessDeniedException"
  })
  void keysAreNotGood(KeyState state, String ec2, String sts, String ssm) {
    caller.cloud.faults().key(caller.accessKey, state);
    assertThat(caller.run(1, 1).outcome()).isEqualTo(ec2);
    assertThat(caller.sts("GetCallerIdentity").outcome()).isEqualTo(sts);
    assertThat(caller.ssm("GetParameter", "{}").body()).contains("\"__type\":\"" + ssm + "\"");
  }

  @Test
  void aDeniedActionIsNamed() {
    caller.cloud.faults().deny("ec2:RunInstances");
    var refused = caller.run(1, 1);
    assertThat(refused.outcome()).isEqualTo("403 UnauthorizedOperation");
    assertThat(refused.text("Message"))
        .contains("arn:aws:iam::111122223333:user/rehearsal", "ec2:RunInstances");
    assertThat(caller.ec2("DescribeInstances").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {-301, 301})
  void aDateThatIsFiveMinutesOffIsRefused(int seconds) {
    var request = caller.signed("sts", HttpRequest.newBuilder(caller.cloud.endpoint()));
    var body = "Action=GetCallerIdentity&Version=2011-06-15";
    request.POST(HttpRequest.BodyPublishers.ofString(body));
    caller.time.advance(Duration.ofSeconds(seconds));
    assertThat(caller.send(request).outcome()).isEqualTo("403 SignatureDoesNotMatch");
  }

  @Test
  void aRegionThatIsNoneOrNotOptedInServesNobody() {
    caller.region = "us-moon-1";
    assertThat(caller.run(1, 1).outcome()).isEqualTo("401 AuthFailure");
    caller.region = "ap-east-1";
    assertThat(caller.run(1, 1).outcome()).isEqualTo("401 AuthFailure");
    assertThat(caller.sts("GetCallerIdentity").outcome()).isEqualTo("403 InvalidClientTokenId");
  }

  @Test
  void theDoorChangesWhatItNamesAndClears() {
    var changed =
        caller.door(
            "POST",
            "/_faults",
            """
            {"capacity": {"*": 1}, "anyIds": true,
             "calls": [{"action": "DescribeInstances", "effect": "error", "code": "Unavailable",
                        "status": 503}]}
            """);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(caller.run(1, 3, "ImageId", "ami-12345678").all("instanceId")).hasSize(1);
    assertThat(caller.ec2("DescribeInstances").outcome()).isEqualTo("503 Unavailable");
    assertThat(caller.door("GET", "/_faults", "").body())
        .contains("\"anyIds\" : true", "\"calls\" : [ ]");
    assertThat(caller.door("GET", "/_calls", "").body()).contains("\"503 Unavailable\"");
    assertThat(caller.door("DELETE", "/_faults", "").body()).contains("\"anyIds\" : false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"listingLag\": 3}",
        "{\"listingLagSeconds\": -1}",
        "{\"pageSize\": 0}",
        "{\"calls\": [{\"action\": \"*\", \"effect\": \"explode\"}]}",
        "{\"calls\": null}",
        "{\"calls\": [null]}",
        "{\"interrupt\": \"i-0123456789abcdef0\"}",
        "{\"interrupt\": [\"i-0123456789abcdef0\"]}"
      })
  void theDoorRefusesWhatCannotBe(String json) {
    var before = caller.cloud.faults().json();
    assertThat(caller.door("POST", "/_faults", json).status()).isEqualTo(400);
    assertThat(caller.cloud.faults().json()).isEqualTo(before);
  }

  @Test
  void theDoorInterruptsSpot() {
    var id = caller.launched(1, "InstanceMarketOptions.MarketType", "spot").getFirst();
    assertThat(caller.door("POST", "/_faults", "{\"interrupt\": [\"" + id + "\"]}").status())
        .isEqualTo(200);
    assertThat(caller.ec2("DescribeInstances").text("instanceState/name"))
        .isEqualTo("shutting-down");
  }

  @Test
  void theLogStrikesOutSecrets() {
    caller.run(1, 1, "UserData", "c2VjcmV0");
    assertThat(caller.cloud.calls().getFirst().parameters())
        .containsEntry("UserData", "(length 8)")
        .containsEntry("MinCount", "1");
    assertThat(caller.door("GET", "/_calls", "").body()).doesNotContain("c2VjcmV0");
  }
}
