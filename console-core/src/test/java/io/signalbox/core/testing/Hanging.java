package io.signalbox.core.testing;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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
    begun.release();
    boolean open = false;
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

  /** Lets every call go, and returns when they have ended. */
  public void letGo() throws InterruptedException {
    let.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
