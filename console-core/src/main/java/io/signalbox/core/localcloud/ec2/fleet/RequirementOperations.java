package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.MachineType;
import java.util.List;
import java.util.Map;

/** Tells which machine types have what is asked for, as fleets choose them. */
public final class RequirementOperations {

  private final Estate estate;

  public RequirementOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "GetInstanceTypesFromInstanceRequirements",
        Operation.reading(
            this::types,
            "ArchitectureType",
            "InstanceRequirements",
            "MaxResults",
            "NextToken",
            "VirtualizationType"));
  }

  private void types(Asked asked, Xml out) {
    Parameters parameters = asked.parameters();
    List<String> architectures = needed(parameters, "ArchitectureType");
    boolean hvm = needed(parameters, "VirtualizationType").contains("hvm");
    Requirements required =
        Requirements.of(parameters).orElseThrow(() -> Refusal.missing("InstanceRequirements"));
    List<MachineType> types =
        architectures.stream()
            .flatMap(architecture -> required.matching(architecture).stream())
            .filter(type -> hvm)
            .toList();
    estate.page(
        asked,
        out,
        "instanceTypeSet",
        types,
        MachineType::name,
        (item, type) -> item.text("instanceType", type.name()));
  }

  private static List<String> needed(Parameters parameters, String name) {
    List<String> values = parameters.list(name);
    if (values.isEmpty()) {
      throw Refusal.missing(name);
    }
    return values;
  }
}
