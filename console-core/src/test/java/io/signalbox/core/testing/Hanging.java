package io.signalbox.core.testing;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An answer that does not come, whatever its caller's deadline, and that no interruption ends,
 * until it is let go. Thread-safe.
 */
public final class Hanging implements Function<ProviderOperation, ProviderResult> {

  private final CountDownLatch let = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @Override
  public ProviderResult apply(ProviderOperation operation) {
    hang();
    return Answers.good(operation);
  }

  /** Does not return until let go. */
  public void hang() {
    threads.add(Thread.currentThread());
    boolean open = let.getCount() == 0;
    if (!open) {
      begun.release();
    }
    while (!open) {
      try {
        let.await();
        open = true;
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }

  /** Waits until so many calls hang that no earlier wait has seen. */
  public void awaitBegun(int calls) {
    begun.acquireUninterruptibly(calls);
  }

  /** Whether a call began to hang that no earlier look has seen; waits a moment for it. */
  public boolean begins() throws InterruptedException {
    return begun.tryAcquire(10, TimeUnit.MILLISECONDS);
  }

  /** Lets every call go, and returns when they have ended. */
  public void letGo() throws InterruptedException {
    let.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
