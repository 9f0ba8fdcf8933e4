package io.signalbox.core.query;

/** Answers queries. Thread-safe; blocks; refuses to run on the screen's thread. */
public interface QueryBus {

  /**
   * @throws io.signalbox.core.error.SignalboxException with the stable code
   */
  <R> R ask(Query<R> query);
}
