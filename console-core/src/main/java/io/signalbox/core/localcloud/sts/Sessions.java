package io.signalbox.core.localcloud.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of assumed roles, by their access key; forgotten with the process. One that ended is
 * still known for a day, so that it is told as such. Thread-safe.
 */
public final class Sessions {

  /**
   * A session.
   *
   * @param arn who it is
   * @param expires when it ends
   */
  public record Session(String arn, Instant expires) {}

  private static final Duration KNOWN = Duration.ofDays(1);

  private final Map<String, Session> byKey = new ConcurrentHashMap<>();

  void begin(String accessKey, Session session, Instant now) {
    byKey.values().removeIf(each -> each.expires().plus(KNOWN).isBefore(now));
    byKey.put(accessKey, session);
  }

  /** The session of an access key; empty for a key of another kind. */
  public Optional<Session> of(String accessKey) {
    return Optional.ofNullable(byKey.get(accessKey));
  }
}
