package io.signalbox.core.provider.aws.launch.instances;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.launch.NotedMachine;
import io.signalbox.core.provider.aws.launch.NotedRefusal;
import io.signalbox.core.provider.aws.launch.RootDevice;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a launch of several steps is: what a repetition goes on from. It has what machines are
 * known by and never what was sent.
 *
 * @param key idempotency key
 * @param region in which it was begun
 * @param turn counts who took it up, so that one who was overtaken stops
 * @param step that is being sent, or was sent last
 * @param rest machines asked of that step
 * @param done whether it is answered to the end
 * @param image resolved image; empty where it was not looked up
 * @param rootDevice of that image; empty where it was not looked up
 * @param reservation of the first machines; empty while there are none
 * @param machines of the steps before
 * @param refusals of the steps before, and what is missing at the end
 */
record LaunchNote(
    String key,
    String region,
    int turn,
    int step,
    int rest,
    boolean done,
    String image,
    String rootDevice,
    String reservation,
    List<NotedMachine> machines,
    List<NotedRefusal> refusals) {

  LaunchNote {
    machines = List.copyOf(machines);
    refusals = List.copyOf(refusals);
  }

  static LaunchNote begun(String key, String region, int count, RootDevice root) {
    return new LaunchNote(
        key, region, 1, 0, count, false, root.image(), root.device(), "", List.of(), List.of());
  }

  @JsonIgnore
  RootDevice root() {
    return new RootDevice(image, rootDevice);
  }

  LaunchNote takenUp() {
    return new LaunchNote(
        key,
        region,
        turn + 1,
        step,
        rest,
        done,
        image,
        rootDevice,
        reservation,
        machines,
        refusals);
  }

  /** After the step in hand: its machines, and why it made fewer than asked. */
  LaunchNote after(String made, List<InstanceInfo> infos, List<ProviderFailure> failures) {
    List<NotedMachine> all = new ArrayList<>(machines);
    infos.forEach(info -> all.add(NotedMachine.of(info)));
    List<NotedRefusal> why = new ArrayList<>(refusals);
    failures.forEach(failure -> why.add(NotedRefusal.of(failure)));
    return new LaunchNote(
        key,
        region,
        turn,
        step,
        rest - infos.size(),
        done,
        image,
        rootDevice,
        reservation.isEmpty() ? made : reservation,
        all,
        why);
  }

  LaunchNote atStep(int next) {
    return new LaunchNote(
        key, region, turn, next, rest, done, image, rootDevice, reservation, machines, refusals);
  }

  LaunchNote ended() {
    return new LaunchNote(
        key, region, turn, step, rest, true, image, rootDevice, reservation, machines, refusals);
  }
}
