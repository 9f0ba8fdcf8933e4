package io.signalbox.core.event;

import java.time.Instant;
import java.util.List;

/**
 * Keeps events for 24 h, so that a window shows what happened before it opened and what other
 * processes saw. Thread-safe; may block.
 */
public interface EventRepository {

  /** Appends events in one transaction; rehearsal events are not kept. */
  void append(List<StoredEvent> events);

  /** The newest {@code limit} (1 to 10,000) since then, oldest first. */
  List<StoredEvent> list(Instant since, int limit);

  /** An event as stored. */
  record StoredEvent(
      Instant at,
      Event.Lane lane,
      Event.Severity severity,
      String subject,
      String text,
      String traceId) {}
}
