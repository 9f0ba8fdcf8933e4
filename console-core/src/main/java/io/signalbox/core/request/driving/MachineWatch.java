package io.signalbox.core.request.driving;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineLookup;
import io.signalbox.core.request.RequestEvents;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Draft;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.journal.Leases;
import io.signalbox.core.request.journal.Machines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on machines whose requests are over: those that die by themselves are recorded, told
 * on their request and on the timeline. One listing for each provider, however many machines it
 * has; every minute, half as often after each failure, at least every 10 min. Thread-safe.
 */
public final class MachineWatch {

  private static final Logger LOG = LoggerFactory.getLogger(MachineWatch.class);

  public static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Journal journal;
  private final Leases leases;
  private final ProviderCalls calls;
  private final Workers workers;
  private final TimeSource time;
  private final Map<String, NextLook> nextLooks = new ConcurrentHashMap<>();
  private volatile Instant nextRead = Instant.EPOCH;

  public MachineWatch(
      Journal journal, Leases leases, ProviderCalls calls, Workers workers, TimeSource time) {
    this.journal = journal;
    this.leases = leases;
    this.calls = calls;
    this.workers = workers;
    this.time = time;
  }

  /** When a provider is asked again, and how long it was waited for that. */
  private record NextLook(Instant at, Duration pause) {}

  /** Asks the providers that are due, at most so long as a caller is patient. */
  public void lookWhereDue() {
    Instant now = time.now();
    if (Schedule.isAhead(nextRead, now, PAUSE)) {
      return;
    }
    nextRead = now.plus(PAUSE);
    Map<String, List<Machine>> watched = watched();
    nextLooks.keySet().retainAll(watched.keySet());
    watched
        .keySet()
        .removeIf(provider -> {
          NextLook next = nextLooks.get(provider);
          return next != null && Schedule.isAhead(next.at(), now, LONGEST_PAUSE);
        });
    Map<String, String> problems = look(watched, now);
    problems.forEach((provider, problem) ->
        LOG.info("{} cannot tell of all its machines: {}", provider, problem));
  }

  /**
   * Asks every provider, whether it is due or not.
   *
   * @return provider to the reason it could not tell of all its machines
   */
  public Map<String, String> lookEverywhere() {
    return look(watched(), time.now());
  }

  private Map<String, List<Machine>> watched() {
    return journal.repository().watchedMachines().stream()
        .collect(Collectors.groupingBy(Machine::provider, TreeMap::new, Collectors.toList()));
  }

  /** All at the same time. */
  private Map<String, String> look(Map<String, List<Machine>> watched, Instant begun) {
    Map<String, String> problems = new ConcurrentSkipListMap<>();
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    watched.forEach((provider, machines) -> {
      problems.put(provider, "it had not answered when the look at it ended");
      String traceId = "watch-" + UUID.randomUUID();
      tasks.add(
          workers.start(
              traceId,
              () -> {
                Listing listing = calls.ofInstallation(provider, traceId);
                nextLooks.put(provider, next(provider, listing, begun));
                changed(machines, listing)
                    .forEach(id -> take(id, provider, listing, machines, begun));
                String problem = listing.problem();
                if (problem.isEmpty()) {
                  problems.remove(provider);
                } else {
                  problems.put(provider, problem);
                }
              }));
    });
    workers.await(tasks, Workers.CALLER_PATIENCE);
    return Map.copyOf(problems);
  }

  private NextLook next(String provider, Listing listing, Instant begun) {
    Duration pause = PAUSE;
    if (listing instanceof Listing.Unanswered) {
      Duration doubled =
          nextLooks.getOrDefault(provider, new NextLook(begun, PAUSE)).pause().multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
    return new NextLook(begun.plus(pause), pause);
  }

  /** The requests whose machines are not as they were known. */
  private Set<String> changed(List<Machine> machines, Listing listing) {
    Map<String, InstanceInfo> listed = new LinkedHashMap<>();
    listing.instances().forEach(info -> listed.put(info.machineId(), info));
    Set<String> changed = new LinkedHashSet<>();
    for (Machine machine : machines) {
      InstanceInfo info = listed.get(machine.machineId());
      boolean news =
          info == null
              ? listing instanceof Listing.Complete
                  && journal.absences().isPastLag(machine, time.now())
              : !Machines.updated(machine, info, time.now()).equals(machine);
      if (news) {
        changed.add(machine.requestId());
      }
    }
    return changed;
  }

  /** Nothing, where somebody else works on the request: it is found again at the next look. */
  private void take(
      String requestId, String provider, Listing listing, List<Machine> asRead, Instant begun) {
    Leases.Claim claim = leases.claim(journal.require(requestId));
    if (claim == null) {
      return;
    }
    try (claim) {
      journal.finish(
          requestId,
          draft -> {
            if (isOutdated(draft, provider, asRead, begun)) {
              throw new Journal.Superseded(requestId);
            }
            apply(draft, provider, listing);
          });
    } catch (Journal.Superseded e) {
      return;
    }
  }

  /**
   * Whether the listing may be older than what is stored: a machine is not as it was read before it
   * was asked about, or that is too long ago.
   */
  private static boolean isOutdated(
      Draft draft, String provider, List<Machine> asRead, Instant begun) {
    List<Machine> stored =
        draft.base().machines().stream()
            .filter(machine -> machine.provider().equals(provider))
            .toList();
    return draft.now().isAfter(begun.plus(Leases.LONGEST_LOOK))
        || asRead.stream()
            .anyMatch(machine ->
                machine.requestId().equals(draft.base().requestId()) && !stored.contains(machine));
  }

  private void apply(Draft draft, String provider, Listing listing) {
    Set<String> known =
        draft.base().machines().stream()
            .filter(machine -> machine.provider().equals(provider) && !machine.state().isGone())
            .map(Machine::machineId)
            .collect(Collectors.toSet());
    // One that is not known of is not this watch's: the sweep judges it.
    draft.merge(
        provider,
        listing.instances().stream().filter(info -> known.contains(info.machineId())).toList());
    if (listing instanceof Listing.Complete complete) {
      journal.absences().conclude(draft, provider, complete);
    }
    tell(draft);
  }

  /** What died just now, on the request and for the timeline. */
  private static void tell(Draft draft) {
    Map<String, Machine> before = new LinkedHashMap<>();
    draft.base().machines().forEach(each -> before.put(MachineLookup.reference(each), each));
    List<Machine> died = new ArrayList<>();
    for (Machine machine : draft.machines()) {
      Machine was = before.get(MachineLookup.reference(machine));
      if (machine.state().isGone() && was != null && !was.state().isGone()) {
        died.add(machine);
      }
    }
    if (!died.isEmpty()) {
      draft.explain(Losses.said(draft));
      draft.tell(
          new RequestEvents.MachinesDied(
              draft.now(),
              draft.base().requestId(),
              died.stream().map(Losses::said).toList(),
              draft.base().traceId()));
    }
  }
}
