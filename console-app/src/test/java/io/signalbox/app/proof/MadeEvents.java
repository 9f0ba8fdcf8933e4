package io.signalbox.app.proof;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.routing.RoutingEvents;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Events that happen so many times a second, until this is closed: chains that went on. */
final class MadeEvents implements AutoCloseable {

  private static final int TIMES_A_SECOND = 10;
  private static final int SUBJECTS = 100;

  private final EventStream events;
  private final int each;
  private final ScheduledExecutorService every =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("events").factory());
  // On the executor's thread.
  private int number;

  private MadeEvents(EventStream events, int each) {
    this.events = events;
    this.each = each;
  }

  /**
   * @param eachSecond in tens; 0 for none
   */
  static MadeEvents in(EventStream events, int eachSecond) {
    MadeEvents made = new MadeEvents(events, eachSecond / TIMES_A_SECOND);
    made.every.scheduleAtFixedRate(made::publish, 0, 1_000 / TIMES_A_SECOND, TimeUnit.MILLISECONDS);
    return made;
  }

  private void publish() {
    for (int i = 0; i < each; i++) {
      int subject = number++ % SUBJECTS;
      events.publish(
          new RoutingEvents.FailedOver(
              Instant.now(),
              "line-" + subject,
              "west-" + subject,
              "east-" + subject,
              "TIMEOUT",
              1));
    }
  }

  @Override
  public void close() {
    every.shutdownNow();
  }
}
