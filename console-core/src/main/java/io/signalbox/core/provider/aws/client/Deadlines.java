package io.signalbox.core.provider.aws.client;

import java.time.Duration;
import java.time.Instant;

/** Parts of the time that an operation has. Stateless. */
public final class Deadlines {

  /**
   * As long as a launch takes on a bad day. What is sent with less is cut off while AWS is at it,
   * so that nobody knows what became of it; and who asked waits no longer than to the deadline.
   */
  private static final Duration LAST = Duration.ofSeconds(5);

  private Deadlines() {}

  /** For what may be left out beside something that may not: half of what is left. */
  public static Instant half(Instant now, Instant deadline) {
    return now.plus(Duration.between(now, deadline).dividedBy(2));
  }

  /**
   * Until when everything ends that comes before a launch is sent, five seconds before the
   * deadline: so that the launch has its time, or it is told, and heard, that nothing was sent.
   */
  public static Instant beforeLaunch(Instant deadline) {
    return deadline.minus(LAST);
  }
}
