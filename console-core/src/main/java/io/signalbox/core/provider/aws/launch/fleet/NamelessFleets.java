package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.machines.Listings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fleets and groups whose answer was lost. They are known by their machines, which have the tags of
 * the launch, and the one that names it. Thread-safe.
 */
final class NamelessFleets {

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final Listings listings;

  NamelessFleets(List<FleetApi> apis, LaunchJournal<FleetNote> journal, Listings listings) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
    this.listings = listings;
  }

  /**
   * Notes the ids or names of those that machines tell of.
   *
   * @param machines that are returned
   * @return why that is not certain; empty where it is
   */
  Optional<ProviderFailure> name(
      List<FleetNote> nameless, List<InstanceInfo> machines, Instant deadline) throws IOException {
    for (FleetApi api : apis) {
      for (FleetNote note : nameless) {
        if (!note.api().equals(api.api())) {
          continue;
        }
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
}
