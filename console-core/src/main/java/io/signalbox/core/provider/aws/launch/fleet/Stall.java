package io.signalbox.core.provider.aws.launch.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a fleet or group that has no room for all its machines and does not wait for it.
 *
 * @param since when it was first seen so with as many machines as it has, in milliseconds since
 *     1970; 0 while there is room
 * @param machines that it had then, or has to the end
 * @param letGo when it was made to launch no more, in milliseconds since 1970; 0 while it may
 * @param counted whether {@code machines} is all that it will ever have had
 */
public record Stall(long since, int machines, long letGo, boolean counted) {

  /** There is room, as far as is known. */
  static final Stall NONE = new Stall(0, 0, 0, false);

  /** How long AWS tries each machine type in each place, so that no room is none anywhere. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** After which what was launched last is told by the fleet, or listed. */
  static final Duration SEEN = Duration.ofSeconds(5);

  /** Without room for more than these machines. */
  Stall at(int launched, Instant now) {
    return since > 0 && machines == launched
        ? this
        : new Stall(now.toEpochMilli(), launched, 0, false);
  }

  boolean isOverdue(Instant now) {
    return since > 0 && !isLetGo() && isPast(since, PATIENCE, now);
  }

  boolean isLetGo() {
    return letGo > 0;
  }

  Stall letGo(Instant now) {
    return isLetGo() ? this : new Stall(since, machines, now.toEpochMilli(), false);
  }

  /** Whether what it has can be counted. */
  boolean canBeCounted(Instant now) {
    return isLetGo() && isPast(letGo, SEEN, now);
  }

  /** Once it is counted it stays so. */
  Stall counted(int launched) {
    return counted ? this : new Stall(since, launched, letGo, true);
  }

  private static boolean isPast(long from, Duration pause, Instant now) {
    return !Instant.ofEpochMilli(from).plus(pause).isAfter(now);
  }
}
