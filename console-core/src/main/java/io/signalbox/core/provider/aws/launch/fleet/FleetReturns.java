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
import java.util.stream.Stream;

/**
 * Returns machines so that AWS does not replace them: a fleet or group that keeps some is lowered
 * first, to those it keeps; one that keeps none goes first, and launches no more. What was answered
 * at once goes after its machines. Asked again, all of it does no harm. Thread-safe.
 */
public final class FleetReturns {

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final String region;
  private final Unneeded unneeded;
  private final Departures departures;
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
    this.unneeded = unneeded;
    this.departures = new Departures(journal, unneeded);
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
      List<FleetNote> nameless = noted.notes().stream().filter(FleetNote::isNameless).toList();
      HiddenLaunches hidden = HiddenLaunches.none();
      if (!nameless.isEmpty() || !noted.unreadable().isEmpty()) {
        switch (FleetCalls.machines(listings.named(machineIds, deadline))) {
          case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> {
            return ProviderResult.failure(failure);
          }
          case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> machines) -> {
            Optional<ProviderFailure> unseen = name(nameless, machines, deadline);
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
          tidy(api, of(notes, api, note -> note.isInstant() && !note.gone()), machineIds, deadline);
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

  /**
   * A fleet whose answer was lost is known by its machines: they have the tags of the launch, and
   * the one that names it.
   */
  private Optional<ProviderFailure> name(
      List<FleetNote> nameless, List<InstanceInfo> machines, Instant deadline) throws IOException {
    for (FleetApi api : apis) {
      for (FleetNote note : of(nameless, api, each -> true)) {
        Optional<String> name =
            machines.stream()
                .filter(info -> info.tags().entrySet().containsAll(note.tags().entrySet()))
                .flatMap(info -> Stream.ofNullable(info.tags().get(api.machineTag())))
                .findFirst();
        Optional<ProviderFailure> unseen =
            name.isPresent() ? name(note, api, name.get(), deadline) : Optional.empty();
        if (unseen.isPresent()) {
          return unseen;
        }
      }
    }
    return Optional.empty();
  }

  /** Notes a fleet's id or name; of one that is deleted with its last machine, which it has. */
  private Optional<ProviderFailure> name(
      FleetNote note, FleetApi api, String name, Instant deadline) throws IOException {
    List<String> ids = List.of();
    if (note.isInstant()) {
      switch (FleetCalls.machines(listings.withTag(api.machineTag(), List.of(name), deadline))) {
        case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> all) ->
            ids =
                all.stream()
                    .filter(info -> !FleetFollowing.hasEnded(info))
                    .map(InstanceInfo::machineId)
                    .toList();
        case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> {
          return Optional.of(failure);
        }
      }
    }
    List<String> its = ids;
    journal.change(
        note.key(),
        known -> known != null && known.isNameless() ? known.known(name, its, false) : null);
    return Optional.empty();
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
      return delete(api, empty, deadline);
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
    return delete(api, empty, deadline);
  }

  /**
   * Instant fleets whose machines are all returned now. They go with all that they have, so that
   * those are asked about first of which not all machines may be noted.
   */
  private Optional<ProviderFailure> tidy(
      FleetApi api, List<FleetNote> notes, List<String> machineIds, Instant deadline)
      throws IOException {
    List<FleetNote> empty = new ArrayList<>();
    List<FleetNote> doubtful = new ArrayList<>();
    for (FleetNote note : notes) {
      if (note.machines().stream().anyMatch(machineIds::contains)) {
        // Of returns at a time the one that leaves nothing is known here alone.
        FleetNote left =
            journal
                .change(
                    note.key(),
                    known ->
                        known == null || known.without(machineIds).machines().isEmpty()
                            ? null
                            : known.without(machineIds))
                .orElse(note);
        if (left.without(machineIds).machines().isEmpty()) {
          (left.settled() ? empty : doubtful).add(note);
        }
      }
    }
    Set<String> kept = new HashSet<>();
    if (!doubtful.isEmpty()) {
      switch (FleetCalls.machines(
          listings.withTag(
              api.machineTag(), doubtful.stream().map(FleetNote::resource).toList(), deadline))) {
        case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> {
          return Optional.of(failure);
        }
        case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> listed) ->
            listed.stream()
                .filter(info -> !FleetFollowing.hasEnded(info))
                .filter(info -> !machineIds.contains(info.machineId()))
                .forEach(info -> kept.add(info.tags().getOrDefault(api.machineTag(), "")));
      }
    }
    doubtful.stream().filter(note -> !kept.contains(note.resource())).forEach(empty::add);
    return delete(api, empty, deadline);
  }

  private Optional<ProviderFailure> delete(FleetApi api, List<FleetNote> empty, Instant deadline)
      throws IOException {
    if (empty.isEmpty()) {
      return Optional.empty();
    }
    Optional<ProviderFailure> failure = api.delete(empty, deadline);
    for (FleetNote note : empty) {
      if (failure.isEmpty()) {
        failure = unneeded.gone(note, deadline);
      }
    }
    return failure;
  }
}
