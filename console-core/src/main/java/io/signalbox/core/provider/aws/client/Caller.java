package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Makes calls, each within what is left until its deadline, and turns what is thrown into a
 * failure. Thread-safe.
 */
public final class Caller {

  private final TimeSource time;

  public Caller(TimeSource time) {
    this.time = time;
  }

  /** A call that changes nothing: however it failed, nothing was done. */
  public <T> Reply<T> read(
      String action, Instant deadline, Function<AwsRequestOverrideConfiguration, T> call) {
    return call(action, false, deadline, call);
  }

  /** A call that changes something: from when it is sent, what became of it may be unknown. */
  public <T> Reply<T> change(
      String action, Instant deadline, Function<AwsRequestOverrideConfiguration, T> call) {
    return call(action, true, deadline, call);
  }

  /** Whether there is still time for a call. */
  public boolean isInTime(Instant deadline) {
    return time.now().isBefore(deadline);
  }

  private <T> Reply<T> call(
      String action,
      boolean changes,
      Instant deadline,
      Function<AwsRequestOverrideConfiguration, T> call) {
    Duration left = Duration.between(time.now(), deadline);
    if (!left.isPositive()) {
      return new Reply.Failed<>(
          ProviderFailure.notSent(
              FailureClass.TRANSIENT,
              "TIMEOUT",
              action + " was not sent: the deadline had passed"));
    }
    AtomicBoolean sent = new AtomicBoolean();
    AwsRequestOverrideConfiguration configuration =
        AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(left)
            .putExecutionAttribute(Sending.BEGUN, sent)
            .build();
    try {
      return new Reply.Answered<>(call.apply(configuration));
    } catch (RuntimeException e) {
      // Not the SDK's alone: a profile that cannot be read is told by other means.
      return new Reply.Failed<>(AwsFailures.of(e, action, changes, sent.get()));
    }
  }
}
