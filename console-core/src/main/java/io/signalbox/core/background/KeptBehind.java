package io.signalbox.core.background;

import java.util.Optional;

/**
 * State that a process keeps in memory and that reaches the store a little later, so that nobody
 * who changes it waits for a disk. {@link WriteBehind} takes what is new, writes it, and says that
 * it is written; until then the state keeps what was taken, so a write that fails loses nothing and
 * needs no undoing.
 *
 * <p>Implementations are thread-safe and bounded: what can be kept for a store that takes nothing
 * is limited, and {@link #dropped} tells what had to give way. {@link BoundedQueue} and {@link
 * LatestByKey} do all of that for lists and for values with a key.
 */
public interface KeptBehind {

  /** What it is, plural and in words a person knows: {@code decisions}. */
  String name();

  /** What is not written yet; empty when nothing is new. Does not change what is kept. */
  Optional<Batch> take();

  /** How many entries its bound has dropped unwritten since the process began. */
  long dropped();

  /** What was taken together. Used by one thread. */
  interface Batch {

    /** Writes all of it to the store, inside the caller's unit of work. */
    void write();

    /** It is on disk: what was taken, and has not changed since, need not be kept any longer. */
    void written();

    /** It is not on disk after all, whether {@link #write} failed or what was written with it. */
    default void failed() {}

    /**
     * Whether a process that ends should write for this alone; what is no news goes along with what
     * is.
     */
    default boolean isNews() {
      return true;
    }
  }
}
