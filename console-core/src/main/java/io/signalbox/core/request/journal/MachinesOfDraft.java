package io.signalbox.core.request.journal;

import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.calling.ProviderCalls;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a request while it is changed, in order of appearance, counted as they come: a
 * thousand of them are taken in without counting a thousand for each. Used by one thread.
 */
final class MachinesOfDraft {

  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Count> byAttempt = new HashMap<>();
  private int own;

  /** Machines of one attempt. */
  private static final class Count {
    private int all;
    private int own;
  }

  MachinesOfDraft(Collection<Machine> base) {
    base.forEach(this::put);
  }

  @Nullable Machine get(String provider, String machineId) {
    return machines.get(key(provider, machineId));
  }

  /** Adds one, or puts it in the place of the same machine. */
  void put(Machine machine) {
    Machine before = machines.put(key(machine.provider(), machine.machineId()), machine);
    if (before != null) {
      count(before, -1);
    }
    count(machine, 1);
  }

  private void count(Machine machine, int by) {
    Count count = byAttempt.computeIfAbsent(attempt(machine), key -> new Count());
    count.all += by;
    if (!machine.late()) {
      count.own += by;
      own += by;
    }
  }

  private static String attempt(Machine machine) {
    return machine.tags().getOrDefault(ProviderCalls.TAG_ATTEMPT, "");
  }

  private static String key(String provider, String machineId) {
    return provider + "/" + machineId;
  }

  List<Machine> all() {
    return List.copyOf(machines.values());
  }

  int size() {
    return machines.size();
  }

  /** Those that count for the request. */
  Stream<Machine> own() {
    return machines.values().stream().filter(machine -> !machine.late());
  }

  int ownCount() {
    return own;
  }

  /** Those an attempt has made, wherever they stand. */
  List<Machine> of(Attempt attempt) {
    return machines.values().stream()
        .filter(machine -> attempt.key().equals(attempt(machine)))
        .toList();
  }

  int countOf(Attempt attempt) {
    Count count = byAttempt.get(attempt.key());
    return count == null ? 0 : count.all;
  }

  /** Those of them that count for the request. */
  int ownCountOf(Attempt attempt) {
    Count count = byAttempt.get(attempt.key());
    return count == null ? 0 : count.own;
  }
}
