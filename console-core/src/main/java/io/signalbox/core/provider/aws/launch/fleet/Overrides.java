package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.FieldUse.Use;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.Prices;
import io.signalbox.core.provider.aws.launch.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Which machines a fleet or group may launch, and where: one override for each machine type in each
 * place. They are made in the SDK's own types, each API's, by the names of their members; what a
 * type has no member for, its API is told elsewhere. Stateless.
 */
public final class Overrides {

  private static final String EACH = "One override for each machine type in each place";

  private Overrides() {}

  /**
   * The overrides of a launch, in the template's order; at least one.
   *
   * @param empty makes a builder of the API's own type
   */
  public static <T, B extends SdkPojo & SdkBuilder<B, T>> List<T> of(
      LaunchSpec spec, Supplier<B> empty) {
    List<T> overrides = new ArrayList<>();
    for (Step step : Step.of(spec)) {
      B override = empty.get();
      fill(override, spec, step);
      overrides.add(override.build());
    }
    // Of a group, which is told its places once, those of one machine type are the same.
    return overrides.stream().distinct().toList();
  }

  private static void fill(SdkPojo override, LaunchSpec spec, Step step) {
    Map<String, Object> said = new HashMap<>();
    if (!step.machineType().isEmpty()) {
      said.put("InstanceType", step.machineType());
      Step.priority(spec, step.machineType()).ifPresent(least -> said.put("Priority", least));
    }
    switch (step.place()) {
      case Step.Place.Subnet(String id) -> said.put("SubnetId", id);
      case Step.Place.Zone(String name) -> said.put("AvailabilityZone", name);
      case Step.Place.Any any -> {}
    }
    Prices.most(spec)
        .ifPresent(most -> {
          said.put("MaxPrice", most);
          said.put("SpotPrice", most);
        });
    for (SdkField<?> member : override.sdkFields()) {
      Optional<Object> value =
          member.memberName().equals("InstanceRequirements")
              ? requirements(spec, member)
              : Optional.ofNullable(said.get(member.memberName()));
      value.ifPresent(each -> member.set(override, each));
    }
  }

  private static Optional<Object> requirements(LaunchSpec spec, SdkField<?> member) {
    return MachineRequirements.in(spec, member.constructor().get())
        .map(required -> required instanceof Buildable built ? built.build() : required);
  }

  /**
   * What becomes of them, before the API's other fields.
   *
   * @param prefix of parameters of an override
   * @param others the API's own rows
   */
  public static List<FieldUse> and(String prefix, List<FieldUse> others) {
    List<FieldUse> all =
        new ArrayList<>(
            List.of(
                sent("instance_type", prefix + "InstanceType", EACH),
                sent(
                    "machine_types",
                    prefix + "InstanceType",
                    EACH + ". Each machine counts for one; its units are tagged signalbox:units"),
                sent(
                    "machine_types_priority",
                    prefix + "Priority",
                    "Of strategies that go by it; the least is preferred"),
                sent(
                    MachineRequirements.FIELD,
                    prefix + "InstanceRequirements",
                    "One override for each place. AWS chooses the machine types"),
                sent("subnet_ids", prefix + "SubnetId", EACH),
                sent(
                    "network_zones",
                    prefix + "AvailabilityZone",
                    EACH + ". Subnets, where there are any, say where")));
    all.addAll(others);
    return List.copyOf(all);
  }

  private static FieldUse sent(String field, String parameter, String note) {
    return new FieldUse(field, Use.SENT, parameter, note);
  }
}
