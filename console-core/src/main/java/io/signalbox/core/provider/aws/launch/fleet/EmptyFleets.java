package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.machines.Listings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fleets and groups that keep no machine: they go. Each of these says why that is not certain, and
 * nothing where it is. Thread-safe.
 */
final class EmptyFleets {

  private final LaunchJournal<FleetNote> journal;
  private final Unneeded unneeded;
  private final Listings listings;

  EmptyFleets(LaunchJournal<FleetNote> journal, Unneeded unneeded, Listings listings) {
    this.journal = journal;
    this.unneeded = unneeded;
    this.listings = listings;
  }

  /**
   * Instant fleets whose machines are all returned now. They go with all that they have, so that
   * those are asked about first of which not all machines may be noted.
   */
  Optional<ProviderFailure> tidy(
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

  /** Deletes those that keep no machine, and what they alone needed. */
  Optional<ProviderFailure> delete(FleetApi api, List<FleetNote> empty, Instant deadline)
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
