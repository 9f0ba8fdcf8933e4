package io.signalbox.core.routing.tree;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.RoutingEvents;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of retries and fail-overs without flooding: the first of a kind at once, then one event for
 * all that follow within ten seconds. Each single one is in its operation's decision. Thread-safe.
 */
public final class FailoverNotes {

  static final Duration QUIET = Duration.ofSeconds(10);

  private final TimeSource time;
  private final EventStream events;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  private record Told(String at, String from, String to, String why) {}

  private static final class Kind {
    long toldNanos;
    boolean told;
    int since;
  }

  public FailoverNotes(TimeSource time, EventStream events) {
    this.time = time;
    this.events = events;
  }

  void failedOver(String at, String from, String to, String why) {
    int calls = calls(new Told(at, from, to, why).toString());
    if (calls > 0) {
      events.publish(new RoutingEvents.FailedOver(time.now(), at, from, to, why, calls));
    }
  }

  void retried(String member, int retry, int max, String why) {
    int calls = calls("retry " + member + " " + why);
    if (calls > 0) {
      events.publish(new RoutingEvents.Retried(time.now(), member, retry, max, why, calls));
    }
  }

  /** How many calls an event told now is about; 0 where it is not to be told yet. */
  private int calls(String key) {
    if (kinds.size() > 1_000) {
      kinds.clear();
    }
    Kind kind = kinds.computeIfAbsent(key, fresh -> new Kind());
    synchronized (kind) {
      long now = time.nanos();
      kind.since++;
      if (kind.told && now - kind.toldNanos < QUIET.toNanos()) {
        return 0;
      }
      int calls = kind.since;
      kind.told = true;
      kind.toldNanos = now;
      kind.since = 0;
      return calls;
    }
  }
}
