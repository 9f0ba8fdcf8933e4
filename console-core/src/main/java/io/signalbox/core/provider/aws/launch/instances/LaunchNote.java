package io.signalbox.core.provider.aws.launch.instances;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.launch.RootDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    List<Made> machines,
    List<Refused> refusals) {

  LaunchNote {
    machines = List.copyOf(machines);
    refusals = List.copyOf(refusals);
  }

  /** A machine of a step that was answered. */
  record Made(
      String id,
      String name,
      @Nullable String address,
      long launchedAt,
      String type,
      String priceType,
      int units) {

    static Made of(InstanceInfo info) {
      Instant launched = info.launchedAt();
      return new Made(
          info.machineId(),
          info.name(),
          info.privateAddress(),
          launched == null ? 0 : launched.toEpochMilli(),
          info.instanceType(),
          info.priceType(),
          info.units());
    }

    InstanceInfo toInfo(Map<String, String> tags) {
      return new InstanceInfo(
          id,
          name,
          MachineState.LAUNCHING,
          address,
          null,
          launchedAt == 0 ? null : Instant.ofEpochMilli(launchedAt),
          "",
          type,
          priceType,
          units,
          tags,
          "");
    }
  }

  /** Why a step made none, or fewer than asked. */
  record Refused(String code, String message, FailureClass failureClass) {

    static Refused of(ProviderFailure failure) {
      return new Refused(failure.code(), failure.message(), failure.failureClass());
    }

    ProviderFailure toFailure() {
      return ProviderFailure.of(failureClass, code, message);
    }
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
    List<Made> all = new ArrayList<>(machines);
    infos.forEach(info -> all.add(Made.of(info)));
    List<Refused> why = new ArrayList<>(refusals);
    failures.forEach(failure -> why.add(Refused.of(failure)));
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
