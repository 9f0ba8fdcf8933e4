package io.signalbox.core.background;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs pieces of work at the same time, each on a thread of its own. Stateless. */
public final class Together {

  private Together() {}

  /**
   * Returns when all have ended; one piece runs on the caller's thread. Whoever interrupts the
   * caller interrupts every piece, and all are waited for even then.
   *
   * @throws RuntimeException or Error that the first piece to fail has thrown
   */
  public static void run(List<? extends Runnable> pieces) {
    if (pieces.size() == 1) {
      pieces.getFirst().run();
      return;
    }
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Threads kind = Threads.forAtOnce(pieces.size());
    List<Thread> threads =
        pieces.stream()
            .map(piece ->
                kind.builder()
                    .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                    .start(piece))
            .toList();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = failures.poll();
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
