package io.signalbox.core.request.returning;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineLookup;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.journal.FreshReturn;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.planning.Planner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Begins returns. Thread-safe. */
public final class Returns {

  private final Journal journal;
  private final Planner planner;
  private final TimeSource time;

  public Returns(Journal journal, Planner planner, TimeSource time) {
    this.journal = journal;
    this.planner = planner;
    this.time = time;
  }

  /**
   * Stores the intent of a return with {@code audit}; a return of the very same machines that is
   * still under way, or that all of them are gone by, is that return.
   *
   * @throws SignalboxException INVALID_INPUT for none, or for a name that machines of several
   *     providers have; MACHINE_NOT_FOUND naming every unknown one
   */
  public String begin(List<String> idsOrNames, String actor, String traceId, Runnable audit) {
    if (idsOrNames.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "Name at least one machine to return",
          Map.of("machines", List.of()));
    }
    List<Machine> asked = find(idsOrNames);
    Optional<String> before = askedBefore(asked);
    if (before.isPresent()) {
      return before.get();
    }
    MachineRequest back =
        FreshReturn.of(
            journal.ids(),
            asked,
            actor,
            traceId,
            "Returning " + Words.machines(asked.size()),
            time.now(),
            time.now().plus(planner.settings().defaultTimeout()));
    journal.create(
        back,
        draft ->
            draft.note(
                "intent",
                true,
                "Return of " + Words.machines(asked.size()) + " asked by " + actor,
                Words.few(asked.stream().map(Machine::machineId).toList())),
        audit);
    return back.requestId();
  }

  private List<Machine> find(List<String> idsOrNames) {
    Map<String, Machine> known = MachineLookup.find(journal.repository(), idsOrNames);
    Map<String, Machine> found = new LinkedHashMap<>();
    known.values().forEach(each -> found.put(MachineLookup.reference(each), each));
    List<String> unknown = idsOrNames.stream().filter(each -> !known.containsKey(each)).toList();
    if (!unknown.isEmpty()) {
      throw new SignalboxException(
          ErrorCode.MACHINE_NOT_FOUND,
          "No machine of ours is called " + String.join(", ", unknown) + "; nothing was returned",
          Map.of("machines", unknown));
    }
    return List.copyOf(found.values());
  }

  /** The return of just these machines that is under way, or that all of them are gone by. */
  private Optional<String> askedBefore(List<Machine> asked) {
    Set<String> returns =
        asked.stream()
            .map(machine -> machine.returnId() == null ? "" : machine.returnId())
            .collect(Collectors.toSet());
    if (returns.size() != 1 || returns.contains("")) {
      return Optional.empty();
    }
    return journal
        .repository()
        .find(returns.iterator().next())
        .filter(request -> request.requested() == asked.size())
        .filter(request ->
            !request.state().isFinal() || asked.stream().allMatch(each -> each.state().isGone()))
        .map(MachineRequest::requestId);
  }
}
