package io.signalbox.core.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a provider's next active check is due. Guarded by its provider's monitor. */
final class CheckSchedule {

  // Null where it is due at once.
  private @Nullable Instant next;
  private boolean running;
  private boolean suspended;

  /** Whether a check is to be started now; it must be ended. */
  boolean start(HealthSettings settings, Instant now) {
    boolean due = next == null || !now.isBefore(next);
    if (!settings.mode().isActive() || suspended || running || !due) {
      return false;
    }
    running = true;
    return true;
  }

  /** A check has ended, with a result or without. */
  void end(HealthSettings settings, Instant now) {
    running = false;
    next = now.plus(settings.interval());
  }

  /** The next check is due from now on. */
  void due(Instant now) {
    next = now;
  }

  /** Other settings: the next check is due at once. */
  void restart() {
    next = null;
  }

  void suspend(boolean suspend, Instant now) {
    if (suspended && !suspend) {
      due(now);
    }
    suspended = suspend;
  }
}
