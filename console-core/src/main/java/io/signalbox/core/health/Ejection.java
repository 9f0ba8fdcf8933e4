package io.signalbox.core.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider is out, since it was found unhealthy, and how long it stays out: the next time
 * twice as long where it fails again soon after it came back. Guarded by its provider's monitor.
 */
final class Ejection {

  /** Who is back for less than this and fails again, stays out longer. */
  private static final Duration RELAPSE = Duration.ofMinutes(10);

  private static final Duration LONGEST_DWELL = Duration.ofSeconds(600);

  private boolean out;
  private @Nullable Instant backAt;
  private Duration dwell;
  private @Nullable Instant returnedAt;

  Ejection(HealthSettings settings) {
    this.dwell = settings.recoveryDwell();
  }

  /** Other settings: the next time it stays out as long as they say. */
  void settings(HealthSettings newest) {
    dwell = newest.recoveryDwell();
  }

  /** Takes over what was stored. */
  void restore(StoredHealth found, HealthSettings settings) {
    out = found.ejected() && settings.mode() != HealthCheckMode.DISABLED;
    backAt = found.backAt();
    Duration stored = found.dwell();
    dwell = stored == null ? settings.recoveryDwell() : stored;
    returnedAt = found.returnedAt();
  }

  void begin(HealthSettings settings, Instant now) {
    boolean relapse = returnedAt != null && now.isBefore(returnedAt.plus(RELAPSE));
    Duration doubled = dwell.multipliedBy(2);
    dwell =
        !relapse
            ? settings.recoveryDwell()
            : doubled.compareTo(LONGEST_DWELL) > 0 ? LONGEST_DWELL : doubled;
    out = true;
    backAt = now.plus(dwell);
  }

  void end(Instant now) {
    out = false;
    backAt = null;
    returnedAt = now;
  }

  /** Whether it has been out long enough. */
  boolean mayEnd(Instant now) {
    return backAt == null || !now.isBefore(backAt);
  }

  boolean isOut() {
    return out;
  }

  /** The earliest return; null where it is not out. */
  @Nullable Instant backAt() {
    return backAt;
  }

  /** How long it stays out, or did the last time. */
  Duration dwell() {
    return dwell;
  }

  /** When it came back last; null if never. */
  @Nullable Instant returnedAt() {
    return returnedAt;
  }
}
