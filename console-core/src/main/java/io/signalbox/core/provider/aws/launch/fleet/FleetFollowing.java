package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Shortfalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows launches whose machines come by and by, until all have names or were given up. One that
 * finds no room and would wait for it for ever is told to launch no more. Of those that cannot be
 * asked about nothing is told. Thread-safe.
 */
public final class FleetFollowing {

  /** How long AWS may not know what it has just made. */
  private static final Duration SEEN = Duration.ofMinutes(15);

  /** Far longer than a request waits for machines. */
  private static final Duration AWAITED = Duration.ofHours(48);

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final Unneeded unneeded;
  private final String region;

  /**
   * @param region that is asked; of fleets of another nothing is known
   */
  public FleetFollowing(
      List<FleetApi> apis, LaunchJournal<FleetNote> journal, Unneeded unneeded, String region) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
    this.unneeded = unneeded;
    this.region = region;
  }

  /**
   * How far the launches with these tags are.
   *
   * @param listed their machines, all that AWS lists
   */
  public Map<String, LaunchProgress> progress(
      Map<String, String> tags, List<InstanceInfo> listed, Instant deadline) {
    Map<String, LaunchProgress> launches = new LinkedHashMap<>();
    try {
      List<FleetNote> open =
          journal.notes().notes().stream()
              .filter(note -> note.isAtWork() && !note.settled())
              .filter(
                  note -> note.region().equals(region) && isYoungerThan(AWAITED, note, deadline))
              .filter(note -> note.tags().entrySet().containsAll(tags.entrySet()))
              .toList();
      for (FleetApi api : apis) {
        List<FleetNote> own = new ArrayList<>();
        for (FleetNote note : open) {
          if (!note.api().equals(api.api())) {
            continue;
          }
          if (isSettled(note, machines(api, note, listed))) {
            // All are there: what it says of itself would tell nothing new.
            launches.put(note.told(), new LaunchProgress(0, List.of()));
          } else if (note.stall().counted()) {
            launches.put(note.told(), givenUp(note));
          } else {
            own.add(note);
          }
        }
        if (!own.isEmpty()
            && api.states(own, deadline)
                instanceof
                Reply.Answered<Map<String, FleetState>>(Map<String, FleetState> states)) {
          for (FleetNote note : own) {
            FleetState state = states.get(note.resource());
            if (state != null
                && (note.stall().isLetGo()
                    || !(state.target() == 0 && isYoungerThan(SEEN, note, deadline)))) {
              launches.put(note.told(), progress(api, note, state, listed, deadline));
            }
          }
        }
      }
    } catch (IOException e) {
      // Nothing is known of them then: they stay as they are until notes can be read again.
      return launches;
    }
    return launches;
  }

  private static boolean isYoungerThan(Duration age, FleetNote note, Instant now) {
    return Instant.ofEpochMilli(note.begun()).plus(age).isAfter(now);
  }

  private static List<InstanceInfo> machines(
      FleetApi api, FleetNote note, List<InstanceInfo> listed) {
    return listed.stream()
        .filter(info -> note.resource().equals(info.tags().get(api.machineTag())))
        .toList();
  }

  /** Whether all its machines have names, which is noted. */
  private boolean isSettled(FleetNote note, List<InstanceInfo> own) throws IOException {
    // What was given up is told to whoever asks: not each of them acts on it.
    if (own.size() < note.asked()) {
      return false;
    }
    List<String> ids = own.stream().map(InstanceInfo::machineId).toList();
    journal.change(note.key(), known -> known == null ? null : known.whenSettled(ids));
    return true;
  }

  private LaunchProgress progress(
      FleetApi api, FleetNote note, FleetState state, List<InstanceInfo> listed, Instant deadline)
      throws IOException {
    List<InstanceInfo> own = machines(api, note, listed);
    int ended = (int) own.stream().filter(FleetFollowing::hasEnded).count();
    // Listings may lag behind what the fleet says of itself.
    int launched = Math.max(own.size(), state.fulfilled() + ended);
    boolean wantsMore =
        !state.over() && (note.isMaintained() ? state.fulfilled() : launched) < state.target();
    if (wantsMore && !note.isMaintained()) {
      letGoWhenOverdue(api, note, state, launched, deadline);
      return new LaunchProgress(0, state.errors());
    }
    if (note.stall().since() > 0) {
      // It launches no more because we said so: what came on the way is seen a little later.
      Instant now = unneeded.now();
      FleetNote left = noted(note, note.stall().letGo(now));
      return left.stall().canBeCounted(now)
          ? givenUp(noted(left, left.stall().counted(launched)))
          : new LaunchProgress(0, state.errors());
    }
    int givenUp = wantsMore ? 0 : Math.max(0, note.asked() - launched);
    return new LaunchProgress(givenUp, givenUp > 0 || wantsMore ? state.errors() : List.of());
  }

  /**
   * A fleet that is not kept at its number and found no room wherever it may look is made to launch
   * no more, before anybody is told that its machines will not come: they are asked for elsewhere
   * then. Where the answer to that is lost the next look sees what became of it.
   */
  private void letGoWhenOverdue(
      FleetApi api, FleetNote note, FleetState state, int launched, Instant deadline)
      throws IOException {
    if (note.stall().isLetGo()) {
      return;
    }
    Instant now = unneeded.now();
    FleetNote waiting =
        noted(note, isWithoutRoom(state) ? note.stall().at(launched, now) : Stall.NONE);
    if (waiting.stall().isOverdue(now) && api.delete(List.of(waiting), deadline).isEmpty()) {
      unneeded.letGo(noted(waiting, waiting.stall().letGo(now)), deadline);
    }
  }

  private FleetNote noted(FleetNote note, Stall stall) throws IOException {
    if (!note.stall().equals(stall)) {
      journal.change(note.key(), known -> known == null || known.gone() ? null : known.with(stall));
    }
    return note.with(stall);
  }

  /** Told to whoever asks, for not each of them acts on it. */
  private static LaunchProgress givenUp(FleetNote note) {
    int missing = Math.max(0, note.asked() - note.stall().machines());
    return new LaunchProgress(
        missing,
        missing == 0
            ? List.of()
            : List.of(
                Shortfalls.fewer(
                    "EC2 launched %d of %s asked of %s, and has no room for more in any of its machine types and places; it was told to launch no more"
                        .formatted(
                            note.stall().machines(),
                            Counted.of(note.asked(), "machine"),
                            note.resource()))));
  }

  /** Nothing is known to be in the way but that there is no room. */
  private static boolean isWithoutRoom(FleetState state) {
    return !state.errors().isEmpty()
        && state.errors().stream().allMatch(error -> error.failureClass() == FailureClass.CAPACITY);
  }

  static boolean hasEnded(InstanceInfo info) {
    return info.state().isGone() || info.state() == MachineState.SHUTTING_DOWN;
  }
}
