package io.signalbox.core.provider.aws.machines;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/** EC2's instances as machines. Stateless. */
public final class Instances {

  /** Why EC2 ended an instance that never ran. */
  private static final Set<String> NEVER_RAN =
      Set.of(
          "Server.InsufficientInstanceCapacity",
          "Server.InternalError",
          "Client.InternalError",
          "Client.InvalidParameterCombination",
          "Client.InvalidSnapshot.NotFound",
          "Client.VolumeLimitExceeded");

  private Instances() {}

  /** Instances as they are told of. */
  public static List<InstanceInfo> toInfos(List<Instance> instances) {
    List<InstanceInfo> infos = new ArrayList<>(instances.size());
    List<Tag> told = List.of();
    Map<String, String> tags = Map.of();
    for (Instance instance : instances) {
      // Those of one launch are tagged alike, and stand side by side: they share one map.
      if (!instance.tags().equals(told)) {
        told = instance.tags();
        tags = tags(told);
      }
      infos.add(toInfo(instance, tags));
    }
    return infos;
  }

  private static Map<String, String> tags(List<Tag> told) {
    Map<String, String> tags = new LinkedHashMap<>();
    told.forEach(tag -> tags.put(tag.key(), tag.value()));
    return Map.copyOf(tags);
  }

  private static InstanceInfo toInfo(Instance instance, Map<String, String> tags) {
    String id = instance.instanceId();
    String type = Optional.ofNullable(instance.instanceTypeAsString()).orElse("");
    return new InstanceInfo(
        id,
        blankToNull(instance.privateDnsName()) instanceof String name ? name : id,
        state(instance),
        blankToNull(instance.privateIpAddress()),
        blankToNull(instance.publicIpAddress()),
        instance.launchTime(),
        instance.placement() == null || instance.placement().hostId() == null
            ? ""
            : instance.placement().hostId(),
        type,
        instance.instanceLifecycle() == InstanceLifecycleType.SPOT ? "spot" : "ondemand",
        Units.of(tags, type),
        tags,
        reason(instance));
  }

  /** A machine that was just launched, of which a fleet tells only this. */
  public static InstanceInfo launched(
      String id, String type, String priceType, int units, Map<String, String> tags) {
    return new InstanceInfo(
        id, id, MachineState.LAUNCHING, null, null, null, "", type, priceType, units, tags, "");
  }

  /** A machine of which only a change of state is told. */
  public static InstanceInfo changed(String id, @Nullable InstanceState state) {
    return new InstanceInfo(
        id,
        id,
        state == null ? MachineState.UNKNOWN : state(state.name()),
        null,
        null,
        null,
        "",
        "",
        "",
        1,
        Map.of(),
        "");
  }

  private static MachineState state(Instance instance) {
    if (instance.state() == null) {
      return MachineState.UNKNOWN;
    }
    MachineState state = state(instance.state().name());
    return state == MachineState.TERMINATED && NEVER_RAN.contains(code(instance))
        ? MachineState.FAILED
        : state;
  }

  private static MachineState state(@Nullable InstanceStateName name) {
    if (name == null) {
      return MachineState.UNKNOWN;
    }
    return switch (name) {
      case PENDING -> MachineState.LAUNCHING;
      case RUNNING -> MachineState.RUNNING;
      case STOPPING -> MachineState.STOPPING;
      case STOPPED -> MachineState.STOPPED;
      case SHUTTING_DOWN -> MachineState.SHUTTING_DOWN;
      case TERMINATED -> MachineState.TERMINATED;
      default -> MachineState.UNKNOWN;
    };
  }

  private static String code(Instance instance) {
    return Optional.ofNullable(instance.stateReason()).map(StateReason::code).orElse("");
  }

  /** EC2's own words; of a machine that runs there are none. */
  private static String reason(Instance instance) {
    return Optional.ofNullable(instance.stateReason())
        .map(StateReason::message)
        .filter(message -> !message.isBlank())
        .or(() -> Optional.ofNullable(instance.stateTransitionReason()))
        .orElse("");
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
