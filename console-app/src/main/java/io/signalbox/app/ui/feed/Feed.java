package io.signalbox.app.ui.feed;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Snapshots;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The one way news reaches the screen: the newest snapshot, in one call on the screen's thread, at
 * most ten times a second. A call is under way until all of it was shown, so that a slow screen
 * gets fewer and never a queue. A snapshot that nothing newer has replaced for a second is handed
 * over again, for what a screen asks by itself. While paused nothing is told but how much is new.
 */
public final class Feed implements AutoCloseable {

  private static final long TICK_MILLIS = 100;
  private static final int TICKS_A_SECOND = 10;

  private final Executor screen;
  private final EventStream.Subscription events;
  private final EventStream.Subscription snapshots;
  private final List<Consumer<ConsoleSnapshot>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> ticks = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable ConsoleSnapshot> waiting = new AtomicReference<>();
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final AtomicInteger fresh = new AtomicInteger();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper newWhilePaused = new ReadOnlyIntegerWrapper();
  // On the screen's thread.
  private @Nullable ConsoleSnapshot latest;
  private volatile boolean holding;
  // On the ticker's thread.
  private int sinceSecond;
  private int sinceNews;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("feed").factory());

  /**
   * @param events counted while paused
   * @param screen runs what touches properties
   */
  public Feed(Snapshots snapshots, EventStream events, Executor screen) {
    this.screen = screen;
    this.events = events.subscribe(event -> fresh.incrementAndGet());
    this.snapshots = snapshots.subscribe(waiting::set);
  }

  /** Begins to tell; without it {@link #tick} is called by whoever owns the clock. */
  public void start() {
    ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One tenth of a second has passed. */
  void tick() {
    sinceSecond++;
    sinceNews++;
    boolean second = sinceSecond >= TICKS_A_SECOND;
    boolean news = !holding && waiting.get() != null;
    if ((!second && !news) || !underWay.compareAndSet(false, true)) {
      return;
    }
    boolean again = sinceNews >= TICKS_A_SECOND;
    if (second) {
      sinceSecond = 0;
    }
    if (news || again) {
      sinceNews = 0;
    }
    screen.execute(() -> {
      try {
        apply(second, again);
      } finally {
        underWay.set(false);
      }
    });
  }

  private void apply(boolean second, boolean again) {
    if (second) {
      ticks.forEach(Runnable::run);
    }
    if (holding) {
      newWhilePaused.set(fresh.get());
      return;
    }
    fresh.set(0);
    handOver(again);
  }

  private void handOver(boolean again) {
    ConsoleSnapshot newest = waiting.getAndSet(null);
    ConsoleSnapshot next = newest == null && again ? latest : newest;
    if (next != null) {
      latest = next;
      listeners.forEach(listener -> listener.accept(next));
    }
  }

  /** Hands every snapshot over on the screen's thread until the returned handle is run. */
  public Runnable onSnapshot(Consumer<ConsoleSnapshot> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Calls back on the screen's thread once a second, paused or not: for clocks and ages. */
  public void onTick(Runnable listener) {
    ticks.add(listener);
  }

  /** What was handed over last; null before the first. On the screen's thread. */
  public @Nullable ConsoleSnapshot latest() {
    return latest;
  }

  /** Pauses or goes on; going on shows the newest at once. On the screen's thread. */
  public void setPaused(boolean pause) {
    holding = pause;
    paused.set(pause);
    newWhilePaused.set(0);
    fresh.set(0);
    if (!pause) {
      handOver(true);
    }
  }

  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Events since the pause began. */
  public ReadOnlyIntegerProperty newWhilePausedProperty() {
    return newWhilePaused.getReadOnlyProperty();
  }

  @Override
  public void close() {
    snapshots.close();
    events.close();
    ticker.shutdownNow();
  }
}
