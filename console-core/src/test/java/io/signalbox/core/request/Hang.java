package io.signalbox.core.request;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that hangs from when it is told to until it is let go. */
final class Hang extends Between {
  final AtomicInteger calls = new AtomicInteger();
  private final String provider;
  private final Semaphore entered = new Semaphore(0);
  private final Semaphore answered = new Semaphore(0);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean hanging;

  Hang(String provider) {
    this.provider = provider;
  }

  void begin() {
    hanging = true;
  }

  void end() {
    end.countDown();
  }

  /** Runs work on a thread of its own; returns when it is done or hangs. */
  void startAndFollow(Runnable work) {
    Thread thread = Thread.startVirtualThread(work);
    try {
      while (!thread.join(Duration.ofMillis(1)) && !entered.tryAcquire()) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until another provider has answered a call since it began to hang. */
  void awaitAnswerOfAnother() {
    answered.acquireUninterruptibly();
  }

  @Override
  ProviderResult call(ProviderStrategy strategy, ProviderOperation operation) {
    if (hanging && strategy.name().equals(provider)) {
      calls.incrementAndGet();
      entered.release();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      return strategy.execute(operation);
    } finally {
      if (hanging && !strategy.name().equals(provider)) {
        answered.release();
      }
    }
  }
}
