package io.signalbox.app.ui.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.ConfigurationEvents;
import io.signalbox.core.event.EventStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {

  private final EventStream events = new EventStream();
  private final Deque<Runnable> screen = new ArrayDeque<>();
  private final Feed feed = new Feed(events, screen::add);
  private final AtomicInteger told = new AtomicInteger();

  FeedTest() {
    feed.onNews(told::incrementAndGet);
  }

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void manyEventsMakeOneCallOnTheScreen() {
    for (int i = 0; i < 1_000; i++) {
      happen();
    }
    feed.tick();
    assertThat(screen).hasSize(1);
    drain();
    assertThat(told).hasValue(1);
  }

  @Test
  void slowScreenGetsNoQueue() {
    for (int i = 0; i < 50; i++) {
      happen();
      feed.tick();
    }
    assertThat(screen).hasSize(1);
    drain();
    happen();
    feed.tick();
    assertThat(screen).hasSize(1);
  }

  @Test
  void quietSecondIsToldOnce() {
    for (int i = 0; i < 9; i++) {
      feed.tick();
    }
    assertThat(screen).isEmpty();
    feed.tick();
    assertThat(screen).hasSize(1);
  }

  @Test
  void pauseKeepsThePictureAndCountsWhatIsNew() {
    feed.setPaused(true);
    for (int i = 0; i < 43; i++) {
      happen();
    }
    feed.tick();
    drain();
    assertThat(told).hasValue(0);
    assertThat(feed.newWhilePausedProperty().get()).isEqualTo(43);
    feed.setPaused(false);
    assertThat(told).hasValue(1);
    assertThat(feed.newWhilePausedProperty().get()).isZero();
  }

  @Test
  void clockGoesOnWhilePaused() {
    AtomicInteger ticks = new AtomicInteger();
    feed.onTick(ticks::incrementAndGet);
    feed.setPaused(true);
    for (int i = 0; i < 20; i++) {
      feed.tick();
      drain();
    }
    assertThat(ticks).hasValue(2);
    assertThat(told).hasValue(0);
  }

  @Test
  void listenerThatLeftIsNotTold() {
    AtomicInteger other = new AtomicInteger();
    feed.onNews(other::incrementAndGet).run();
    happen();
    feed.tick();
    drain();
    assertThat(other).hasValue(0);
  }

  private void happen() {
    events.publish(new ConfigurationEvents.Reloaded(Instant.EPOCH, 0));
  }

  private void drain() {
    while (!screen.isEmpty()) {
      screen.removeFirst().run();
    }
  }
}
