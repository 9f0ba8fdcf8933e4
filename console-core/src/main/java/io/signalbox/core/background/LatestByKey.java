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
public final class LatestByKey<K, V> extends Waiting<V> {

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

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized Optional<KeptBehind.Batch> take(Consumer<List<V>> write) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Map<K, V> values = new LinkedHashMap<>(waiting);
    return Optional.of(new Taken<>(List.copyOf(values.values()), write, () -> written(values)));
  }

  private synchronized void written(Map<K, V> values) {
    values.forEach(waiting::remove);
  }
}
