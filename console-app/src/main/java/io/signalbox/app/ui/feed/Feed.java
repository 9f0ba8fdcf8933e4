package io.signalbox.app.ui.feed;

import io.signalbox.core.event.EventStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * The one way news reaches the screen. Events only mark it dirty; at most ten times a second, and
 * once a second without any event, one call on the screen's thread tells whoever shows something to
 * ask again. Producers never wait. While paused nothing is told but how much is new.
 */
public final class Feed implements AutoCloseable {

  private static final long TICK_MILLIS = 100;
  private static final int IDLE_TICKS = 10;

  private final Executor screen;
  private final EventStream.Subscription subscription;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> ticks = new CopyOnWriteArrayList<>();
  private final AtomicBoolean dirty = new AtomicBoolean();
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final AtomicInteger fresh = new AtomicInteger();
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper newWhilePaused = new ReadOnlyIntegerWrapper();
  private volatile boolean holding;
  private int idle;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("feed").factory());

  public Feed(EventStream events, Executor screen) {
    this.screen = screen;
    this.subscription =
        events.subscribe(event -> {
          dirty.set(true);
          fresh.incrementAndGet();
        });
  }

  /** Begins to tell; without it {@link #tick} is called by an operator. */
  public void start() {
    ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One tenth of a second has passed. */
  void tick() {
    boolean due = dirty.getAndSet(false) || ++idle >= IDLE_TICKS;
    // One call under way at most: a slow screen gets fewer, never a queue of them.
    if (!due || !underWay.compareAndSet(false, true)) {
      return;
    }
    idle = 0;
    screen.execute(() -> {
      underWay.set(false);
      ticks.forEach(Runnable::run);
      if (holding) {
        newWhilePaused.set(fresh.get());
      } else {
        fresh.set(0);
        listeners.forEach(Runnable::run);
      }
    });
  }

  /** Calls back on the screen's thread until the returned handle is run. */
  public Runnable onNews(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Calls back on the screen's thread at least once a second, paused or not: for clocks. */
  public void onTick(Runnable listener) {
    ticks.add(listener);
  }

  /** Pauses or goes on; going on tells at once. On the screen's thread. */
  public void setPaused(boolean pause) {
    holding = pause;
    paused.set(pause);
    newWhilePaused.set(0);
    fresh.set(0);
    if (!pause) {
      listeners.forEach(Runnable::run);
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
    subscription.close();
    ticker.shutdownNow();
  }
}
