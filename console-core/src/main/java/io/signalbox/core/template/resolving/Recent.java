package io.signalbox.core.template.resolving;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values asked for last, at most so many: what gave way is made again. Thread-safe. */
final class Recent<K, V> {

  private final int most;
  // Guarded by itself; the value asked for longest ago first.
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

  Recent(int most) {
    this.most = most;
  }

  /** Made outside any lock: two who ask at the same time may both make it. */
  V get(K key, Supplier<V> made) {
    synchronized (values) {
      @Nullable V known = values.get(key);
      if (known != null) {
        return known;
      }
    }
    V fresh = made.get();
    synchronized (values) {
      values.put(key, fresh);
      if (values.size() > most) {
        values.remove(values.keySet().iterator().next());
      }
    }
    return fresh;
  }
}
