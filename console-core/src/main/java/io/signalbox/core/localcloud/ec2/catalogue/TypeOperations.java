package io.signalbox.core.localcloud.ec2.catalogue;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Filters;
import io.signalbox.core.localcloud.ec2.call.Operation;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import io.signalbox.core.localcloud.world.MachineType;
import io.signalbox.core.localcloud.world.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists machine types, and where they are offered. */
public final class TypeOperations {

  private record Offer(MachineType type, String location) {}

  private static final Filters<MachineType> TYPES =
      new Filters<>(
          Map.of(
              "current-generation", each -> List.of(String.valueOf(current(each))),
              "instance-type", each -> List.of(each.name()),
              "memory-info.size-in-mib", each -> List.of(String.valueOf(each.memoryMib())),
              "processor-info.supported-architecture", each -> List.of(each.architecture()),
              "supported-usage-class", each -> List.of("on-demand", "spot"),
              "vcpu-info.default-vcpus", each -> List.of(String.valueOf(each.vcpus()))));

  private static final Filters<Offer> OFFERS =
      new Filters<>(
          Map.of(
              "instance-type", each -> List.of(each.type.name()),
              "location", each -> List.of(each.location)));

  private final Estate estate;

  public TypeOperations(Estate estate) {
    this.estate = estate;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "DescribeInstanceTypes",
        Operation.reading(this::types, "InstanceType", "Filter", "MaxResults", "NextToken"),
        "DescribeInstanceTypeOfferings",
        Operation.reading(this::offers, "LocationType", "Filter", "MaxResults", "NextToken"));
  }

  private void types(Asked asked, Xml out) {
    var names = asked.parameters().list("InstanceType");
    var unknown = names.stream().filter(each -> MachineType.named(each).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw Refusal.of(
          "InvalidInstanceType",
          "The following supplied instance types do not exist: ["
              + String.join(", ", unknown)
              + "]");
    }
    var all =
        MachineType.all().stream()
            .filter(each -> names.isEmpty() || names.contains(each.name()))
            .toList();
    estate.page(
        asked,
        out,
        "instanceTypeSet",
        TYPES.keep(asked.parameters(), all),
        MachineType::name,
        TypeOperations::write);
  }

  private void offers(Asked asked, Xml out) {
    String by = asked.parameters().text("LocationType").orElse("region");
    Region region = Estate.region(asked);
    var all = new ArrayList<Offer>();
    for (MachineType type : MachineType.all()) {
      switch (by) {
        case "region" -> all.add(new Offer(type, region.name()));
        case "availability-zone" ->
            region.zones().stream()
                .filter(type::isIn)
                .forEach(zone -> all.add(new Offer(type, zone)));
        case "availability-zone-id" ->
            region.zones().stream()
                .filter(type::isIn)
                .forEach(zone -> all.add(new Offer(type, region.zoneId(zone))));
        default -> throw Refusal.invalid(by, "LocationType", "");
      }
    }
    estate.page(
        asked,
        out,
        "instanceTypeOfferingSet",
        OFFERS.keep(asked.parameters(), all),
        each -> each.type.name() + " " + each.location,
        (item, each) ->
            item.text("instanceType", each.type.name())
                .text("locationType", by)
                .text("location", each.location));
  }

  private static boolean current(MachineType type) {
    return !type.name().startsWith("t2.");
  }

  private static boolean burstable(MachineType type) {
    return type.name().startsWith("t");
  }

  private static void write(Xml item, MachineType type) {
    item.text("instanceType", type.name())
        .flag("currentGeneration", current(type))
        .flag("freeTierEligible", type.name().endsWith(".micro"))
        .texts("supportedUsageClasses", List.of("on-demand", "spot"))
        .texts("supportedRootDeviceTypes", List.of("ebs"))
        .texts("supportedVirtualizationTypes", List.of("hvm"))
        .flag("bareMetal", false)
        .text("hypervisor", current(type) ? "nitro" : "xen")
        .element(
            "processorInfo",
            each -> each.texts("supportedArchitectures", List.of(type.architecture())))
        .element(
            "vCpuInfo",
            each ->
                each.number("defaultVCpus", type.vcpus())
                    .number("defaultCores", Math.max(1, type.vcpus() / 2))
                    .number("defaultThreadsPerCore", type.vcpus() > 1 ? 2 : 1))
        .element("memoryInfo", each -> each.number("sizeInMiB", type.memoryMib()))
        .flag("instanceStorageSupported", false);
    if (type.gpus() > 0) {
      item.element(
          "gpuInfo",
          info ->
              info.items(
                      "gpus",
                      List.of(type),
                      (gpu, each) ->
                          gpu.text("name", "T4")
                              .text("manufacturer", "NVIDIA")
                              .number("count", type.gpus())
                              .element("memoryInfo", memory -> memory.number("sizeInMiB", 16384)))
                  .number("totalGpuMemoryInMiB", 16384L * type.gpus()));
    }
    item.element(
            "placementGroupInfo",
            each -> each.texts("supportedStrategies", List.of("cluster", "partition", "spread")))
        .flag("hibernationSupported", false)
        .flag("burstablePerformanceSupported", burstable(type))
        .flag("dedicatedHostsSupported", !burstable(type))
        .flag("autoRecoverySupported", true);
  }
}
