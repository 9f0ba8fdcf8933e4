package io.signalbox.core.command;

/**
 * The gate: validation, read-only mode, audit and trace id for everything that changes anything.
 * Thread-safe.
 */
public interface CommandBus {

  /**
   * Carries a command out; blocks.
   *
   * @throws io.signalbox.core.error.SignalboxException with the stable code; an audited refusal
   *     leaves nothing changed
   */
  <R> R execute(Command<R> command, Caller caller);

  /** Whether mutations are refused with READ_ONLY. */
  boolean readOnly();

  /** Locks or unlocks mutations of this process. */
  void setReadOnly(boolean readOnly);
}
