package io.signalbox.core.background;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs everything that runs by itself: named steps, each again and again on a virtual thread of its
 * own. A step that fails, by whatever it throws, is told once, tried again after a pause that
 * doubles up to {@link Step#LONGEST_PAUSE}, and goes on as before once it works. One that has not
 * worked for {@link Step#SILENCE} longer than its pause is a {@link #problems problem}, whether it
 * fails or does not return. Thread-safe.
 */
public final class Supervisor {

  private final TimeSource time;
  // All guarded by this.
  private final List<Step> steps = new ArrayList<>();
  private boolean started;
  private boolean stopped;

  public Supervisor(TimeSource time) {
    this.time = time;
  }

  /**
   * Adds a step that runs, waits and runs again.
   *
   * @param name what it does, for people: {@code deleting what is old}
   */
  public void step(String name, Duration pause, Runnable work) {
    add(
        new Step(
            name,
            time,
            pause,
            () -> {
              work.run();
              return pause;
            }));
  }

  /**
   * Adds a step that says itself how long it waits before it runs again.
   *
   * @param name what it does, for people
   * @param work returns the pause, zero or more
   */
  public void pacedStep(String name, Supplier<Duration> work) {
    add(new Step(name, time, Duration.ofSeconds(1), work));
  }

  private synchronized void add(Step step) {
    steps.add(step);
    if (started && !stopped) {
      step.start();
    }
  }

  /** Begins to run the steps, those that are added later too. */
  public synchronized void start() {
    if (!started && !stopped) {
      started = true;
      steps.forEach(Step::start);
    }
  }

  /**
   * Runs one step now, on this thread, with all that belongs to it: for who plays the time.
   *
   * @throws java.util.NoSuchElementException if there is none of the name
   */
  public void once(String name) {
    Step named;
    synchronized (this) {
      named = steps.stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
    }
    named.once();
  }

  /** The steps that have not worked for too long, in the order they were added. */
  public synchronized List<BackgroundProblem> problems() {
    return started && !stopped
        ? steps.stream().map(Step::problem).flatMap(Optional::stream).toList()
        : List.of();
  }

  /**
   * Ends all steps: tells every one, by an interruption where it is at work, then waits for them
   * together. For good; a step that does not end in time ends when its work returns.
   *
   * @return the names of the steps that are still at work
   */
  public List<String> stop(Duration within) {
    List<Step> told;
    synchronized (this) {
      stopped = true;
      told = List.copyOf(steps);
    }
    told.forEach(Step::stop);
    CompletableFuture<?>[] ends = told.stream().map(Step::ended).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // Named below.
    }
    return told.stream().filter(step -> !step.ended().isDone()).map(Step::name).toList();
  }
}
