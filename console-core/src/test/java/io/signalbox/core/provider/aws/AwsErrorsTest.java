package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.aws.failure.AwsError;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's codes, each as it comes over the wire. */
final class AwsErrorsTest extends AwsTest {

  @Test
  void everyRowOfTheTable() {
    for (AwsError row : AwsError.TABLE) {
      String code = row.code().replace("*", "");
      int status = row.failureClass() == FailureClass.TRANSIENT ? 503 : 400;
      ProviderFailure failure = refused(code, status);
      assertThat(failure.failureClass()).as(row.code()).isEqualTo(row.failureClass());
      assertThat(failure.throttled()).as(row.code()).isEqualTo(row.throttled());
      assertThat(failure.outcomeKnown())
          .as(row.code())
          .isEqualTo(row.done() == AwsError.Done.NOTHING);
      assertThat(failure.message()).contains(code, "ec2:RunInstances", row.advice());
      assertThat(failure.details()).containsEntry("aws_code", code).containsKey("request_id");
    }
  }

  private ProviderFailure refused(String code, int status) {
    world.cloud.faults().add(CallFault.error("RunInstances", code, status));
    world.cloud.forgetCalls();
    ProviderFailure failure = failure(world.create("row-" + code, 1, spec(Map.of())));
    assertThat(world.calls("RunInstances")).as(code + " is not tried again").hasSize(1);
    return failure;
  }

  /** A capacity error has the status of a failure of AWS's own. */
  @Test
  void aLackOfRoomIsKnownWhateverItsStatus() {
    ProviderFailure failure = refused("InsufficientInstanceCapacity", 500);
    assertThat(failure.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.outcomeKnown()).isTrue();
  }

  /** As CreateFleet answers where there are as many fleets as the account may have. */
  @ParameterizedTest
  @ValueSource(strings = {"MaxFleetCountExceeded", "MaxSpotFleetRequestCountExceeded"})
  void whereNoMoreFleetsMayBeHadMachinesAreSoughtElsewhere(String code) {
    assertThat(refused(code, 400).failureClass()).isEqualTo(FailureClass.CAPACITY);
  }

  @ParameterizedTest
  @CsvSource({
    "403, PROVIDER, true, false",
    "429, TRANSIENT, true, true",
    "400, REQUEST, true, false",
    "500, TRANSIENT, false, false"
  })
  void aCodeThatIsNotListedGoesByItsStatus(
      int status, FailureClass failureClass, boolean known, boolean throttled) {
    ProviderFailure failure = refused("SomethingNew.Altogether", status);
    assertThat(failure.code()).isEqualTo("SOMETHING_NEW_ALTOGETHER");
    assertThat(failure.failureClass()).isEqualTo(failureClass);
    assertThat(failure.outcomeKnown()).isEqualTo(known);
    assertThat(failure.throttled()).isEqualTo(throttled);
  }

  @Test
  void aReadThatFailsIsKnownToHaveDoneNothing() {
    world.provider = world.with(Map.of("max_retries", 0L));
    world.cloud.faults().add(CallFault.error("DescribeInstances", "InternalError", 500));
    ProviderFailure failure = failure(world.tagged(AwsWorld.TAGS));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure.outcomeKnown()).isTrue();
  }

  /** As AWS words it, with the headers that it has signed itself. */
  @Test
  void aSignatureThatDoesNotMatchTellsNoTokenOfTheHeaders() {
    world.provider = world.with(Map.of("max_retries", 0L));
    world
        .cloud
        .faults()
        .add(
            new CallFault(
                "DescribeInstances",
                null,
                CallFault.Effect.ERROR,
                0,
                1,
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match the signature you provided."
                    + "\n\nThe Canonical String for this request should have been\n'POST\n/\n\n"
                    + "x-amz-security-token:IQoJb3JpZ2luX2Vj\n\nhost;x-amz-security-token'"));
    assertThat(failure(world.tagged(AwsWorld.TAGS)).message())
        .contains("does not match", "clock")
        .doesNotContain("IQoJb3JpZ2luX2Vj");
  }

  /** As a gateway before an EC2-compatible service may word it; the token is of no setting's. */
  @Test
  void anAnswerThatRepeatsItsHeadersTellsNoToken() throws IOException {
    String token = "IQoJb3JpZ2luX2Vj/+and=more";
    String answer =
        "<Response><Errors><Error><Code>Denied</Code><Message>no: X-Amz-Security-Token=%s, %s"
            + "</Message></Error></Errors><RequestID>1</RequestID></Response>";
    try (Recorder recorder =
        new Recorder(
            403, answer.formatted(token, URLEncoder.encode(token, StandardCharsets.UTF_8)))) {
      world.provider =
          world.with(Map.of("endpoint", recorder.address().toString(), "session_token", token));
      ProviderFailure failure = failure(world.tagged(AwsWorld.TAGS));
      assertThat(recorder.seen().getFirst().token()).contains(token);
      assertThat(failure.message()).contains("X-Amz-Security-Token=***, ***");
    }
  }

  /** The token is of whoever takes the role, and none of our own calls was sent with it. */
  @Test
  void aRefusedRoleTellsNoTokenThatTheRefusalRepeats() throws IOException {
    String token = "IQoJb3JpZ2luX2Vj/+and=more";
    String answer =
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no: X-Amz-Security-Token=%s, %s,"
            + " %s, %s</Message></Error><RequestId>1</RequestId></ErrorResponse>";
    try (Recorder recorder =
        new Recorder(
            403,
            answer.formatted(
                token,
                URLEncoder.encode(token, StandardCharsets.UTF_8),
                token.replace("/", "\\/"),
                Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))))) {
      world.provider = inRole(recorder, token);
      ProviderFailure failure = failure(world.tagged(AwsWorld.TAGS));
      assertThat(recorder.seen().getFirst().token()).contains(token);
      assertThat(failure.message())
          .contains("AccessDenied", "X-Amz-Security-Token=***, ***, ***, ***");
    }
  }

  /** As a proxy, or a service that is somewhat compatible, may answer who asks for a role. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>k3y-of-the-role</html>",
        "{\"SecretAccessKey\": \"k3y-of-the-role\"}",
        "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>",
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><SecretAccessKey>k3y-of-the-role"
            + "</SecretAccessKey></Credentials></AssumeRoleResult></AssumeRoleResponse>",
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId>"
            + "<SecretAccessKey>k3y-of-the-role</SecretAccessKey><Expiration>k3y-of-the-role"
            + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>",
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>A</AccessKeyId>"
            + "<SecretAccessKey>k3y-of-the-role</SecretAccessKey></AssumeRoleResult>"
      })
  void anOddAnswerToWhoAsksForARoleIsToldAsThatAndTellsNoKey(String answer) throws IOException {
    try (Recorder recorder = new Recorder(200, answer)) {
      world.provider = inRole(recorder, "t0k3n-of-the-user");
      ProviderFailure failure = failure(world.tagged(AwsWorld.TAGS));
      assertThat(failure.toString()).doesNotContain("k3y-of", "t0k3n-of");
      assertThat(failure.code()).isEqualTo("BAD_ANSWER");
      assertThat(failure.message()).contains("asked for the role", "endpoint of STS");
      assertThat(failure.outcomeKnown()).isTrue();
    }
  }

  private ProviderStrategy inRole(Recorder recorder, String token) {
    return world.with(
        Map.of(
            "endpoint",
            recorder.address().toString(),
            "session_token",
            token,
            "role_arn",
            "arn:aws:iam::111122223333:role/signalbox",
            "max_retries",
            0L));
  }

  @Test
  void aDeniedActionNamesItselfAndWhatToAddWithoutTheEncodedPart() {
    world.cloud.faults().deny("ec2:RunInstances");
    ProviderFailure failure = failure(world.create("denied", 1, spec(Map.of())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(failure.message())
        .contains("ec2:RunInstances", "policy")
        .doesNotContain("Encoded authorization");
  }
}
