package io.signalbox.core.background;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Entries that wait for the store. One leaves when it is written, not when it is taken.
 * Thread-safe; never blocks.
 */
abstract sealed class Waiting<T> permits BoundedQueue, LatestByKey {

  /** How many gave way before they were written. */
  public abstract long dropped();

  /**
   * All that waits, as one batch.
   *
   * @param write writes the entries to the store, oldest first
   */
  public abstract Optional<KeptBehind.Batch> take(Consumer<List<T>> write);

  /**
   * All of it as state that is kept behind.
   *
   * @param name as {@link KeptBehind#name}
   * @param write writes the entries to the store, inside a unit of work
   */
  public KeptBehind keptBehind(String name, Consumer<List<T>> write) {
    return new KeptBehind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Batch> take() {
        return Waiting.this.take(write);
      }

      @Override
      public long dropped() {
        return Waiting.this.dropped();
      }
    };
  }

  /**
   * What was taken together.
   *
   * @param acknowledge what is done once they are written
   */
  record Taken<T>(List<T> entries, Consumer<List<T>> writer, Runnable acknowledge)
      implements KeptBehind.Batch {

    @Override
    public void write() {
      writer.accept(entries);
    }

    @Override
    public void written() {
      acknowledge.run();
    }
  }
}
