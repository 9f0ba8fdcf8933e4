package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import io.signalbox.core.provider.aws.launch.Shortfalls;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows launches whose machines come by and by, until all have names or were given up. One that
 * finds no room and would wait for it for ever is told to launch no more: always where it is not
 * kept at its number, else where the launch may go on in another region. Of those that cannot be
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
  private final Departures departures;
  private final String region;
  private final Further further;

  /** Where a launch may go on that a region has no room for. */
  @FunctionalInterface
  public interface Further {
    /**
     * Whether there is another region for it.
     *
     * @throws IOException if that cannot be read
     */
    boolean than(FleetNote note) throws IOException;
  }

  /**
   * @param region that is asked; of fleets of another nothing is known
   * @param further whether a launch may go on in a region after that
   */
  public FleetFollowing(
      List<FleetApi> apis,
      LaunchJournal<FleetNote> journal,
      Unneeded unneeded,
      String region,
      Further further) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
    this.unneeded = unneeded;
    this.departures = new Departures(journal, unneeded);
    this.region = region;
    this.further = further;
  }

  /**
   * Why an earlier launch for the same request has left this region; empty where none has.
   *
   * @param tags of a launch
   * @throws IOException if that cannot be read
   */
  public Optional<ProviderFailure> left(Map<String, String> tags) throws IOException {
    return journal.notes().notes().stream()
        .filter(note -> note.region().equals(region) && note.wasLeftFor(tags))
        .findFirst()
        .map(FleetFollowing::noRoom);
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
          if (note.stall().counted()) {
            // What was given up stays so, however many machines replace those that ended.
            launches.put(note.told(), givenUp(note));
          } else if (isSettled(note, machines(api, note, listed))) {
            // All are there: what it says of itself would tell nothing new.
            launches.put(note.told(), new LaunchProgress(0, List.of()));
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
    List<InstanceInfo> living = own.stream().filter(info -> !hasEnded(info)).toList();
    int ended = own.size() - living.size();
    // Listings may lag behind what the fleet says of itself.
    int launched = Math.max(own.size(), state.fulfilled() + ended);
    if (!state.over() && wantsMore(note, state, launched)) {
      boolean leaves = leaves(note, state);
      if (!note.stall().isLetGo() && (leaves || note.stall().since() > 0)) {
        letGoWhenOverdue(
            api,
            note,
            leaves ? note.stall().at(launched, unneeded.now()) : Stall.NONE,
            state,
            living,
            deadline);
      }
      return new LaunchProgress(0, state.errors());
    }
    boolean lowered = state.over() || state.target() < note.asked();
    if (note.stall().since() > 0 && (lowered || !note.isMaintained())) {
      // It launches no more because we said so: what came on the way is seen a little later.
      Instant now = unneeded.now();
      if (!note.stall().isLetGo() && state.over()) {
        // Whoever had it deleted was not answered, or killed.
        unneeded.letGo(note, deadline);
      }
      FleetNote left = noted(note, note.stall().letGo(now));
      return left.stall().canBeCounted(now)
          ? givenUp(noted(left, left.stall().counted(launched)))
          : new LaunchProgress(0, state.errors());
    }
    int givenUp = Math.max(0, note.asked() - launched);
    return new LaunchProgress(givenUp, givenUp > 0 ? state.errors() : List.of());
  }

  private static boolean wantsMore(FleetNote note, FleetState state, int launched) {
    if (!note.isMaintained()) {
      return launched < state.target();
    }
    // One that was lowered may replace what ends; until it says so it is not lowered.
    return note.stall().isLetGo()
        ? state.target() >= note.asked()
        : state.fulfilled() < state.target();
  }

  /** Whether it has no room and need not wait for it: what is kept at its number is asked to. */
  private boolean leaves(FleetNote note, FleetState state) throws IOException {
    return isWithoutRoom(state) && (!note.isMaintained() || further.than(note));
  }

  /**
   * A fleet that found no room wherever it may look is made to launch no more, before anybody is
   * told that its machines will not come: they are asked for elsewhere then. Where the answer to
   * that is lost the next look sees what became of it.
   *
   * @param stall what is known of it now
   * @param living its machines that are listed and live
   */
  private void letGoWhenOverdue(
      FleetApi api,
      FleetNote note,
      Stall stall,
      FleetState state,
      List<InstanceInfo> living,
      Instant deadline)
      throws IOException {
    Instant now = unneeded.now();
    FleetNote waiting = noted(note, stall);
    if (!waiting.stall().isOverdue(now)) {
      return;
    }
    boolean keeps = note.isMaintained() && !living.isEmpty();
    boolean launchesNoMore =
        note.isMaintained()
            ? living.size() == state.fulfilled()
                && departures.keep(api, waiting, living, deadline).isEmpty()
            : api.delete(List.of(waiting), deadline).isEmpty();
    if (launchesNoMore) {
      if (!keeps) {
        // Else what it keeps is replaced from its launch template.
        unneeded.letGo(waiting, deadline);
      }
      noted(waiting, waiting.stall().letGo(now));
    }
  }

  /** Unless another has noted something meanwhile, which stands then: what was told stays told. */
  private FleetNote noted(FleetNote note, Stall stall) throws IOException {
    return journal
        .change(
            note.key(),
            known ->
                known == null || known.gone() || !known.stall().equals(note.stall())
                    ? null
                    : known.with(stall))
        .map(known -> note.with(known.stall()))
        .orElseGet(() -> note.with(stall));
  }

  /** Told to whoever asks, for not each of them acts on it. */
  private LaunchProgress givenUp(FleetNote note) throws IOException {
    int missing = Math.max(0, note.asked() - note.stall().machines());
    return missing == 0
        ? new LaunchProgress(0, List.of())
        : new LaunchProgress(missing, List.of(noRoom(note)), further.than(note));
  }

  private static ProviderFailure noRoom(FleetNote note) {
    return Shortfalls.fewer(
        "EC2 launched %d of %s asked of %s, and has no room for more in any of its machine types and places; it was told to launch no more"
            .formatted(
                note.stall().machines(), Counted.of(note.asked(), "machine"), note.resource()));
  }

  /**
   * Nothing is known to be in the way but that there is no room, or no such type, in its places.
   */
  private static boolean isWithoutRoom(FleetState state) {
    return state.errors().stream().anyMatch(error -> error.failureClass() == FailureClass.CAPACITY)
        && state.errors().stream().allMatch(AwsFailures::letsNextStepTry);
  }

  static boolean hasEnded(InstanceInfo info) {
    return info.state().isGone() || info.state() == MachineState.SHUTTING_DOWN;
  }
}
