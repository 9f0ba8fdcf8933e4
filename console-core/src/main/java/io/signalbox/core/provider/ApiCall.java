package io.signalbox.core.provider;

import java.time.Duration;
import java.time.Instant;

/**
 * One call of a cloud's API that an operation made.
 *
 * @param action as the cloud names it, such as {@code ec2:RunInstances}
 * @param region of the cloud that it was made to; empty where it has none
 * @param at when it was begun
 * @param took until it was answered or given up, its repetitions included
 * @param reference the cloud's own id of it; empty where it gave none
 * @param code the failure's code; empty for a call that succeeded
 * @param message why it failed, never a secret; empty for one that succeeded
 * @param retries how often it was sent again, at least 0
 */
public record ApiCall(
    String action,
    String region,
    Instant at,
    Duration took,
    String reference,
    String code,
    String message,
    int retries) {

  public ApiCall {
    if (took.isNegative() || retries < 0) {
      throw new IllegalArgumentException(
          "A call takes no less than no time, and is sent again no less than never: "
              + took
              + ", "
              + retries);
    }
  }

  /** One of a cloud without regions. */
  public ApiCall(
      String action,
      Instant at,
      Duration took,
      String reference,
      String code,
      String message,
      int retries) {
    this(action, "", at, took, reference, code, message, retries);
  }

  public boolean succeeded() {
    return code.isEmpty();
  }
}
