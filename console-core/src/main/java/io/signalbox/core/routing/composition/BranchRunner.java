package io.signalbox.core.routing.composition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs several branches of one operation at once. */
public interface BranchRunner {

  /**
   * Starts every branch, at most {@code atOnce} at a time, and returns when all have ended, when
   * {@code enough} says so after one has, or after {@code timeout}. Those still running are
   * interrupted, after {@code stopping} has run, and not waited for.
   */
  void run(
      List<Runnable> branches,
      int atOnce,
      Duration timeout,
      BooleanSupplier enough,
      Runnable stopping);

  /** On virtual threads, in real time. */
  static BranchRunner threads() {
    return BranchRunner::runOnThreads;
  }

  private static void runOnThreads(
      List<Runnable> branches,
      int atOnce,
      Duration timeout,
      BooleanSupplier enough,
      Runnable stopping) {
    CountDownLatch done = new CountDownLatch(branches.size());
    Semaphore places = atOnce < branches.size() ? new Semaphore(atOnce) : null;
    List<Thread> threads = new ArrayList<>(branches.size());
    for (Runnable branch : branches) {
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              if (places == null) {
                branch.run();
              } else {
                inPlace(branch, places);
              }
            } finally {
              done.countDown();
              if (enough.getAsBoolean()) {
                release(done);
              }
            }
          }));
    }
    try {
      if (!done.await(timeout.toNanos(), TimeUnit.NANOSECONDS) || enough.getAsBoolean()) {
        stopping.run();
        threads.forEach(Thread::interrupt);
      }
    } catch (InterruptedException e) {
      stopping.run();
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private static void inPlace(Runnable branch, Semaphore places) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      // Never begun: the operation has ended without it.
      return;
    }
    try {
      branch.run();
    } finally {
      places.release();
    }
  }

  private static void release(CountDownLatch done) {
    while (done.getCount() > 0) {
      done.countDown();
    }
  }
}
