package io.signalbox.core;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of work done again and again on a virtual thread of its own. A step that fails is told
 * once and tried again; only {@link #close} ends the loop.
 */
final class Loop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** How long closing waits for a step under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final Duration pause;
  private final TimeSource time;
  private final Runnable step;
  private final Thread thread;
  private volatile boolean closed;
  private String told = "";

  Loop(String name, Duration pause, TimeSource time, Runnable step) {
    this.name = name;
    this.pause = pause;
    this.time = time;
    this.step = step;
    this.thread = Thread.ofVirtual().name("signalbox-" + name).start(this::run);
  }

  private void run() {
    while (!closed) {
      try {
        step.run();
        told = "";
      } catch (RuntimeException e) {
        tell(e);
      }
      try {
        time.sleep(pause);
      } catch (InterruptedException e) {
        // Only close interrupts.
        return;
      }
    }
  }

  private void tell(RuntimeException e) {
    if (closed || told.equals(e.toString())) {
      return;
    }
    told = e.toString();
    if (e instanceof SignalboxException known) {
      LOG.warn("{}: {} {}", name, known.code(), known.getMessage());
    } else {
      LOG.error("{} failed and is tried again", name, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
