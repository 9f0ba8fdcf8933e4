package io.signalbox.core.command.handling;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the audit tells a hold, with all that is needed to put it back. */
final class HeldWords {

  private HeldWords() {}

  /** A hold that was in force. */
  static Map<String, Object> of(
      String key, String value, String who, String why, @Nullable Instant until) {
    return until(Map.of(key, value, "who", who, "why", why), until);
  }

  /** The same with its end, where it has one. */
  static Map<String, Object> until(Map<String, Object> hold, @Nullable Instant until) {
    if (until == null) {
      return hold;
    }
    Map<String, Object> ends = new HashMap<>(hold);
    ends.put("until", until.toString());
    return ends;
  }
}
