package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import java.io.IOException;

/** What every way to launch says of notes and repetitions. Stateless. */
public final class LaunchFailures {

  private static final String JOURNAL = "JOURNAL_UNAVAILABLE";

  private LaunchFailures() {}

  /** Whoever took the launch up later goes on with it. */
  public static ProviderFailure overtaken() {
    return ProviderFailure.unknown(
        "TAKEN_UP_ELSEWHERE", "Another process has taken this launch up and goes on with it");
  }

  /** Nothing was sent. */
  public static ProviderFailure notNoted(IOException why) {
    return ProviderFailure.of(
        FailureClass.PROVIDER,
        JOURNAL,
        "The launch was not sent, because it cannot be noted first: " + why);
  }

  /** A note that cannot be read may tell of machines. */
  public static ProviderFailure unreadable(IOException why) {
    return ProviderFailure.unknown(
        JOURNAL,
        "How far the launch is cannot be read or noted: "
            + why
            + ". Nothing further is sent until it can");
  }

  /** What refuses a repetition says nothing of what was sent before. */
  public static ProviderFailure ofRepetition(ProviderFailure failure) {
    return failure.outcomeKnown()
        ? with(
            failure,
            failure.message() + "; whether it was done when it was sent before is not known",
            false)
        : failure;
  }

  /** The same in other words. */
  public static ProviderFailure with(
      ProviderFailure failure, String message, boolean outcomeKnown) {
    return new ProviderFailure(
        failure.code(),
        message,
        failure.details(),
        failure.failureClass(),
        outcomeKnown,
        failure.throttled(),
        failure.retryAfter());
  }
}
