package io.signalbox.core.routing.balancing;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.background.LatestByKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which provider a session was given first, until it has not been used for its time. Bounded: the
 * session not used for longest gives way. Thread-safe.
 */
public final class Sessions {

  /** The most sessions remembered. */
  public static final int MAX_SESSIONS = 10_000;

  /**
   * @param until when it ends if it is not used again
   */
  public record Remembered(String session, String provider, Instant until) {}

  private final Map<String, Remembered> sessions =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > MAX_SESSIONS;
        }
      };
  private final LatestByKey<String, Remembered> changed = new LatestByKey<>(MAX_SESSIONS);

  /** The provider of a session that has not ended. */
  public synchronized @Nullable String provider(String session, Instant now) {
    Remembered known = sessions.get(session);
    if (known == null) {
      return null;
    }
    if (!now.isBefore(known.until())) {
      sessions.remove(session);
      return null;
    }
    return known.provider();
  }

  /** Remembers a session's provider from now on; using it again keeps it alive. */
  public synchronized void remember(
      String session, String provider, Instant now, Duration timeout) {
    Remembered fresh = new Remembered(session, provider, now.plus(timeout));
    sessions.put(session, fresh);
    changed.put(session, fresh);
  }

  /** Takes over what another process, or this one before a restart, knew; its own is newer. */
  public synchronized void restore(List<Remembered> stored, Instant now) {
    for (Remembered each : stored) {
      Remembered own = sessions.get(each.session());
      if (now.isBefore(each.until()) && (own == null || own.until().isBefore(each.until()))) {
        sessions.put(each.session(), each);
      }
    }
  }

  /**
   * What changed, for the store.
   *
   * @param write saves sessions
   */
  public KeptBehind keptBehind(Consumer<List<Remembered>> write) {
    return changed.keptBehind("sticky sessions", write);
  }
}
