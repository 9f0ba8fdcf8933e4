package io.signalbox.core.audit;

/**
 * What follows from a change once it is on disk: what memory holds, what the world is told. Never
 * run for a change whose commit failed, and never inside its transaction.
 */
@FunctionalInterface
public interface AfterCommit {

  /** Nothing follows. */
  AfterCommit NOTHING = () -> {};

  /** Does not throw for what can be made good later: the change itself is done. */
  void run();
}
