package io.signalbox.core.routing.failover;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The circuits of a process, one by name; they outlive changes of settings. Thread-safe. */
public final class Circuits {

  private final TimeSource time;
  private final EventStream events;
  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
  private final Map<String, CircuitRecord> stored = new ConcurrentHashMap<>();
  private final Map<String, CircuitRecord> written = new ConcurrentHashMap<>();

  public Circuits(TimeSource time, EventStream events) {
    this.time = time;
    this.events = events;
  }

  /**
   * The circuit of a name, made closed, or as the store knew it. One that is there keeps its
   * settings until {@link Circuit#settings} puts others in force: a preview asks here too.
   */
  public Circuit guard(String name, CircuitSettings settings) {
    return circuits.computeIfAbsent(
        name,
        key -> {
          Circuit fresh = new Circuit(key, settings, time, events::publish);
          CircuitRecord known = stored.get(key);
          if (known != null) {
            fresh.restore(known);
          }
          return fresh;
        });
  }

  public @Nullable Circuit find(String name) {
    return circuits.get(name);
  }

  /** Tells what the store knew; for circuits that are made from now on. */
  public void know(List<CircuitRecord> records) {
    records.forEach(each -> {
      stored.put(each.name(), each);
      written.put(each.name(), each);
    });
  }

  /** What changed since the last call, for the store. */
  public List<CircuitRecord> drain() {
    Map<String, CircuitRecord> changed = new LinkedHashMap<>();
    circuits.forEach((name, circuit) -> {
      CircuitRecord now = circuit.record();
      if (!now.equals(written.get(name))) {
        changed.put(name, now);
        written.put(name, now);
      }
    });
    return new ArrayList<>(changed.values());
  }

  /** Forgets circuits nothing is guarded by any more. */
  public void retain(java.util.Set<String> names) {
    circuits.keySet().retainAll(names);
  }
}
