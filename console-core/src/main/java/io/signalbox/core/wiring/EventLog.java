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
      String text = event.logged();
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
