package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import io.signalbox.core.provider.aws.machines.Listings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Takes away what killed processes, interruptions and others' hands leave: fleets and groups that
 * have had a day and have no machine, and launch templates of the installation that no note names.
 * What cannot be asked or taken away now is met again by the next sweep. Thread-safe.
 */
public final class FleetSweep {

  /** Between sweeps of a provider, whichever process makes them. */
  static final Duration PAUSE = Duration.ofHours(6);

  /** What is younger may still be waited for, or be about to be launched from. */
  static final Duration AGE = Duration.ofDays(1);

  private static final String LAST = "last";

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final LaunchJournal<Swept> marks;
  private final LaunchTemplates templates;
  private final Listings listings;
  private final String region;

  /**
   * @param folder where the time of the last sweep is kept
   * @param region that is swept
   */
  public FleetSweep(
      List<FleetApi> apis,
      LaunchJournal<FleetNote> journal,
      Path folder,
      LaunchTemplates templates,
      Listings listings,
      String region) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
    this.marks = new LaunchJournal<>(folder, Swept.class);
    this.templates = templates;
    this.listings = listings;
    this.region = region;
  }

  /**
   * The last sweep.
   *
   * @param at in milliseconds since 1970
   */
  public record Swept(long at) {}

  /**
   * Sweeps if the last sweep is long enough ago; the first time is noted only.
   *
   * @param tags of a launch, which say whose launch templates are looked at
   */
  void whenDue(Map<String, String> tags, Instant now, Instant deadline) {
    try {
      if (isDue(now)) {
        fleets(now, deadline);
        templates(tags, now, deadline);
      }
    } catch (IOException e) {
      // Notes that cannot be read name what is needed: nothing is taken away.
      return;
    }
  }

  /** At most one of several processes finds it due. */
  private boolean isDue(Instant now) throws IOException {
    AtomicBoolean due = new AtomicBoolean();
    marks.change(
        LAST,
        last -> {
          if (last != null && now.isBefore(Instant.ofEpochMilli(last.at()).plus(PAUSE))) {
            return null;
          }
          due.set(last != null);
          return new Swept(now.toEpochMilli());
        });
    return due.get();
  }

  private void fleets(Instant now, Instant deadline) throws IOException {
    List<FleetNote> old =
        journal.notes().notes().stream()
            .filter(note -> !note.gone() && note.region().equals(region))
            .filter(note -> Instant.ofEpochMilli(note.begun()).plus(AGE).isBefore(now))
            .toList();
    for (FleetApi api : apis) {
      for (FleetNote note : old) {
        if (note.api().equals(api.api())) {
          if (note.resource().isEmpty()) {
            find(api, note, deadline);
          } else if (isWithoutMachines(api, note, deadline)
              && api.delete(List.of(note), deadline).isEmpty()) {
            gone(note, deadline);
          }
        }
      }
    }
  }

  /** One whose answer was lost: it is named now, for the next sweep, or was never made. */
  private void find(FleetApi api, FleetNote note, Instant deadline) throws IOException {
    ProviderOperation.CreateInstances asked =
        new ProviderOperation.CreateInstances(
            new LaunchSpec("", Map.of()),
            note.asked(),
            note.tags(),
            OperationContext.of("sweep", deadline));
    if (api.find(asked, note, deadline)
        instanceof Reply.Answered<Optional<Made>>(Optional<Made> found)) {
      if (found.isEmpty()) {
        gone(note, deadline);
      } else {
        List<String> machines =
            found.get().machines().stream().map(InstanceInfo::machineId).toList();
        journal.change(
            note.key(),
            known ->
                known != null && known.resource().isEmpty()
                    ? known.known(found.get().resource(), machines)
                    : null);
      }
    }
  }

  private boolean isWithoutMachines(FleetApi api, FleetNote note, Instant deadline) {
    return listings.withTag(api.machineTag(), List.of(note.resource()), deadline)
            instanceof ProviderResult.Success(ProviderData.InstanceStatuses listed)
        && listed.complete()
        && listed.instances().stream().allMatch(FleetFollowing::hasEnded);
  }

  private void gone(FleetNote note, Instant deadline) throws IOException {
    if (!note.ownTemplate() || templates.remove(note.template(), deadline).isEmpty()) {
      journal.change(note.key(), known -> known == null ? null : known.whenGone());
    }
  }

  /** Notes are read after the templates are listed: who launches from one now has noted it. */
  private void templates(Map<String, String> tags, Instant now, Instant deadline)
      throws IOException {
    List<String> old = templates.madeBefore(now.minus(AGE), tags, deadline);
    Set<String> needed =
        journal.all().stream().map(FleetNote::template).collect(Collectors.toSet());
    for (String name : old) {
      if (!needed.contains(name)) {
        templates.remove(name, deadline);
      }
    }
  }
}
