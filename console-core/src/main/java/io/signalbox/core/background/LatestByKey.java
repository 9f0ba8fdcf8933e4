package io.signalbox.core.background;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The newest value of each key that waits for the store, at most a given number of keys: the one
 * that has waited longest gives way. A value leaves when it is written; one that replaced it
 * meanwhile stays. Thread-safe; never blocks.
 */
public final class LatestByKey<K, V> {

  private final int maximum;
  private final Map<K, V> waiting = new LinkedHashMap<>();
  private long dropped;

  /**
   * @param maximum the most keys that wait, at least 1
   */
  public LatestByKey(int maximum) {
    this.maximum = maximum;
  }

  public synchronized void put(K key, V value) {
    waiting.put(key, value);
    if (waiting.size() > maximum) {
      waiting.remove(waiting.keySet().iterator().next());
      dropped++;
    }
  }

  /** How many keys gave way before they were written. */
  public synchronized long dropped() {
    return dropped;
  }

  /**
   * All of it as state that is kept behind.
   *
   * @param name as {@link KeptBehind#name}
   * @param write writes the values to the store, inside a unit of work
   */
  public KeptBehind keptBehind(String name, Consumer<List<V>> write) {
    return new KeptBehind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Batch> take() {
        return LatestByKey.this.take(write);
      }

      @Override
      public long dropped() {
        return LatestByKey.this.dropped();
      }
    };
  }

  /**
   * All that waits, as one batch.
   *
   * @param write writes the values to the store
   */
  public synchronized Optional<KeptBehind.Batch> take(Consumer<List<V>> write) {
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(new Taken(new LinkedHashMap<>(waiting), write));
  }

  private synchronized void written(Map<K, V> values) {
    values.forEach(waiting::remove);
  }

  private final class Taken implements KeptBehind.Batch {
    private final Map<K, V> values;
    private final Consumer<List<V>> write;

    Taken(Map<K, V> values, Consumer<List<V>> write) {
      this.values = values;
      this.write = write;
    }

    @Override
    public void write() {
      write.accept(List.copyOf(values.values()));
    }

    @Override
    public void written() {
      LatestByKey.this.written(values);
    }
  }
}
