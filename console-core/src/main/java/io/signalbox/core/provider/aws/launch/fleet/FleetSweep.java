package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.Leftover;
import io.signalbox.core.provider.Leftovers;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.NoteKind;
import io.signalbox.core.provider.aws.launch.RegionKey;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import io.signalbox.core.provider.aws.machines.Listings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Takes away what killed processes, interruptions and others' hands leave: fleets and groups that
 * nobody waits for and that have no machine, and launch templates that no note needs. What cannot
 * be asked or taken away now is met again by the next sweep. Thread-safe.
 */
public final class FleetSweep {

  /** Between sweeps of a provider, whichever process makes them. */
  static final Duration PAUSE = Duration.ofHours(6);

  /** Of a launch's time, what a sweep leaves it. */
  static final Duration RESERVE = Duration.ofSeconds(10);

  /** What is younger may still be waited for: nobody was asked whether it is. */
  static final Duration AGE = Duration.ofDays(1);

  /** AWS may not list yet what is younger, or it is about to be launched from. */
  static final Duration YOUNG = Duration.ofMinutes(15);

  private static final String LAST = "last-";

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final LaunchJournal<Swept> marks;
  private final LaunchTemplates templates;
  private final Unneeded unneeded;
  private final Listings listings;
  private final String region;

  /**
   * @param folder of the provider's notes
   * @param region that is swept
   */
  public FleetSweep(
      List<FleetApi> apis,
      LaunchJournal<FleetNote> journal,
      Path folder,
      LaunchTemplates templates,
      Unneeded unneeded,
      Listings listings,
      String region) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
    this.marks = new LaunchJournal<>(folder, NoteKind.SWEEP, Swept.class);
    this.templates = templates;
    this.unneeded = unneeded;
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
   * Sweeps if the last sweep is long enough ago; the first time is noted only. A launch waits for
   * it, and must not pass for one that was not answered: where little time is left, another sweeps.
   *
   * @param tags of a launch, which say whose launch templates are looked at
   * @param deadline of the launch
   */
  public void whenDue(Map<String, String> tags, Instant now, Instant deadline) {
    Instant end = deadline.minus(RESERVE);
    try {
      if (now.isBefore(end) && isDue(now)) {
        new Pass(key -> false, AGE, now, true, end).whole(tags);
      }
    } catch (IOException e) {
      // Notes that cannot be read name what is needed: nothing is taken away.
      return;
    }
  }

  /**
   * Looks for all that is left, and takes it away or not.
   *
   * @param tags of the installation, whose launch templates are looked at
   * @param isOpen whether machines of the launch with a key are still waited for
   * @throws IOException if notes cannot be read or written
   */
  public Leftovers sweep(
      Map<String, String> tags,
      Predicate<String> isOpen,
      boolean remove,
      Instant now,
      Instant deadline)
      throws IOException {
    return new Pass(isOpen, YOUNG, now, remove, deadline).whole(tags);
  }

  /** At most one of several processes finds it due. */
  private boolean isDue(Instant now) throws IOException {
    AtomicBoolean due = new AtomicBoolean();
    marks.change(
        LAST + region,
        last -> {
          // One in the future is of a clock that was wrong.
          if (last != null
              && Duration.between(Instant.ofEpochMilli(last.at()), now).abs().compareTo(PAUSE)
                  < 0) {
            return null;
          }
          due.set(last != null);
          return new Swept(now.toEpochMilli());
        });
    return due.get();
  }

  /** One look at all that may be left. */
  private final class Pass {
    private final List<Leftover> found = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Predicate<String> isOpen;
    private final Instant oldest;
    private final boolean remove;
    private final Instant deadline;

    Pass(Predicate<String> isOpen, Duration age, Instant now, boolean remove, Instant deadline) {
      this.isOpen = isOpen;
      this.oldest = now.minus(age);
      this.remove = remove;
      this.deadline = deadline;
    }

    Leftovers whole(Map<String, String> tags) throws IOException {
      LaunchJournal.Notes<FleetNote> noted = journal.notes();
      for (FleetNote note : noted.notes()) {
        if (!note.gone()
            && note.region().equals(region)
            && Instant.ofEpochMilli(note.begun()).isBefore(oldest)
            && !isOpen.test(RegionKey.launch(note.region(), note.key()))) {
          for (FleetApi api : apis) {
            if (api.api().equals(note.api())) {
              fleet(api, note);
            }
          }
        }
      }
      switch (templates.madeBefore(oldest, tags, deadline)) {
        case Reply.Answered<List<String>>(List<String> names) -> launchTemplates(names);
        case Reply.Failed<List<String>>(ProviderFailure failure) ->
            problems.add("Which launch templates there are is not known: " + failure.message());
      }
      if (!noted.unreadable().isEmpty()) {
        problems.add(
            "Launch templates may be needed by what cannot be read: "
                + noted.unreadable().getFirst().why());
      }
      return new Leftovers(found, String.join("; ", problems));
    }

    private void launchTemplates(List<String> names) throws IOException {
      for (String name : unneeded.of(names)) {
        boolean removed = remove && unneeded.removed(name, deadline);
        found.add(
            new Leftover(
                "launch template",
                name,
                "no launch that is noted needs it",
                removed,
                removed || !remove ? "" : "it is needed by now, or AWS does not remove it"));
      }
    }

    /** One whose answer was lost is looked for first: it may never have been made. */
    private void fleet(FleetApi api, FleetNote noted) throws IOException {
      FleetNote note = noted;
      if (note.resource().isEmpty()) {
        switch (found(api, note)) {
          case Reply.Failed<Optional<Made>>(ProviderFailure failure) -> {
            problems.add("What became of a launch is not known: " + failure.message());
            return;
          }
          case Reply.Answered<Optional<Made>>(Optional<Made> made) when made.isPresent() ->
              note = named(note, made.get());
          case Reply.Answered<Optional<Made>> never -> {
            if (note.ownTemplate()) {
              left("launch template", note.template(), "its launch was never made", note);
            } else if (remove) {
              unneeded.gone(note, deadline);
            }
            return;
          }
        }
      }
      if (isWithoutMachines(api, note)) {
        String kind = api.api().equals(AwsApis.ASG) ? "group" : "fleet";
        Optional<ProviderFailure> kept =
            remove ? api.delete(List.of(note), deadline) : Optional.empty();
        if (kept.isEmpty()) {
          left(kind, note.resource(), "it has no machine and nobody waits for one", note);
        } else {
          found.add(
              new Leftover(
                  kind, note.resource(), "it has no machine", false, kept.get().message()));
        }
      }
    }

    private boolean isWithoutMachines(FleetApi api, FleetNote note) {
      return switch (FleetCalls.machines(
          listings.withTag(api.machineTag(), List.of(note.resource()), deadline))) {
        case Reply.Answered<List<InstanceInfo>>(List<InstanceInfo> machines) ->
            machines.stream().allMatch(FleetFollowing::hasEnded);
        case Reply.Failed<List<InstanceInfo>>(ProviderFailure failure) -> {
          problems.add("Machines of fleets cannot be listed: " + failure.message());
          yield false;
        }
      };
    }

    private void left(String kind, String id, String why, FleetNote note) throws IOException {
      Optional<ProviderFailure> kept = remove ? unneeded.gone(note, deadline) : Optional.empty();
      found.add(
          new Leftover(
              kind,
              id,
              why,
              remove && kept.isEmpty(),
              kept.map(ProviderFailure::message).orElse("")));
    }

    private Reply<Optional<Made>> found(FleetApi api, FleetNote note) {
      return api.find(
          new ProviderOperation.CreateInstances(
              new LaunchSpec("", Map.of()),
              note.asked(),
              note.tags(),
              OperationContext.of("sweep", deadline)),
          note,
          deadline);
    }
  }

  /** Under its name it is returned and swept like any other. */
  private FleetNote named(FleetNote note, Made made) throws IOException {
    List<String> machines = made.machines().stream().map(InstanceInfo::machineId).toList();
    return journal
        .change(
            note.key(),
            known ->
                known != null && known.resource().isEmpty()
                    ? known.known(made.resource(), machines, false)
                    : null)
        .orElse(note);
  }
}
