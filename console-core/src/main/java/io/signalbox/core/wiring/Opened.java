package io.signalbox.core.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened, to be closed in reverse. Used by one thread at a time. */
final class Opened implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Answers the part, which is closed with the others from now on. */
  <C extends AutoCloseable> C add(C part) {
    parts.push(part);
    return part;
  }

  /** Closes every part, whatever one of them throws. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("Closing: {}", e.toString());
      }
    }
  }
}
