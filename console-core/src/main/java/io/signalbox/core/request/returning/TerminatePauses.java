package io.signalbox.core.request.returning;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a provider is asked again to terminate what is left of a return: a second after the first
 * time, then twice as long each time up to 20 s, however often the return is looked at. Kept in
 * memory: what is lost with the process is only when to ask. Thread-safe.
 */
final class TerminatePauses {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** What nobody has asked about for so long is forgotten. */
  private static final Duration FORGET = Duration.ofMinutes(5);

  private final TimeSource time;
  // Guarded by this.
  private final Map<String, Asked> asked = new HashMap<>();

  TerminatePauses(TimeSource time) {
    this.time = time;
  }

  /**
   * @param at monotonic nanoseconds
   * @param problem what came in its way; empty for nothing
   */
  private record Asked(long at, Duration pause, String problem) {}

  /** What came of it last, while it is not to be asked again yet; empty if it may be asked. */
  synchronized Optional<String> lastSaid(String returnId, String provider) {
    Asked last = asked.get(key(returnId, provider));
    return last == null || time.nanos() - last.at() >= last.pause().toNanos()
        ? Optional.empty()
        : Optional.of(last.problem());
  }

  /** It was asked just now. */
  synchronized void asked(String returnId, String provider, String problem) {
    long now = time.nanos();
    asked.values().removeIf(each -> now - each.at() > FORGET.toNanos());
    asked.merge(
        key(returnId, provider),
        new Asked(now, SHORTEST, problem),
        (last, first) -> new Asked(now, longer(last.pause()), problem));
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }

  private static String key(String returnId, String provider) {
    return returnId + "/" + provider;
  }
}
