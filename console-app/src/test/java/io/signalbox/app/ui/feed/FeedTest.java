package io.signalbox.app.ui.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.testing.Views;
import io.signalbox.core.config.ConfigurationEvents;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {

  private final EventStream events = new EventStream();
  private final FakeSnapshots snapshots = new FakeSnapshots();
  private final Deque<Runnable> screen = new ArrayDeque<>();
  private final Feed feed = new Feed(snapshots, events, screen::add);
  private final List<ConsoleSnapshot> told = new ArrayList<>();

  FeedTest() {
    feed.onSnapshot(told::add);
  }

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void manySnapshotsMakeOneCallWithTheNewest() {
    for (int i = 0; i < 1_000; i++) {
      give(i);
    }
    feed.tick();
    assertThat(screen).hasSize(1);
    drain();
    assertThat(told).extracting(ConsoleSnapshot::machinesRunning).containsExactly(999);
    assertThat(feed.latest()).isSameAs(told.getFirst());
  }

  @Test
  void slowScreenGetsNoQueue() {
    for (int i = 0; i < 50; i++) {
      give(i);
      feed.tick();
    }
    assertThat(screen).hasSize(1);
    drain();
    assertThat(told).extracting(ConsoleSnapshot::machinesRunning).containsExactly(49);
  }

  @Test
  void callIsUnderWayUntilAllOfItWasShown() {
    AtomicInteger during = new AtomicInteger();
    feed.onSnapshot(shown -> {
      give(shown.machinesRunning() + 1);
      feed.tick();
      during.addAndGet(screen.size());
    });
    give(0);
    feed.tick();
    screen.removeFirst().run();
    assertThat(during).hasValue(0);
    feed.tick();
    assertThat(screen).hasSize(1);
  }

  @Test
  void listenerThatFailsDoesNotEndTheFeed() {
    feed.onSnapshot(shown -> {
      throw new IllegalStateException("a screen's own fault");
    });
    give(1);
    feed.tick();
    try {
      screen.removeFirst().run();
    } catch (IllegalStateException toTheUncaughtHandler) {
      assertThat(toTheUncaughtHandler).hasMessageContaining("own fault");
    }
    give(2);
    feed.tick();
    assertThat(screen).hasSize(1);
  }

  @Test
  void snapshotThatStandsIsHandedOverAgainOnceASecond() {
    give(1);
    feed.tick();
    drain();
    for (int i = 0; i < 9; i++) {
      feed.tick();
      drain();
    }
    assertThat(told).hasSize(1);
    for (int i = 0; i < 10; i++) {
      feed.tick();
      drain();
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).isSameAs(told.get(0));
  }

  @Test
  void pauseKeepsThePictureAndCountsWhatIsNew() {
    feed.setPaused(true);
    for (int i = 0; i < 43; i++) {
      happen();
    }
    give(7);
    seconds(1);
    assertThat(told).isEmpty();
    assertThat(feed.newWhilePausedProperty().get()).isEqualTo(43);
    feed.setPaused(false);
    assertThat(told).extracting(ConsoleSnapshot::machinesRunning).containsExactly(7);
    assertThat(feed.newWhilePausedProperty().get()).isZero();
  }

  @Test
  void clockGoesOnWhilePaused() {
    AtomicInteger ticks = new AtomicInteger();
    feed.onTick(ticks::incrementAndGet);
    feed.setPaused(true);
    seconds(2);
    assertThat(ticks).hasValue(2);
    assertThat(told).isEmpty();
  }

  @Test
  void listenerThatLeftIsNotTold() {
    List<ConsoleSnapshot> other = new ArrayList<>();
    feed.onSnapshot(other::add).run();
    give(1);
    feed.tick();
    drain();
    assertThat(other).isEmpty();
  }

  private void give(int machines) {
    snapshots.give(Views.snapshot(Instant.EPOCH, machines, "east"));
  }

  private void happen() {
    events.publish(new ConfigurationEvents.Reloaded(Instant.EPOCH, 0));
  }

  private void seconds(int count) {
    for (int i = 0; i < 10 * count; i++) {
      feed.tick();
      drain();
    }
  }

  private void drain() {
    while (!screen.isEmpty()) {
      screen.removeFirst().run();
    }
  }
}
