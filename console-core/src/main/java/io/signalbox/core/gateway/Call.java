package io.signalbox.core.gateway;

import io.signalbox.core.provider.TimeSource;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a plug-in's code on a thread of its own, so that whoever waits for it can leave. Used
 * once; one thread waits.
 */
final class Call<T> implements Runnable {

  /**
   * How long a wait lasts on a clock that others move: only the machine's own clock is known to
   * move while a thread is parked.
   */
  private static final long LOOK_AGAIN_NANOS = 5_000_000;

  private final Supplier<T> work;
  private final HungCalls hung;
  private final long deadline;
  private final Thread waiter = Thread.currentThread();
  // Null while it runs and is waited for.
  private final AtomicReference<@Nullable Ending<T>> ending = new AtomicReference<>();

  /**
   * @param deadline in the clock's monotonic nanoseconds
   */
  Call(Supplier<T> work, HungCalls hung, long deadline) {
    this.work = work;
    this.hung = hung;
    this.deadline = deadline;
  }

  boolean isPastDeadline(long now) {
    return now - deadline >= 0;
  }

  @Override
  public void run() {
    Ending<T> mine;
    try {
      mine = new Ending.Returned<>(work.get());
    } catch (Throwable e) {
      // Told to whoever waits, who knows what may be survived.
      mine = new Ending.Threw<>(e);
    }
    if (ending.compareAndSet(null, mine)) {
      LockSupport.unpark(waiter);
    } else {
      hung.ended(this);
    }
  }

  /** Starts it and waits; a call that is left is interrupted, and hangs until it ends. */
  Ending<T> await(ThreadFactory threads, TimeSource time) {
    Thread thread = threads.newThread(this);
    thread.start();
    boolean playable = time != TimeSource.system();
    while (true) {
      Ending<T> known = ending.get();
      if (known != null) {
        return known;
      }
      if (Thread.interrupted()) {
        Ending<T> last = leave(thread, new Ending.Stopped<>());
        Thread.currentThread().interrupt();
        return last;
      }
      long left = deadline - time.nanos();
      if (left <= 0) {
        return leave(thread, new Ending.Late<>());
      }
      LockSupport.parkNanos(this, playable ? Math.min(left, LOOK_AGAIN_NANOS) : left);
    }
  }

  private Ending<T> leave(Thread thread, Ending<T> why) {
    // Before it may end: it takes itself out again.
    hung.left(this);
    if (ending.compareAndSet(null, why)) {
      thread.interrupt();
      return why;
    }
    hung.ended(this);
    Ending<T> last = ending.get();
    return last == null ? why : last;
  }
}
