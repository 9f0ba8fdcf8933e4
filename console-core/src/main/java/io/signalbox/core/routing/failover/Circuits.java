package io.signalbox.core.routing.failover;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
          written.put(key, fresh.record());
          return fresh;
        });
  }

  public @Nullable Circuit find(String name) {
    return circuits.get(name);
  }

  /**
   * Takes over what the store knows: for circuits that are made from now on, and for those that
   * another process opened or closed later than this one.
   */
  public void takeOver(List<CircuitRecord> records) {
    for (CircuitRecord each : records) {
      stored.put(each.name(), each);
      Circuit circuit = circuits.get(each.name());
      CircuitRecord taken = circuit == null ? null : circuit.takeOver(each);
      if (taken != null) {
        written.put(each.name(), taken);
      }
    }
  }

  /**
   * What changed, for the store. Bounded by the circuits there are.
   *
   * @param write saves circuits
   */
  public KeptBehind keptBehind(Consumer<List<CircuitRecord>> write) {
    return new KeptBehind() {
      @Override
      public String name() {
        return "circuits";
      }

      @Override
      public Optional<Batch> take() {
        Map<String, CircuitRecord> changed = changed();
        return changed.isEmpty() ? Optional.empty() : Optional.of(new Changed(changed, write));
      }

      @Override
      public long dropped() {
        return 0;
      }
    };
  }

  private Map<String, CircuitRecord> changed() {
    Map<String, CircuitRecord> changed = new LinkedHashMap<>();
    circuits.forEach((name, circuit) -> {
      CircuitRecord now = circuit.record();
      if (!now.equals(written.get(name))) {
        changed.put(name, now);
      }
    });
    return changed;
  }

  private final class Changed implements KeptBehind.Batch {
    private final Map<String, CircuitRecord> records;
    private final Consumer<List<CircuitRecord>> write;

    Changed(Map<String, CircuitRecord> records, Consumer<List<CircuitRecord>> write) {
      this.records = records;
      this.write = write;
    }

    @Override
    public void write() {
      write.accept(List.copyOf(records.values()));
    }

    @Override
    public void written() {
      written.putAll(records);
    }
  }

  /** Forgets circuits nothing is guarded by any more. */
  public void retain(Set<String> names) {
    circuits.keySet().retainAll(names);
    written.keySet().retainAll(names);
  }
}
