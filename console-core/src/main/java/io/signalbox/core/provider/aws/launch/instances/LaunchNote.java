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
 * @param refused whether the step in hand was refused for certain whenever it was sent
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
    boolean refused,
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
        key,
        region,
        1,
        0,
        count,
        false,
        false,
        root.image(),
        root.device(),
        "",
        List.of(),
        List.of());
  }

  @JsonIgnore
  RootDevice root() {
    return new RootDevice(image, rootDevice);
  }

  /** Somebody sends the step in hand once more: what came of it then is not known. */
  LaunchNote takenUp() {
    return with(turn + 1, step, done, false);
  }

  /**
   * The step in hand was refused for certain: what it is answered next is of that sending alone.
   */
  LaunchNote whenRefused() {
    return with(turn, step, done, true);
  }

  LaunchNote atStep(int next) {
    return with(turn, next, done, false);
  }

  LaunchNote ended() {
    return with(turn, step, true, refused);
  }

  private LaunchNote with(int newTurn, int newStep, boolean newDone, boolean newRefused) {
    return new LaunchNote(
        key,
        region,
        newTurn,
        newStep,
        rest,
        newDone,
        newRefused,
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
        refused,
        image,
        rootDevice,
        reservation.isEmpty() ? made : reservation,
        all,
        why);
  }
}
