package io.signalbox.app.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.aws.failure.AwsError;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.request.Attempt;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which of all things a cloud can lack it was. */
final class ShortageTest {

  private static Attempt refused(String code, String message) {
    return new Attempt(
        1,
        "aws-east",
        3,
        "req-1-1",
        "",
        "{}",
        Attempt.Outcome.FAILED,
        "",
        code,
        message,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  @Test
  void roomIsToldWithItsMachineTypeAndZone() {
    Attempt attempt =
        refused(
            "INSUFFICIENT_INSTANCE_CAPACITY",
            "We currently do not have sufficient m5.2xlarge capacity in the Availability Zone you"
                + " requested (us-east-1a). You can currently get c5.large capacity by choosing"
                + " us-east-1b, us-east-1c");
    assertThat(Shortage.shortly(attempt)).isEqualTo("no room: m5.2xlarge");
    assertThat(Shortage.fully(attempt)).isEqualTo("no room for m5.2xlarge in us-east-1a");
  }

  @Test
  void severalMachineTypesAreCountedWhereThereIsLittleRoom() {
    Attempt attempt =
        refused(
            "INSUFFICIENT_INSTANCE_CAPACITY",
            "no room for t3.medium in us-east-1a; no room for u-6tb1.metal in us-east-1b");
    assertThat(Shortage.shortly(attempt)).isEqualTo("no room: 2 types");
    assertThat(Shortage.fully(attempt))
        .isEqualTo("no room for t3.medium, u-6tb1.metal in us-east-1a, us-east-1b");
  }

  @Test
  void aQuotaIsNoLackOfRoomAndSaysWhich() {
    assertThat(Shortage.shortly(refused("VCPU_LIMIT_EXCEEDED", "of m5.large")))
        .isEqualTo("vCPU quota used up");
    assertThat(Shortage.fully(refused("INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET", "")))
        .isEqualTo("no address in subnet");
  }

  @Test
  void whatSaysNoMoreThanThatIsToldAsThat() {
    assertThat(Shortage.shortly(refused("INSUFFICIENT_CAPACITY", ""))).isEqualTo("no capacity");
    assertThat(Shortage.shortly(refused("INVALID_AMIID_NOT_FOUND", "")))
        .isEqualTo("invalid amiid not found");
  }

  /**
   * Nothing of AWS's table is told as no capacity without saying of what, bar its own such word.
   */
  @Test
  void everyLackOfAwsHasWordsOfItsOwnThatFitTheColumn() {
    for (AwsError row : AwsError.TABLE) {
      if (row.failureClass() == FailureClass.CAPACITY
          && !row.code().equals("InsufficientCapacity")) {
        String code = AwsFailures.told(row.code().replace("*", ""), "", "ec2:RunInstances").code();
        String words = Shortage.shortly(refused(code, ""));
        assertThat(words).as(code).isNotEqualTo("no capacity").doesNotContain("exceeded");
        assertThat(("99 " + words).length()).as(words).isLessThanOrEqualTo(RequestWords.LONGEST);
      }
    }
  }
}
