package io.signalbox.core.command;

/**
 * What came of a command.
 *
 * @param answer what it answers with
 * @param act the id in the audit of what was done, which {@link Undo} takes; 0 where nothing was:
 *     all was so already, and the audit says that somebody asked again, or it only read again or
 *     drove
 */
public record Outcome<R>(R answer, long act) {

  /** Whether anything was done. */
  public boolean changed() {
    return act > 0;
  }
}
