package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Duration;
import java.util.Optional;

/** When a clock is told to be wrong, and in which words. Stateless. */
public final class ClockSkew {

  /** How far the clocks may differ before it is told; AWS refuses calls from 5 min on. */
  public static final Duration TOLD = Duration.ofSeconds(60);

  public static final String ADVICE = "Set this machine's clock, by NTP for one";

  private ClockSkew() {}

  /** What is wrong with the clock; empty while the difference is small. */
  public static Optional<String> words(Duration skew) {
    return skew.abs().compareTo(TOLD) <= 0
        ? Optional.empty()
        : Optional.of(
            "This machine's clock is %s %s AWS's"
                .formatted(spoken(skew.abs()), skew.isNegative() ? "behind" : "ahead of"));
  }

  /** A refusal that the clock explains, with that. */
  static ProviderFailure diagnosed(ProviderFailure failure, Optional<Duration> skew) {
    Optional<String> wrong = skew.flatMap(ClockSkew::words);
    if (wrong.isEmpty() || !AwsFailures.isAboutTime(failure)) {
      return failure;
    }
    return new ProviderFailure(
            failure.code(),
            failure.evidence() + ": " + wrong.get(),
            failure.details(),
            failure.failureClass(),
            failure.outcomeKnown(),
            failure.throttled(),
            failure.retryAfter())
        .advising(
            failure.advice().isEmpty() ? ADVICE : ADVICE + ". If it goes on: " + failure.advice());
  }

  private static String spoken(Duration skew) {
    long seconds = skew.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 2 * 3600
        ? seconds / 60 + " min"
        : seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }
}
