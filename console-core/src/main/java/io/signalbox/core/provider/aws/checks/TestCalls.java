package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** The calls of one test of a provider. Used by one thread. */
final class TestCalls {

  /** What says that nobody of AWS was spoken to. */
  private static final Set<String> UNREACHED =
      Set.of(
          "UNKNOWN_HOST",
          "TLS_FAILED",
          "UNREACHABLE",
          "NO_CONNECTION",
          "TIMEOUT",
          "CONNECTION_LOST",
          "BAD_ANSWER");

  /** No trial waits longer, so that one that hangs leaves time for the others. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Caller caller;
  private final Instant deadline;

  TestCalls(Caller caller, Instant deadline) {
    this.caller = caller;
    this.deadline = deadline;
  }

  /** Whether nobody of AWS was spoken to. */
  static boolean isUnreached(ProviderFailure failure) {
    return UNREACHED.contains(failure.code());
  }

  <T> Caller.Seen<T> look(String action, Function<AwsRequestOverrideConfiguration, T> call) {
    Instant longest = caller.now().plus(LONGEST);
    return caller.look(action, longest.isBefore(deadline) ? longest : deadline, call);
  }
}
