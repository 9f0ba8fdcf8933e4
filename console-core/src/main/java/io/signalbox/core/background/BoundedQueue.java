package io.signalbox.core.background;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Entries that wait for the store in the order they came, at most a given number: the oldest gives
 * way. An entry leaves when it is written, not when it is taken. Thread-safe; never blocks.
 */
public final class BoundedQueue<T> {

  private final int maximum;
  private final Deque<T> waiting = new ArrayDeque<>();
  // The number of the first entry that waits, counted from the first that ever came.
  private long first;
  private long dropped;

  /**
   * @param maximum the most entries that wait, at least 1
   */
  public BoundedQueue(int maximum) {
    this.maximum = maximum;
  }

  public synchronized void add(T entry) {
    waiting.addLast(entry);
    if (waiting.size() > maximum) {
      waiting.removeFirst();
      first++;
      dropped++;
    }
  }

  /** What waits, oldest first, whether taken already or not. */
  public synchronized List<T> waiting() {
    return List.copyOf(waiting);
  }

  /** How many gave way before they were written. */
  public synchronized long dropped() {
    return dropped;
  }

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
        return BoundedQueue.this.take(write);
      }

      @Override
      public long dropped() {
        return BoundedQueue.this.dropped();
      }
    };
  }

  /**
   * All that waits, as one batch.
   *
   * @param write writes the entries to the store, oldest first
   */
  public synchronized Optional<KeptBehind.Batch> take(Consumer<List<T>> write) {
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(new Taken(List.copyOf(waiting), first, write));
  }

  private synchronized void written(long from, long end) {
    // Those that gave way while they were being written are no loss.
    dropped -= Math.max(0, Math.min(first, end) - from);
    while (first < end) {
      waiting.removeFirst();
      first++;
    }
  }

  private final class Taken implements KeptBehind.Batch {
    private final List<T> entries;
    private final long from;
    private final Consumer<List<T>> write;

    Taken(List<T> entries, long from, Consumer<List<T>> write) {
      this.entries = entries;
      this.from = from;
      this.write = write;
    }

    @Override
    public void write() {
      write.accept(entries);
    }

    @Override
    public void written() {
      BoundedQueue.this.written(from, from + entries.size());
    }
  }
}
