package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.launch.LaunchJournal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows launches whose machines come by and by, until all have names or were given up. Of those
 * that cannot be asked about nothing is told. Thread-safe.
 */
public final class FleetFollowing {

  /** How long AWS may not know what it has just made. */
  private static final Duration SEEN = Duration.ofMinutes(15);

  /** Far longer than a request waits for machines. */
  private static final Duration AWAITED = Duration.ofHours(48);

  private final List<FleetApi> apis;
  private final LaunchJournal<FleetNote> journal;
  private final String region;

  /**
   * @param region that is asked; of fleets of another nothing is known
   */
  public FleetFollowing(List<FleetApi> apis, LaunchJournal<FleetNote> journal, String region) {
    this.apis = List.copyOf(apis);
    this.journal = journal;
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
            if (state != null && !(state.target() == 0 && isYoungerThan(SEEN, note, deadline))) {
              launches.put(note.told(), progress(api, note, state, listed));
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

  private static LaunchProgress progress(
      FleetApi api, FleetNote note, FleetState state, List<InstanceInfo> listed) {
    List<InstanceInfo> own = machines(api, note, listed);
    int ended = (int) own.stream().filter(FleetFollowing::hasEnded).count();
    // Listings may lag behind what the fleet says of itself.
    int launched = Math.max(own.size(), state.fulfilled() + ended);
    boolean wantsMore =
        !state.over() && (note.isMaintained() ? state.fulfilled() : launched) < state.target();
    int givenUp = wantsMore ? 0 : Math.max(0, note.asked() - launched);
    return new LaunchProgress(givenUp, givenUp > 0 || wantsMore ? state.errors() : List.of());
  }

  static boolean hasEnded(InstanceInfo info) {
    return info.state().isGone() || info.state() == MachineState.SHUTTING_DOWN;
  }
}
