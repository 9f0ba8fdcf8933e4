package io.signalbox.core.snapshot;

import io.signalbox.core.error.StillOpen;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.event.EventStream.Subscription;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes snapshots for those who subscribe, on one thread that lives while somebody does: what one
 * thread makes is one at a time, and what takes long makes the next one later.
 */
public final class LiveSnapshots implements Snapshots, AutoCloseable {

  /** Ten a second at most. */
  static final Duration PACE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(LiveSnapshots.class);

  private final SnapshotMaker maker;
  private final TimeSource time;
  private final Executor threads;
  private final StillOpen open;
  private final List<Consumer<? super ConsoleSnapshot>> subscribers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private final Subscription events;
  private volatile @Nullable ConsoleSnapshot newest;
  // Of the thread that makes them.
  private boolean failing;
  // Both written under this.
  private boolean running;
  private volatile boolean closed;

  /**
   * @param threads runs the thread that makes them
   */
  public LiveSnapshots(
      SnapshotMaker maker, EventStream events, TimeSource time, Executor threads, StillOpen open) {
    this.maker = maker;
    this.time = time;
    this.threads = threads;
    this.open = open;
    this.events = events.subscribe(this::happened);
  }

  private void happened(Event event) {
    switch (event.lane()) {
      case REQUEST, BY_HAND, CONFIGURATION, ALERT -> maker.mark();
      case HEALTH, CIRCUIT, ROUTING, TEMPLATE -> {}
    }
    changed.set(true);
  }

  @Override
  public Subscription subscribe(Consumer<? super ConsoleSnapshot> subscriber) {
    open.check();
    subscribers.add(subscriber);
    changed.set(true);
    begin();
    return () -> subscribers.remove(subscriber);
  }

  private synchronized void begin() {
    if (!running && !closed) {
      running = true;
      threads.execute(this::run);
    }
  }

  private synchronized boolean ends() {
    running = !closed && !subscribers.isEmpty();
    return !running;
  }

  private void run() {
    try {
      while (!ends()) {
        tick();
        time.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A tenth of a second has passed. */
  void tick() {
    if (subscribers.isEmpty()) {
      return;
    }
    // Before looking: what changes meanwhile is looked at again.
    boolean told = changed.getAndSet(false);
    try {
      if (told || maker.isDue()) {
        hand(maker.makeRecent());
      }
      failing = false;
    } catch (RuntimeException e) {
      changed.set(true);
      if (!failing && !closed) {
        failing = true;
        LOG.warn("Screens show what was before: {}", e.toString());
      }
    }
  }

  private void hand(ConsoleSnapshot made) {
    newest = made;
    for (Consumer<? super ConsoleSnapshot> each : subscribers) {
      try {
        each.accept(made);
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  @Override
  public ConsoleSnapshot latest() {
    open.check();
    ConsoleSnapshot made = newest;
    if (made == null) {
      made = maker.make();
      open.check();
      newest = made;
    }
    return made;
  }

  @Override
  public void refresh() {
    maker.mark();
    changed.set(true);
  }

  /** Makes no more of them. */
  @Override
  public synchronized void close() {
    closed = true;
    events.close();
  }
}
