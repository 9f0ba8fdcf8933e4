package io.signalbox.core.query;

/** Answers queries. Thread-safe; blocks; refuses to run on the screen's thread. */
public interface QueryBus {

  /**
   * @throws io.signalbox.core.error.SignalboxException with the stable code; INVALID_STATE when the
   *     folder was closed
   */
  <R> R ask(Query<R> query);
}
