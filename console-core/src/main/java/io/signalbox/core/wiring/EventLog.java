package io.signalbox.core.wiring;

import io.signalbox.core.event.Event;
import io.signalbox.core.log.Traced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every event with its trace id, so that the log tells the same story as the screens. */
final class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.signalbox.event");

  void accept(Event event) {
    try (Traced trace = Traced.by(event.traceId())) {
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
