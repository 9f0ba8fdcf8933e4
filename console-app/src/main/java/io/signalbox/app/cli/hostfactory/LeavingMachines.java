package io.signalbox.app.cli.hostfactory;

import io.signalbox.app.cli.session.Session;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The machines that a scheduler has to let go of, as the store has them. */
final class LeavingMachines {

  /** Machines of one list, the most that the store hands out. */
  private static final int MOST = 10_000;

  private LeavingMachines() {}

  /** The returns that machines are under which are not gone. */
  static List<String> returns(Session session) {
    Set<String> returns = new LinkedHashSet<>();
    for (Machine machine : session.ask(new Query.ListMachines(null, false, MOST))) {
      if (machine.returnId() instanceof String id) {
        returns.add(id);
      }
    }
    return List.copyOf(returns);
  }

  /**
   * Those among the machines that live and the newest of all.
   *
   * @param asked ids or names of the only ones that are wanted, however old; empty for any
   */
  static List<Machine> of(Session session, Set<String> asked) {
    Map<String, Machine> known = new LinkedHashMap<>();
    add(known, session.ask(new Query.ListMachines(null, true, MOST)));
    add(known, session.ask(new Query.ListMachines(null, false, MOST)));
    addOlder(known, session, asked);
    // Clouds give a name again: the machine that has it now is not to be let go of.
    Set<String> staying = new HashSet<>();
    for (Machine machine : known.values()) {
      if (!WireOutput.isToBeReturned(machine)) {
        staying.add(machine.name());
      }
    }
    List<Machine> leaving = new ArrayList<>();
    for (Machine machine : known.values()) {
      boolean wanted =
          asked.isEmpty()
              ? machine.state() != MachineState.RETURNED
              : asked.contains(machine.machineId()) || asked.contains(machine.name());
      if (wanted
          && WireOutput.isToBeReturned(machine)
          && !(machine.state().isGone() && staying.contains(machine.name()))) {
        leaving.add(machine);
      }
    }
    return leaving;
  }

  private static void add(Map<String, Machine> known, Collection<Machine> machines) {
    for (Machine machine : machines) {
      known.put(machine.provider() + "/" + machine.machineId(), machine);
    }
  }

  private static void addOlder(Map<String, Machine> known, Session session, Set<String> asked) {
    Set<String> missing = new LinkedHashSet<>(asked);
    for (Machine machine : known.values()) {
      missing.remove(machine.machineId());
      missing.remove(machine.name());
    }
    for (String name : missing) {
      try {
        add(known, List.of(session.ask(new Query.ShowMachine(name))));
      } catch (SignalboxException e) {
        // Not ours, or not one alone: nothing is told of it.
        continue;
      }
    }
  }
}
