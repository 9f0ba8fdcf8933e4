package io.signalbox.core.routing;

/**
 * Where rotations draw their pick numbers: 0, 1, 2, ... each once, by rotation.
 *
 * <p>A process that lives long draws from memory and tells the store within a second; a short one
 * draws each from the store, so that a script called once a minute rotates too. Implementations are
 * thread-safe.
 */
public interface PickSource {

  /** Draws the next number. */
  long next(String rotation);

  /** The number the next draw will return. */
  long peek(String rotation);
}
