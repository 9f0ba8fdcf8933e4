package io.signalbox.core.audit;

import java.util.function.Supplier;

/**
 * Runs work in one durable transaction of the store: all of it is on disk when the call returns, or
 * none of it. Nested calls join the outer transaction. Thread-safe; may block up to the store's
 * busy limit of 2 s.
 */
public interface UnitOfWork {

  /**
   * @throws io.signalbox.core.error.SignalboxException with {@code STORE_UNAVAILABLE} when the
   *     store is read-only, full, busy beyond its limit or gone; nothing was written then
   */
  <T> T inTransaction(Supplier<T> work);

  default void inTransaction(Runnable work) {
    this.<Boolean>inTransaction(() -> {
      work.run();
      return Boolean.TRUE;
    });
  }
}
