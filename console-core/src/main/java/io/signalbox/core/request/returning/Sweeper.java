package io.signalbox.core.request.returning;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.SweepReport;
import io.signalbox.core.request.Words;
import io.signalbox.core.request.calling.ProviderCalls;
import io.signalbox.core.request.journal.Absences;
import io.signalbox.core.request.journal.FreshReturn;
import io.signalbox.core.request.journal.Journal;
import io.signalbox.core.request.journal.Machines;
import io.signalbox.core.request.planning.Planner;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds machines without a request, requests without machines, and what launches left beside
 * machines. The cloud is listed first and our own records are read second, so that a machine made
 * in between has its record; machines younger than the grace time are left alone; only this
 * installation's are looked at. Thread-safe.
 */
public final class Sweeper {

  /** Younger machines may belong to work in flight. */
  public static final Duration GRACE = Duration.ofMinutes(2);

  /** The most that one pass releases. */
  static final int MAX_CHOSEN = 20;

  private final Journal journal;
  private final ProviderCalls calls;
  private final ProviderContext providers;
  private final Planner planner;
  private final TimeSource time;

  public Sweeper(
      Journal journal,
      ProviderCalls calls,
      ProviderContext providers,
      Planner planner,
      TimeSource time) {
    this.journal = journal;
    this.calls = calls;
    this.providers = providers;
    this.planner = planner;
    this.time = time;
  }

  private record Orphan(String provider, InstanceInfo info, @Nullable Machine record) {}

  /**
   * @param back the return that releases machines, stored and not yet driven; null when none is
   */
  public record Swept(SweepReport report, @Nullable MachineRequest back) {}

  /**
   * @param only the machines that may be released; null for all that are found
   */
  public Swept sweep(boolean dryRun, @Nullable Set<String> only, String actor) {
    String traceId = "sweep-" + UUID.randomUUID();
    Instant listedAt = time.now();
    Map<String, Listing> cloud = new LinkedHashMap<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    for (ProviderRegistration provider : providers.snapshot().providers()) {
      if (provider.strategy() == null) {
        skipped.put(provider.name(), provider.unusable());
      } else {
        cloud.put(provider.name(), calls.ofInstallation(provider.name(), traceId));
      }
    }
    List<Orphan> orphans = new ArrayList<>();
    List<Machine> missing = new ArrayList<>();
    cloud.forEach((provider, listing) -> {
      if (!listing.problem().isEmpty()) {
        skipped.put(provider, listing.problem());
      }
      listing.instances().stream()
          .flatMap(info -> orphan(provider, info, listedAt).stream())
          .forEach(orphans::add);
      if (listing instanceof Listing.Complete complete) {
        missing.addAll(missing(provider, complete, listedAt));
      }
    });
    Map<String, List<Leftover>> leftovers = new LinkedHashMap<>();
    for (ProviderRegistration provider : providers.snapshot().providers()) {
      if (provider.strategy() != null && cloud.get(provider.name()) instanceof Listing.Complete) {
        Leftovers left = calls.leftovers(provider.strategy(), this::isWaitedFor, !dryRun, traceId);
        if (!left.found().isEmpty()) {
          leftovers.put(provider.name(), left.found());
        }
        if (!left.problem().isEmpty()) {
          skipped.put(provider.name(), left.problem());
        }
      }
    }
    List<Orphan> chosen =
        orphans.stream()
            .filter(each -> only == null || only.contains(each.info().machineId()))
            .limit(MAX_CHOSEN)
            .toList();
    MachineRequest back = dryRun || chosen.isEmpty() ? null : release(chosen, actor, traceId);
    List<String> released =
        back == null ? List.of() : chosen.stream().map(each -> each.info().machineId()).toList();
    return new Swept(
        new SweepReport(
            dryRun,
            byProvider(orphans),
            missing,
            released,
            back == null ? "" : back.requestId(),
            leftovers,
            skipped),
        back);
  }

  /** Whether the request of an attempt, whose key begins with its id, is not at its end. */
  private boolean isWaitedFor(String attemptKey) {
    String requestId = attemptKey.substring(0, Math.max(0, attemptKey.lastIndexOf('-')));
    return journal
        .repository()
        .find(requestId)
        .filter(request -> !request.state().isFinal())
        .isPresent();
  }

  /** A living machine past its grace time that no request and no return of ours holds. */
  private Optional<Orphan> orphan(String provider, InstanceInfo info, Instant now) {
    boolean past = info.launchedAt() != null && info.launchedAt().plus(GRACE).isBefore(now);
    if (!past || info.state().isGone()) {
      return Optional.empty();
    }
    String requestId = info.tags().getOrDefault(ProviderCalls.TAG_REQUEST, "");
    Optional<MachineRequest> request = journal.repository().find(requestId);
    Machine known =
        request.stream()
            .flatMap(each -> each.machines().stream())
            .filter(each ->
                each.provider().equals(provider) && each.machineId().equals(info.machineId()))
            .findFirst()
            .orElse(null);
    if (known == null) {
      known =
          journal.repository().machinesCalled(List.of(info.machineId())).stream()
              .filter(machine ->
                  machine.provider().equals(provider)
                      && machine.machineId().equals(info.machineId()))
              .findFirst()
              .orElse(null);
    }
    boolean open = request.filter(each -> !each.state().isFinal()).isPresent();
    boolean held =
        open
            || (known != null
                && (isReturning(known)
                    || (known.returnId() == null && !known.late() && !known.state().isGone())));
    return held ? Optional.empty() : Optional.of(new Orphan(provider, info, known));
  }

  private boolean isReturning(Machine machine) {
    String returnId = machine.returnId();
    return returnId != null
        && journal.repository().find(returnId).filter(each -> !each.state().isFinal()).isPresent();
  }

  private List<Machine> missing(String provider, Listing.Complete listing, Instant now) {
    Set<String> listed = Absences.ids(listing);
    return journal.repository().machinesAt(provider).stream()
        .filter(machine -> !listed.contains(machine.machineId()))
        .filter(machine -> journal.absences().isPastLag(machine, now))
        .toList();
  }

  /**
   * Intent first: machines are recorded as part of a return, which is then driven like any other.
   */
  private MachineRequest release(List<Orphan> orphans, String actor, String traceId) {
    Instant now = time.now();
    List<Machine> machines =
        orphans.stream()
            .map(orphan -> {
              Machine known = orphan.record();
              return known == null
                  ? Machines.fresh("", orphan.provider(), orphan.info(), true, now)
                  : known.in(orphan.info().state(), "Found by a sweep", now);
            })
            .toList();
    MachineRequest back =
        FreshReturn.of(
            journal.ids(),
            machines,
            actor,
            traceId,
            "Sweep: releasing " + Words.machines(machines.size()) + " without a request",
            now,
            now.plus(planner.settings().defaultTimeout()));
    MachineRequest owned = ownStrays(back);
    journal.create(
        owned, draft -> draft.note("intent", true, back.message(), "asked by " + actor), () -> {});
    return owned;
  }

  /** A machine whose request is not in this store belongs to the return that releases it. */
  private MachineRequest ownStrays(MachineRequest back) {
    List<Machine> machines =
        back.machines().stream()
            .map(machine -> {
              String tagged = machine.tags().getOrDefault(ProviderCalls.TAG_REQUEST, "");
              String owner =
                  !machine.requestId().isEmpty()
                      ? machine.requestId()
                      : journal.repository().find(tagged).isPresent() ? tagged : back.requestId();
              return machine.ownedBy(owner);
            })
            .toList();
    return back.with(machines);
  }

  private static Map<String, List<InstanceInfo>> byProvider(List<Orphan> orphans) {
    return orphans.stream()
        .collect(
            Collectors.groupingBy(
                Orphan::provider,
                LinkedHashMap::new,
                Collectors.mapping(Orphan::info, Collectors.toList())));
  }
}
