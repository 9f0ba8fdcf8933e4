package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Shortfalls;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notes what AWS answered to a launch, and says what became of it. Thread-safe. */
final class FleetOutcomes {

  private final FleetApi api;
  private final LaunchTemplates templates;
  private final LaunchJournal<FleetNote> journal;
  private final Unneeded unneeded;

  FleetOutcomes(
      FleetApi api,
      LaunchTemplates templates,
      LaunchJournal<FleetNote> journal,
      Unneeded unneeded) {
    this.api = api;
    this.templates = templates;
    this.journal = journal;
    this.unneeded = unneeded;
  }

  /**
   * It was made.
   *
   * @param whole whether it has no other machines at once
   */
  ProviderResult made(
      ProviderOperation.CreateInstances create, FleetNote note, Made made, boolean whole)
      throws IOException {
    if (made.resource().isEmpty() && !note.isInstant()) {
      // It is looked for by its tags the next time.
      return ProviderResult.failure(
          ProviderFailure.unknown(
              "NAMELESS", "The launch was taken, and the answer does not name what was made"));
    }
    List<String> ids = made.machines().stream().map(InstanceInfo::machineId).toList();
    FleetNote known = note.known(made.resource(), ids, whole);
    journal.change(note.key(), noted -> noted == null || noted.resource().isEmpty() ? known : null);
    if (!note.isInstant()) {
      return ProviderResult.success(
          new ProviderData.InstancesCreated(made.resource(), List.of(), note.asked(), List.of()));
    }
    List<ProviderFailure> shortfalls = shortfalls(note, made, ids.size());
    if (ids.isEmpty()) {
      leave(known, create.context().deadline());
      return ProviderResult.failure(Shortfalls.together(shortfalls));
    }
    return ProviderResult.success(
        new ProviderData.InstancesCreated(made.resource(), made.machines(), shortfalls));
  }

  private static List<ProviderFailure> shortfalls(FleetNote note, Made made, int machines) {
    if (machines >= note.asked()) {
      return List.of();
    }
    return made.errors().isEmpty()
        ? List.of(
            Shortfalls.fewer(
                "EC2 launched %d of the %d asked for and gave no reason"
                    .formatted(machines, note.asked())))
        : made.errors();
  }

  /** A fleet that made nothing goes. What does not go now is looked for later. */
  private void leave(FleetNote note, Instant deadline) throws IOException {
    if (api.delete(List.of(note), deadline).isEmpty()) {
      unneeded.gone(note, deadline);
    }
  }

  /**
   * It was refused.
   *
   * @param first whether it was not sent before: what is refused later may be there all the same
   */
  ProviderResult refused(FleetNote note, ProviderFailure failure, boolean first, Instant deadline)
      throws IOException {
    if (first && failure.outcomeKnown()) {
      nothing(note, deadline);
    }
    return ProviderResult.failure(failure);
  }

  /**
   * It is certain that nothing was made, unless somebody else has sent it again meanwhile. A launch
   * template that cannot be removed now is met by the sweep.
   */
  private void nothing(FleetNote note, Instant deadline) throws IOException {
    Optional<FleetNote> left =
        journal.change(note.key(), known -> note.equals(known) ? note.whenGone() : null);
    if (left.equals(Optional.of(note.whenGone())) && note.ownTemplate()) {
      templates.remove(note.template(), deadline);
    }
  }
}
