package io.signalbox.core.provider.aws.client;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What is seen of one call beside its answer: how often it was sent, how long it took, and what the
 * heads of its answers say. The SDK tells it while it is under way. Thread-safe.
 */
public final class Exchange {

  private final TimeSource time;
  private final Instant begun;
  private final long begunNanos;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile Duration took = Duration.ZERO;
  private volatile String reference = "";
  private volatile String token = "";
  private volatile @Nullable Duration skew;

  Exchange(TimeSource time) {
    this.time = time;
    this.begun = time.now();
    this.begunNanos = time.nanos();
  }

  /** When it was begun. */
  public Instant begun() {
    return begun;
  }

  /** Until it was answered or given up. */
  public Duration took() {
    return took;
  }

  /** AWS's id of it; empty if AWS answered nothing. */
  public String reference() {
    return reference;
  }

  /** How often it was sent again. */
  public int retries() {
    return Math.max(0, sent.get() - Math.max(1, asked.get()));
  }

  /**
   * How far this machine's clock is ahead of that of whoever answered, negative if it is behind; to
   * the second. Empty if nobody answered with a date.
   */
  public Optional<Duration> skew() {
    return Optional.ofNullable(skew);
  }

  boolean wasSent() {
    return sent.get() > 0;
  }

  /** One page of it is asked for. */
  void asking() {
    asked.incrementAndGet();
  }

  void sending(SdkHttpRequest call) {
    sent.incrementAndGet();
    tokenOf(call).ifPresent(with -> token = with);
  }

  static Optional<String> tokenOf(SdkHttpRequest call) {
    return call.firstMatchingHeader("X-Amz-Security-Token");
  }

  /** The session token that went with it; empty if none did. A secret, wherever it was found. */
  String token() {
    return token;
  }

  void answered(SdkHttpResponse answer) {
    Instant now = time.now();
    answer.firstMatchingHeader("x-amzn-RequestId").ifPresent(id -> reference = id);
    answer
        .firstMatchingHeader("Date")
        .flatMap(Exchange::date)
        .ifPresent(theirs -> skew = Duration.ofSeconds(Duration.between(theirs, now).toSeconds()));
  }

  void ended() {
    took = Duration.ofNanos(Math.max(0, time.nanos() - begunNanos));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
