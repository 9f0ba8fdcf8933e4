package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.provider.ApiCallLog;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Makes calls, each within what is left until its deadline, turns what is thrown into a failure,
 * and notes each for whoever wants to know. Thread-safe.
 */
public final class Caller {

  /** Who takes the calls of the operation that this thread carries out. */
  private static final ScopedValue<ApiCallLog> LOG = ScopedValue.newInstance();

  private final TimeSource time;
  private final String region;

  /**
   * @param region that it calls
   */
  public Caller(TimeSource time, String region) {
    this.time = time;
    this.region = region;
  }

  /** How a call ended, with what was seen of it beside that. */
  public record Seen<T>(Reply<T> reply, Exchange exchange) {}

  /** Carries out work whose calls, as far as this thread makes them, are noted in a log. */
  public static <T> T noting(ApiCallLog log, Supplier<T> work) {
    return ScopedValue.where(LOG, log).call(work::get);
  }

  /** A call that changes nothing: however it failed, nothing was done. */
  public <T> Reply<T> read(
      String action, Instant deadline, Function<AwsRequestOverrideConfiguration, T> call) {
    return call(action, false, deadline, call).reply();
  }

  /** The same, for who wants to know more of it than its answer. */
  public <T> Seen<T> look(
      String action, Instant deadline, Function<AwsRequestOverrideConfiguration, T> call) {
    return call(action, false, deadline, call);
  }

  /** A call that changes something: from when it is sent, what became of it may be unknown. */
  public <T> Reply<T> change(
      String action, Instant deadline, Function<AwsRequestOverrideConfiguration, T> call) {
    return call(action, true, deadline, call).reply();
  }

  /** The clock that deadlines are of. */
  public Instant now() {
    return time.now();
  }

  /** Whether there is still time for a call. */
  public boolean isInTime(Instant deadline) {
    return time.now().isBefore(deadline);
  }

  private <T> Seen<T> call(
      String action,
      boolean changes,
      Instant deadline,
      Function<AwsRequestOverrideConfiguration, T> call) {
    Exchange exchange = new Exchange(time);
    Duration left = Duration.between(exchange.begun(), deadline);
    if (!left.isPositive()) {
      return new Seen<>(
          new Reply.Failed<>(
              ProviderFailure.notSent(
                  FailureClass.TRANSIENT,
                  "TIMEOUT",
                  action + " was not sent: the deadline had passed")),
          exchange);
    }
    AwsRequestOverrideConfiguration configuration =
        AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(left)
            .putExecutionAttribute(Sending.EXCHANGE, exchange)
            .build();
    Reply<T> reply;
    try {
      reply = new Reply.Answered<>(call.apply(configuration));
    } catch (RuntimeException e) {
      // Not the SDK's alone: a profile that cannot be read is told by other means.
      reply =
          new Reply.Failed<>(
              ClockSkew.diagnosed(
                  AwsFailures.of(e, action, changes, exchange.wasSent(), exchange.token()),
                  exchange.skew()));
    }
    exchange.ended();
    note(action, exchange, reply);
    return new Seen<>(reply, exchange);
  }

  private void note(String action, Exchange exchange, Reply<?> reply) {
    if (!LOG.isBound()) {
      return;
    }
    String code = "";
    String message = "";
    if (reply instanceof Reply.Failed<?>(ProviderFailure failure)) {
      code = AwsFailures.codeOf(failure).isEmpty() ? failure.code() : AwsFailures.codeOf(failure);
      message = failure.evidence();
    }
    LOG.get()
        .add(
            new ApiCall(
                action,
                region,
                exchange.begun(),
                exchange.took(),
                exchange.reference(),
                code,
                message,
                exchange.retries()));
  }
}
