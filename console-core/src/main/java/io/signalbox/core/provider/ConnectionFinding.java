package io.signalbox.core.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a test of a provider found about one thing that it needs.
 *
 * @param name what was tried, in the provider's words: {@code identity}, {@code
 *     ec2:DescribeInstances}
 * @param outcome how that went
 * @param evidence what was seen, for a person; never a secret
 * @param took how long the trial took; null where nothing was asked
 * @param advice what to do; empty where nothing is to be done
 */
public record ConnectionFinding(
    String name, Outcome outcome, String evidence, @Nullable Duration took, String advice) {

  /** How a trial went. */
  public enum Outcome {
    OK,
    /** The provider cannot do its work without it. */
    FAILED,
    /** It was tried, and whether it works cannot be told. */
    UNKNOWN,
    /** It was not tried, or is not needed. */
    SKIPPED
  }

  public static ConnectionFinding ok(String name, String evidence, @Nullable Duration took) {
    return new ConnectionFinding(name, Outcome.OK, evidence, took, "");
  }

  public static ConnectionFinding failed(
      String name, String evidence, @Nullable Duration took, String advice) {
    return new ConnectionFinding(name, Outcome.FAILED, evidence, took, advice);
  }

  public static ConnectionFinding unknown(
      String name, String evidence, @Nullable Duration took, String advice) {
    return new ConnectionFinding(name, Outcome.UNKNOWN, evidence, took, advice);
  }

  public static ConnectionFinding skipped(String name, String why, String advice) {
    return new ConnectionFinding(name, Outcome.SKIPPED, why, null, advice);
  }

  /** What a health check says, for a provider that has no trials of its own. */
  static ConnectionFinding ofHealth(ProviderResult result) {
    String name = "health";
    return switch (result) {
      case ProviderResult.Success(ProviderData.HealthChecked(ProviderHealthStatus status)) ->
          switch (status.state()) {
            case HEALTHY -> ok(name, status.message(), status.responseTime());
            case UNHEALTHY -> failed(name, status.message(), status.responseTime(), "");
            case DEGRADED, UNKNOWN -> unknown(name, status.message(), status.responseTime(), "");
          };
      case ProviderResult.Success other -> unknown(name, "Answered with something else", null, "");
      case ProviderResult.Failure(ProviderFailure failure) ->
          failure.countsAgainstProvider()
              ? failed(name, failure.code() + ": " + failure.message(), null, failure.advice())
              : unknown(name, failure.code() + ": " + failure.message(), null, failure.advice());
    };
  }
}
