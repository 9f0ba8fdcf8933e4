package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets machines of a fleet go that keeps others, or has it launch no others. Listings lag, and
 * returns are made one right after the other or at a time: who was let go once is noted, and never
 * counts as staying. Thread-safe.
 */
final class Departures {

  private final LaunchJournal<FleetNote> journal;
  private final Unneeded unneeded;

  Departures(LaunchJournal<FleetNote> journal, Unneeded unneeded) {
    this.journal = journal;
    this.unneeded = unneeded;
  }

  /** Notes who leaves, in one step with who is known to leave. */
  FleetNote noted(FleetNote note, List<InstanceInfo> leaving, Instant deadline) throws IOException {
    List<String> ids = ids(leaving);
    Instant now = unneeded.now();
    return journal
        .change(note.key(), known -> known == null ? null : known.letting(ids, now, deadline))
        .orElseGet(() -> note.letting(ids, now, deadline));
  }

  /**
   * Lowers a fleet to those that stay. Of two returns at a time the calls may arrive in either
   * order: as long as one that does not know of these machines may be under way, they would be
   * replaced.
   */
  Optional<ProviderFailure> lower(
      FleetApi api,
      FleetNote note,
      List<InstanceInfo> leaving,
      List<InstanceInfo> staying,
      Instant deadline)
      throws IOException {
    Optional<ProviderFailure> failure =
        note.isMaintained() ? api.letGo(note, leaving, staying, deadline) : Optional.empty();
    if (failure.isPresent() && !failure.get().outcomeKnown()) {
      return failure;
    }
    List<String> ids = ids(leaving);
    Lowering call = note.lowerings().getLast();
    Optional<FleetNote> after =
        journal.change(
            note.key(),
            known ->
                known == null
                    ? null
                    : failure.isPresent() ? known.lowered(call) : known.lowered(call).without(ids));
    return failure.or(() ->
        after
            .filter(known -> known.mayCount(ids, unneeded.now()))
            .map(known ->
                ProviderFailure.of(
                    FailureClass.TRANSIENT,
                    "LOWERED_MEANWHILE",
                    "Another return lowers %s and does not know of these machines: they are terminated when it has ended"
                        .formatted(known.resource()))));
  }

  /**
   * Has a fleet that is kept at its number launch no more than it has, without a return at the same
   * time being undone by it. One that has nothing is deleted.
   */
  Optional<ProviderFailure> keep(
      FleetApi api, FleetNote note, List<InstanceInfo> living, Instant deadline)
      throws IOException {
    FleetNote noted = noted(note, List.of(), deadline);
    List<InstanceInfo> staying =
        living.stream().filter(info -> !noted.leaving().contains(info.machineId())).toList();
    Optional<ProviderFailure> failure =
        staying.isEmpty()
            ? api.delete(List.of(noted), deadline)
            : api.keep(noted, staying, deadline);
    if (failure.isEmpty() || failure.get().outcomeKnown()) {
      Lowering call = noted.lowerings().getLast();
      journal.change(note.key(), known -> known == null ? null : known.lowered(call));
    }
    return failure;
  }

  private static List<String> ids(List<InstanceInfo> machines) {
    return machines.stream().map(InstanceInfo::machineId).toList();
  }
}
