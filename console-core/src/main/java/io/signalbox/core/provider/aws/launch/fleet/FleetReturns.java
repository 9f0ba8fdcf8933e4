package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.machines.Listings;
import io.signalbox.core.provider.aws.machines.Terminations;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Returns machines so that AWS does not replace them: a fleet or group that keeps some is lowered
 * first, to those it keeps; one that keeps none goes first, and launches no more. What was answered
 * at once goes after its machines. Asked again, all of it does no harm. Thread-safe.
 */
public final class FleetReturns {

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final String region;
  private final Departures departures;
  private final NamelessFleets nameless;
  private final EmptyFleets empties;
  private final Listings listings;
  private final Terminations terminations;

  /**
   * @param region whose machines are returned; fleets of another are let be
   */
  public FleetReturns(
      List<FleetApi> apis,
      LaunchJournal<FleetNote> journal,
      String region,
      Unneeded unneeded,
      Listings listings,
      Terminations terminations) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
    this.region = region;
    this.departures = new Departures(journal, unneeded);
    this.nameless = new NamelessFleets(apis, journal, listings);
    this.empties = new EmptyFleets(journal, unneeded, listings);
    this.listings = listings;
    this.terminations = terminations;
  }

  /**
   * Asks for all; nothing is terminated that could still be replaced. Machines that may be of a
   * launch whose note cannot be read wait for it, which is told; all others do not.
   */
  public ProviderResult terminate(List<String> machineIds, Instant deadline) {
    LaunchJournal.Notes<FleetNote> noted;
    try {
      noted = notes();
    } catch (IOException e) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "Which fleets the machines are of cannot be read, so that they would be replaced: "
                  + e));
    }
    try {
      List<FleetNote> unnamed = noted.notes().stream().filter(FleetNote::isNameless).toList();
      HiddenLaunches hidden = HiddenLaunches.none();
      if (!unnamed.isEmpty() || !noted.unreadable().isEmpty()) {
        switch (FleetCalls.machines(listings.named(machineIds, deadline))) {
          case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> {
            return ProviderResult.failure(failure);
          }
          case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> machines) -> {
            Optional<ProviderFailure> unseen = nameless.name(unnamed, machines, deadline);
            if (unseen.isPresent()) {
              return ProviderResult.failure(unseen.get());
            }
            noted = notes();
            hidden = HiddenLaunches.of(apis, noted, region, machineIds, machines);
          }
        }
      }
      List<String> free = hidden.free(machineIds);
      ProviderResult result =
          free.isEmpty() && !machineIds.isEmpty()
              ? ProviderResult.success(new ProviderData.InstancesTerminating(List.of()))
              : terminate(noted.notes(), free, deadline);
      return hidden
          .failure()
          .filter(waits -> result.isSuccess())
          .map(ProviderResult::failure)
          .orElse(result);
    } catch (IOException e) {
      return ProviderResult.failure(
          ProviderFailure.of(
              FailureClass.PROVIDER,
              "JOURNAL_UNAVAILABLE",
              "What became of the fleets of these machines cannot be noted: " + e));
    }
  }

  /** Those of the region; one that cannot be read may be of any. */
  private LaunchJournal.Notes<FleetNote> notes() throws IOException {
    LaunchJournal.Notes<FleetNote> all = journal.notes();
    return new LaunchJournal.Notes<>(
        all.notes().stream().filter(note -> note.region().equals(region)).toList(),
        all.unreadable());
  }

  private ProviderResult terminate(List<FleetNote> notes, List<String> machineIds, Instant deadline)
      throws IOException {
    for (FleetApi api : apis) {
      Optional<ProviderFailure> failure =
          letGo(api, of(notes, api, FleetNote::isAtWork), machineIds, deadline);
      if (failure.isPresent()) {
        return ProviderResult.failure(failure.get());
      }
    }
    ProviderResult result = terminations.terminate(machineIds, deadline);
    if (result instanceof ProviderResult.Failure(ProviderFailure refused)
        && refused.outcomeKnown()) {
      return result;
    }
    // Where only the answer was lost nobody asks again for machines that are seen to end.
    for (FleetApi api : apis) {
      Optional<ProviderFailure> failure =
          empties.tidy(
              api, of(notes, api, note -> note.isInstant() && !note.gone()), machineIds, deadline);
      if (failure.isPresent() && result.isSuccess()) {
        return ProviderResult.failure(failure.get());
      }
    }
    return result;
  }

  private static List<FleetNote> of(
      List<FleetNote> notes, FleetApi api, Predicate<FleetNote> wanted) {
    return notes.stream().filter(note -> note.api().equals(api.api())).filter(wanted).toList();
  }

  private Optional<ProviderFailure> letGo(
      FleetApi api, List<FleetNote> all, List<String> machineIds, Instant deadline)
      throws IOException {
    Set<String> ids = Set.copyOf(machineIds);
    List<FleetNote> empty =
        new ArrayList<>(all.stream().filter(note -> note.hasNoneBut(ids)).toList());
    Set<String> unknown = new HashSet<>(ids);
    all.forEach(note -> note.machines().forEach(unknown::remove));
    List<FleetNote> notes =
        all.stream()
            .filter(note -> !empty.contains(note))
            // What replaced another can be of any.
            .filter(note -> !unknown.isEmpty() || note.mayHaveSome(ids))
            .toList();
    if (notes.isEmpty()) {
      return empties.delete(api, empty, deadline);
    }
    List<InstanceInfo> machines;
    switch (FleetCalls.machines(
        listings.withTag(
            api.machineTag(), notes.stream().map(FleetNote::resource).toList(), deadline))) {
      case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> listed) -> machines = listed;
      case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> {
        return Optional.of(failure);
      }
    }
    for (FleetNote note : notes) {
      List<InstanceInfo> living =
          machines.stream()
              .filter(info -> note.resource().equals(info.tags().get(api.machineTag())))
              .filter(info -> !FleetFollowing.hasEnded(info))
              .toList();
      List<InstanceInfo> leaving =
          living.stream().filter(info -> ids.contains(info.machineId())).toList();
      if (leaving.isEmpty()) {
        continue;
      }
      FleetNote noted = departures.noted(note, leaving, deadline);
      // Who was let go by another return may be listed for long.
      List<InstanceInfo> staying =
          living.stream().filter(info -> !noted.leaving().contains(info.machineId())).toList();
      if (staying.isEmpty()) {
        empty.add(note);
      } else {
        Optional<ProviderFailure> failure =
            departures.lower(api, noted, leaving, staying, deadline);
        if (failure.isPresent()) {
          return failure;
        }
      }
    }
    return empties.delete(api, empty, deadline);
  }
}
