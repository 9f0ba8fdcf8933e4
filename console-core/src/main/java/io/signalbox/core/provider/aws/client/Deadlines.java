package io.signalbox.core.provider.aws.client;

import java.time.Duration;
import java.time.Instant;

/** Parts of the time that an operation has. Stateless. */
public final class Deadlines {

  /** Who asked waits no longer than to the deadline: what is told then is not heard. */
  private static final Duration LAST = Duration.ofSeconds(1);

  private Deadlines() {}

  /** For what may be left out beside something that may not: half of what is left. */
  public static Instant half(Instant now, Instant deadline) {
    return now.plus(Duration.between(now, deadline).dividedBy(2));
  }

  /**
   * Until when everything ends that comes before a launch is sent, a second before the deadline: so
   * that it is told, and heard, that nothing was sent.
   */
  public static Instant beforeLaunch(Instant deadline) {
    return deadline.minus(LAST);
  }
}
