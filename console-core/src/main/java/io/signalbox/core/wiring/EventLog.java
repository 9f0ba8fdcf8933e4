package io.signalbox.core.wiring;

import io.signalbox.core.event.Event;
import io.signalbox.core.log.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every event with its trace id, so that the log tells the same story as the screens. */
final class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.signalbox.event");

  void accept(Event event) {
    // An event without a trace of its own belongs to what this thread is doing.
    try (Logging.Attachment trace =
        event.traceId().isEmpty() ? () -> {} : Logging.trace(event.traceId())) {
      // The text of what an operator did names the operator; the audit keeps that, the log does
      // not.
      String text =
          event.lane() == Event.Lane.BY_HAND
              ? event.subject() + ": changed by an operator"
              : event.text();
      if (event.rehearsal()) {
        LOG.debug("{}", text);
        return;
      }
      switch (event.severity()) {
        case INFO, GOOD -> LOG.info("{}", text);
        case WARNING -> LOG.warn("{}", text);
        case ERROR -> LOG.error("{}", text);
      }
    }
  }
}
