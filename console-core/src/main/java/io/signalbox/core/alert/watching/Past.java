package io.signalbox.core.alert.watching;

import io.signalbox.core.alert.AlertRule;
import java.time.Instant;

/** What is known of the minutes before a process began to judge. */
public interface Past {

  /** Nothing is known. */
  Past NONE =
      new Past() {
        @Override
        public void begin(Instant now) {}

        @Override
        public Standing before(AlertRule rule, String subject, Instant now) {
          return Standing.QUIET;
        }
      };

  /** A process begins: what was read for an earlier beginning is old. */
  void begin(Instant now);

  /**
   * How a measured metric stood with a provider; never firing, for what fires is told by whoever
   * found it. May block.
   */
  Standing before(AlertRule rule, String subject, Instant now);
}
