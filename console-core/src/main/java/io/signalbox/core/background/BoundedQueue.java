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
public final class BoundedQueue<T> extends Waiting<T> {

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

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized Optional<KeptBehind.Batch> take(Consumer<List<T>> write) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    List<T> entries = List.copyOf(waiting);
    long from = first;
    return Optional.of(new Taken<>(entries, write, () -> written(from, from + entries.size())));
  }

  private synchronized void written(long from, long end) {
    // Those that gave way while they were being written are no loss.
    dropped -= Math.max(0, Math.min(first, end) - from);
    while (first < end) {
      waiting.removeFirst();
      first++;
    }
  }
}
