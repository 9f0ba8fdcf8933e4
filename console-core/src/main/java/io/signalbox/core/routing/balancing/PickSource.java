package io.signalbox.core.routing.balancing;

/**
 * Where rotations draw their pick numbers: 0, 1, 2, ... each once, by rotation.
 *
 * <p>A process that lives long draws from memory and tells the store within a second; a short one
 * draws each from the store, so that a script called once a minute rotates too. Implementations are
 * thread-safe.
 */
public interface PickSource {

  /** Whether drawing takes no time worth measuring. */
  default boolean isInMemory() {
    return false;
  }

  /** The numbers of one rotation; the same object may be kept. */
  Numbers rotation(String name);

  /** The numbers of one rotation. Thread-safe. */
  interface Numbers {

    /** Draws the next number. */
    long next();

    /** The number the next draw will return. */
    long peek();
  }
}
