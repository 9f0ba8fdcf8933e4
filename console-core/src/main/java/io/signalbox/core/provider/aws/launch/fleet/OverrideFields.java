package io.signalbox.core.provider.aws.launch.fleet;

import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.FieldUse.Use;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields that fleets and Spot fleets take as overrides, one for each machine type in each place.
 */
public final class OverrideFields {

  private static final String EACH = "One override for each machine type in each place";

  private OverrideFields() {}

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
