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
   *     leaves nothing changed; INVALID_STATE when the folder was closed
   */
  default <R> R execute(Command<R> command, Caller caller) {
    return carryOut(command, caller).answer();
  }

  /**
   * Carries a command out, as {@link #execute}, and says whether there was anything to do.
   *
   * @throws io.signalbox.core.error.SignalboxException as {@link #execute}
   */
  <R> Outcome<R> carryOut(Command<R> command, Caller caller);

  /** Whether mutations are refused with READ_ONLY. */
  boolean readOnly();

  /** Locks or unlocks mutations of this process. */
  void setReadOnly(boolean readOnly);
}
