package io.signalbox.core.drill;

import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.composition.BranchRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock that only moves when everything on it waits: tasks run one at a time, each on a virtual
 * thread of its own, in the order of the instants they wake at. The same tasks play the same,
 * whatever the machine does meanwhile, and an hour takes as long as its calls do.
 *
 * <p>One thread plays ({@link #playUntil}); tasks call the rest. Between plays nothing runs.
 */
final class VirtualClock implements TimeSource, BranchRunner {

  private final Instant start;
  private final PriorityQueue<Task> waiting = new PriorityQueue<>();
  private final Semaphore back = new Semaphore(0);
  private final ThreadLocal<Task> own = new ThreadLocal<>();
  private volatile long nanos;
  private long tasks;

  VirtualClock(Instant start) {
    this.start = start;
  }

  private static final class Task implements Comparable<Task> {
    private final Semaphore go = new Semaphore(0);
    private final Runnable work;
    private long at;
    private long order;
    private boolean begun;
    private boolean ended;
    private boolean interrupted;

    Task(Runnable work) {
      this.work = work;
    }

    @Override
    public int compareTo(Task other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  /** Adds a task that begins so long after now. */
  void after(Duration delay, Runnable work) {
    schedule(new Task(work), nanos + Math.max(0, delay.toNanos()));
  }

  private Task schedule(Task task, long at) {
    task.at = at;
    task.order = tasks++;
    waiting.add(task);
    return task;
  }

  /** Plays everything up to an instant, and stands there. */
  void playUntil(Duration elapsed) {
    long end = elapsed.toNanos();
    for (Task next = waiting.peek(); next != null && next.at <= end; next = waiting.peek()) {
      waiting.poll();
      nanos = Math.max(nanos, next.at);
      run(next);
    }
    nanos = Math.max(nanos, end);
  }

  private void run(Task task) {
    if (task.begun) {
      task.go.release();
    } else {
      task.begun = true;
      Thread.startVirtualThread(() -> {
        own.set(task);
        try {
          task.work.run();
        } finally {
          task.ended = true;
          back.release();
        }
      });
    }
    back.acquireUninterruptibly();
  }

  /** Ends what still waits: every sleeper is interrupted until nothing is left. */
  void close() {
    for (int i = 0; i < 1_000_000 && !waiting.isEmpty(); i++) {
      Task task = waiting.poll();
      if (task != null && task.begun) {
        task.interrupted = true;
        run(task);
      }
    }
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Task task = own.get();
    if (task == null) {
      // Not one of ours: whoever plays does not wait.
      return;
    }
    if (task.interrupted) {
      task.interrupted = false;
      throw new InterruptedException();
    }
    if (duration.isZero() || duration.isNegative()) {
      return;
    }
    schedule(task, nanos + duration.toNanos());
    back.release();
    task.go.acquireUninterruptibly();
    if (task.interrupted) {
      task.interrupted = false;
      throw new InterruptedException();
    }
  }

  @Override
  public void run(
      List<Runnable> branches,
      int atOnce,
      Duration timeout,
      BooleanSupplier enough,
      Runnable stopping) {
    long end = nanos + timeout.toNanos();
    List<Task> begun = new ArrayList<>();
    int next = 0;
    while (true) {
      long running = begun.stream().filter(task -> !task.ended).count();
      while (next < branches.size() && running < atOnce) {
        begun.add(schedule(new Task(branches.get(next++)), nanos));
        running++;
      }
      boolean done = running == 0 && next == branches.size();
      if (done || enough.getAsBoolean() || nanos >= end) {
        break;
      }
      try {
        sleep(Duration.ofMillis(1));
      } catch (InterruptedException e) {
        break;
      }
    }
    if (begun.stream().anyMatch(task -> !task.ended)) {
      stopping.run();
      begun.stream().filter(task -> !task.ended).forEach(this::interrupt);
    }
  }

  private void interrupt(@Nullable Task task) {
    if (task != null && waiting.remove(task)) {
      task.interrupted = true;
      if (task.begun) {
        schedule(task, nanos);
      }
    }
  }
}
