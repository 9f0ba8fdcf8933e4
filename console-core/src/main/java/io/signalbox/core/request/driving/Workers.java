package io.signalbox.core.request.driving;

import io.signalbox.core.log.Traced;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on requests on threads of its own, each piece under its request's trace id, so that one
 * slow provider holds up nothing else; ends with the service. Thread-safe.
 */
public final class Workers implements AutoCloseable {

  /** How long a caller waits for requests to be moved; what is not done by then goes on. */
  public static final Duration CALLER_PATIENCE = Duration.ofSeconds(20);

  /** How long closing waits for what it interrupted. */
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final Executor executor;
  private final Patience patience;
  private final Set<Task> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public Workers(Executor executor, Patience patience) {
    this.executor = executor;
    this.patience = patience;
  }

  /** How a caller waits for what other threads do. */
  public interface Patience {

    /** Returns when it is done, however it ended, or after so long. */
    void await(CompletableFuture<?> done, Duration within);

    /** By the machine's clock, as the calls waited for run by it too. */
    static void real(CompletableFuture<?> done, Duration within) {
      try {
        done.get(within.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        // Told by the task itself, or not done yet.
      }
    }
  }

  /** One piece of work and the thread it is on. */
  private static final class Task extends CompletableFuture<Void> {
    private volatile @Nullable Thread thread;
  }

  /**
   * Starts a piece of work.
   *
   * @return ends as the work ends; at once, with nothing done, after close
   */
  public CompletableFuture<Void> start(String traceId, Runnable work) {
    return start(traceId, work, () -> {});
  }

  /**
   * As {@link #start(String, Runnable)}.
   *
   * @param after runs when the work has ended, however, or could not be begun
   */
  CompletableFuture<Void> start(String traceId, Runnable work, Runnable after) {
    Task task = new Task();
    underWay.add(task);
    try {
      executor.execute(() -> run(task, traceId, work, after));
    } catch (RuntimeException | Error e) {
      LOG.error("Work on a request could not be begun", e);
      end(task, e, after);
    }
    return task;
  }

  private void run(Task task, String traceId, Runnable work, Runnable after) {
    task.thread = Thread.currentThread();
    Throwable failure = null;
    try (Traced trace = Traced.by(traceId)) {
      if (!closed) {
        work.run();
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (Throwable e) {
      // Told even if nobody waits for the task, and survived.
      LOG.error("Work on a request ended, trace {}", traceId, e);
      failure = e;
    } finally {
      end(task, failure, after);
    }
  }

  private void end(Task task, @Nullable Throwable failure, Runnable after) {
    try {
      after.run();
    } finally {
      underWay.remove(task);
      if (failure == null) {
        task.complete(null);
      } else {
        task.completeExceptionally(failure);
      }
    }
  }

  /** Waits for pieces of work, at most so long; what is not done goes on. */
  public void await(List<CompletableFuture<Void>> tasks, Duration within) {
    CompletableFuture<Void> all = CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new));
    if (!all.isDone()) {
      patience.await(all, within);
    }
    tasks.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(Workers::rethrow);
  }

  private static void rethrow(CompletableFuture<Void> failed) {
    switch (failed.exceptionNow()) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Interrupts what is under way and waits a second for it; nothing is started any more. */
  @Override
  public void close() {
    closed = true;
    List<Task> left = List.copyOf(underWay);
    left.stream()
        .map(task -> task.thread)
        .filter(thread -> thread != null && thread != Thread.currentThread())
        .forEach(Thread::interrupt);
    Patience.real(CompletableFuture.allOf(left.toArray(CompletableFuture[]::new)), CLOSING);
  }
}
