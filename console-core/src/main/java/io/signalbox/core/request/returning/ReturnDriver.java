package io.signalbox.core.request.returning;

import io.signalbox.core.background.Together;
import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.calling.Listings;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.planning.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Moves a return as far as it goes without waiting. Terminating is asked for until the provider
 * says that a machine shuts down; a return is complete when every machine is gone by the cloud's
 * word, and stays open until then or until the reconcile timeout. The caller holds its lease.
 * Thread-safe.
 */
public final class ReturnDriver {

  private final Journal journal;
  private final ProviderCalls calls;
  private final Planner planner;
  private final TerminatePauses terminatePauses;

  public ReturnDriver(Journal journal, ProviderCalls calls, Planner planner, TimeSource time) {
    this.journal = journal;
    this.calls = calls;
    this.planner = planner;
    this.terminatePauses = new TerminatePauses(time);
  }

  /**
   * @param source who lists what is left
   */
  public void drive(String returnId, Listings source) {
    MachineRequest request = journal.require(returnId);
    if (request.state().isFinal()) {
      return;
    }
    Map<String, List<Machine>> left = left(request);
    if (request.state() == RequestState.PENDING && !left.isEmpty()) {
      journal.update(
          returnId,
          draft -> draft.become(RequestState.IN_PROGRESS, "Asking to terminate " + count(left)));
    }
    Map<String, String> problems = new ConcurrentSkipListMap<>();
    Set<String> told = new ConcurrentSkipListSet<>();
    together(
        left,
        (provider, machines) -> {
          Termination termination = terminate(request, provider, machines);
          if (!termination.problem().isEmpty()) {
            problems.put(provider, termination.problem());
          }
          if (termination.tellsOfAll()) {
            told.add(provider);
          }
        });
    Map<String, List<Machine>> asked = left(journal.require(returnId));
    asked.keySet().removeAll(told);
    Map<String, Listing> listings = new ConcurrentSkipListMap<>();
    together(
        asked,
        (provider, machines) ->
            listings.put(
                provider,
                source.ofReturn(
                    request, provider, machines.stream().map(Machine::machineId).toList())));
    journal.finish(
        returnId,
        draft -> {
          listings.forEach((provider, listing) -> {
            merge(draft, provider, listing);
            if (!listing.problem().isEmpty()) {
              problems.putIfAbsent(provider, listing.problem());
            }
          });
          settle(draft, problems);
        });
  }

  private static Map<String, List<Machine>> left(MachineRequest request) {
    Map<String, List<Machine>> left = new TreeMap<>();
    for (Machine machine : request.machines()) {
      if (!machine.state().isGone()) {
        left.computeIfAbsent(machine.provider(), provider -> new ArrayList<>()).add(machine);
      }
    }
    return left;
  }

  /** All providers at the same time: one that hangs holds up no machine of another. */
  private static void together(
      Map<String, List<Machine>> machines, BiConsumer<String, List<Machine>> work) {
    Together.run(
        machines.entrySet().stream()
            .<Runnable>map(each -> () -> work.accept(each.getKey(), each.getValue()))
            .toList());
  }

  private static String count(Map<String, List<Machine>> machines) {
    return Words.machines(machines.values().stream().mapToInt(List::size).sum());
  }

  /**
   * What came of asking a provider to terminate.
   *
   * @param problem empty for none
   * @param tellsOfAll whether its answer says how each machine stands: listing them right after
   *     would say the same
   */
  private record Termination(String problem, boolean tellsOfAll) {

    static Termination failed(String problem) {
      return new Termination(problem, false);
    }
  }

  /**
   * Asks for those that do not shut down yet; repeating it does no harm. However often that
   * happens, the timeline has one row of it, and one of what came in its way.
   */
  private Termination terminate(MachineRequest request, String provider, List<Machine> machines) {
    List<String> ids =
        machines.stream()
            .filter(machine -> machine.state() != MachineState.SHUTTING_DOWN)
            .map(Machine::machineId)
            .toList();
    if (ids.isEmpty()) {
      return new Termination("", false);
    }
    if (calls.pauses().asksToWait(provider)) {
      return Termination.failed("asks to wait until " + calls.pauses().until(List.of(provider)));
    }
    String returnId = request.requestId();
    Optional<String> last = terminatePauses.lastSaid(returnId, provider);
    if (last.isPresent()) {
      return Termination.failed(last.get());
    }
    ProviderResult result = calls.terminate(request, provider, ids);
    String problem = stored(request, provider, result, ids);
    terminatePauses.asked(returnId, provider, problem);
    return new Termination(problem, ids.size() == machines.size() && tellsOf(result, ids));
  }

  private static boolean tellsOf(ProviderResult result, List<String> ids) {
    return result instanceof ProviderResult.Success(ProviderData.InstancesTerminating accepted)
        && accepted.instances().stream()
            .filter(info -> info.state() != MachineState.UNKNOWN)
            .map(InstanceInfo::machineId)
            .collect(Collectors.toSet())
            .containsAll(ids);
  }

  /** Stores what came of it; why it is not confirmed, empty if it is. */
  private String stored(
      MachineRequest request, String provider, ProviderResult result, List<String> ids) {
    return switch (result) {
      case ProviderResult.Success(ProviderData.InstancesTerminating accepted) -> {
        journal.update(
            request.requestId(),
            draft -> {
              draft.restate(
                  "terminated-" + provider,
                  new TimelineEntry(
                      draft.now(),
                      "call",
                      true,
                      "Asked " + provider + " to terminate",
                      String.join(", ", ids)));
              draft.merge(provider, accepted.instances());
            });
        yield "";
      }
      case ProviderResult.Success other -> "the provider answered with something else";
      case ProviderResult.Failure failure -> {
        String why = failure.failure().code() + " " + failure.failure().message();
        journal.update(
            request.requestId(),
            draft ->
                draft.restate(
                    "unconfirmed-" + provider,
                    new TimelineEntry(
                        draft.now(),
                        "call",
                        false,
                        provider + " did not confirm the termination",
                        why)));
        yield why;
      }
    };
  }

  private void merge(Draft draft, String provider, Listing listing) {
    draft.merge(provider, listing.instances());
    if (listing instanceof Listing.Complete complete) {
      journal.absences().conclude(draft, provider, complete);
    }
  }

  private void settle(Draft draft, Map<String, String> problems) {
    for (Machine machine : draft.machines()) {
      if (machine.state() == MachineState.TERMINATED) {
        draft.conclude(machine, MachineState.RETURNED, "Terminated by the cloud's word");
      }
    }
    List<Machine> left =
        draft.machines().stream().filter(machine -> !machine.state().isGone()).toList();
    int gone = draft.machines().size() - left.size();
    String sum = gone + " of " + Words.machines(draft.base().requested()) + " returned";
    String why = problems.isEmpty() ? sum : sum + "; " + describe(problems);
    Duration patience = planner.settings().reconcileTimeout();
    Instant end = draft.base().createdAt().plus(patience);
    if (left.isEmpty()) {
      draft.become(RequestState.COMPLETE, sum);
    } else if (!draft.now().isBefore(end)) {
      draft.become(
          gone > 0 ? RequestState.PARTIAL : RequestState.TIMEOUT,
          why
              + ". Not gone: "
              + Words.few(
                  left.stream()
                      .map(each -> each.machineId() + " " + each.state().word())
                      .toList()));
    } else if (gone > 0) {
      draft.become(RequestState.PARTIAL_PENDING, why);
    } else {
      draft.become(
          draft.state() == RequestState.PARTIAL_PENDING
              ? RequestState.PARTIAL_PENDING
              : RequestState.ACQUIRING,
          why);
    }
  }

  private static String describe(Map<String, String> problems) {
    return Words.few(
        problems.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList());
  }
}
