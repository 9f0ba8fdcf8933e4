package io.signalbox.core.provider.aws;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.launch.NotedMachine;
import io.signalbox.core.provider.aws.launch.NotedRefusal;
import io.signalbox.core.provider.aws.launch.RegionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far a launch is that may go through several regions: what a repetition goes on from.
 *
 * @param key idempotency key
 * @param first region that was asked
 * @param region that is asked now, or was asked last
 * @param turn counts who took it up, so that one who was overtaken stops
 * @param open whether that region was asked and has not answered for certain
 * @param rest machines asked of that region; at the end those that nobody made
 * @param done whether it is answered to the end
 * @param stays what came of the regions that have answered
 * @param further regions after the provider's own in which it may be launched, in their order
 */
record RegionNote(
    String key,
    String first,
    String region,
    int turn,
    boolean open,
    int rest,
    boolean done,
    List<Stay> stays,
    List<String> further) {

  RegionNote {
    stays = List.copyOf(stays);
    // Of a version that noted none.
    further = List.copyOf(Objects.requireNonNullElse(further, List.of()));
  }

  /**
   * What came of one region.
   *
   * @param resource AWS's own handle of what was made; empty for none
   * @param toCome machines that were accepted and have no names yet
   */
  record Stay(
      String region,
      String resource,
      List<NotedMachine> machines,
      int toCome,
      List<NotedRefusal> refusals) {
    Stay {
      machines = List.copyOf(machines);
      refusals = List.copyOf(refusals);
    }

    int made() {
      return machines.size() + toCome;
    }
  }

  static RegionNote begun(String key, String region, int count, List<String> further) {
    return new RegionNote(key, region, region, 1, true, count, false, List.of(), further);
  }

  /** Whether it may be launched in another region after that one. */
  boolean leadsFurtherThan(String left) {
    return further.indexOf(left) + 1 < further.size();
  }

  /** The key that the region in hand is asked with: its notes and tokens are its own. */
  @JsonIgnore
  String keyThere() {
    return region.equals(first) ? key : RegionKey.in(region, key);
  }

  /** Whether something was made, or accepted. */
  @JsonIgnore
  boolean isFruitful() {
    return stays.stream().anyMatch(stay -> stay.made() > 0);
  }

  /** Somebody asks the region in hand once more: what it said last is not what counts then. */
  RegionNote takenUp() {
    List<Stay> others = stays.stream().filter(stay -> !stay.region().equals(region)).toList();
    return new RegionNote(key, first, region, turn + 1, true, rest, done, others, further);
  }

  /** The region in hand was refused for certain, and may be asked again. */
  RegionNote answered() {
    return new RegionNote(key, first, region, turn, false, rest, done, stays, further);
  }

  RegionNote after(ProviderData.InstancesCreated created) {
    List<InstanceInfo> machines = created.instances();
    return with(
        new Stay(
            region,
            created.resourceId(),
            machines.stream().map(NotedMachine::of).toList(),
            created.toCome(),
            created.shortfalls().stream().map(NotedRefusal::of).toList()));
  }

  RegionNote after(ProviderFailure failure) {
    return with(new Stay(region, "", List.of(), 0, List.of(NotedRefusal.of(failure))));
  }

  private RegionNote with(Stay stay) {
    List<Stay> all = new ArrayList<>(stays);
    all.add(stay);
    return new RegionNote(key, first, region, turn, false, rest - stay.made(), done, all, further);
  }

  RegionNote in(String next) {
    return new RegionNote(key, first, next, turn, true, rest, done, stays, further);
  }

  RegionNote ended() {
    return new RegionNote(key, first, region, turn, false, rest, true, stays, further);
  }
}
