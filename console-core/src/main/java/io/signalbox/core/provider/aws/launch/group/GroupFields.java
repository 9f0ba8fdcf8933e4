package io.signalbox.core.provider.aws.launch.group;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.FieldUse.Use;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.Prices;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.Overrides;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import io.signalbox.core.provider.aws.machines.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** What becomes of template fields in CreateAutoScalingGroup, and the request. Stateless. */
public final class GroupFields {

  private static final String POLICY = "MixedInstancesPolicy.";
  private static final String TYPE = POLICY + "LaunchTemplate.Overrides.member.1.InstanceType";
  private static final String SHARES = POLICY + "InstancesDistribution.";

  private static final List<FieldUse> USES =
      LaunchFields.usesWithTemplate(
          List.of(
              sent(
                  "image_id",
                  LaunchFields.TEMPLATE_DATA + "ImageId",
                  "An SSM path is sent as resolve:ssm:PATH, or looked up where "
                      + MachineRequirements.FIELD
                      + " or a field of the root volume is set"),
              sent("instance_type", TYPE, ""),
              sent(
                  "machine_types",
                  TYPE,
                  "One override for each. Each machine counts for one; its units are tagged"
                      + " signalbox:units"),
              new FieldUse("machine_types_ondemand", Use.NOT_TAKEN, "", ""),
              sent("machine_types_priority", TYPE, "The least comes first, which strategies go by"),
              sent(
                  MachineRequirements.FIELD,
                  POLICY + "LaunchTemplate.Overrides.member.1.InstanceRequirements",
                  "AWS chooses the machine types"),
              sent("subnet_ids", "VPCZoneIdentifier", "These or network_zones are needed"),
              sent(
                  "network_zones",
                  "AvailabilityZones.member.1",
                  "Subnets, where there are any, say where"),
              sent(
                  "price_type",
                  SHARES + "OnDemandPercentageAboveBaseCapacity",
                  "0 of spot, 100 of ondemand, percent_on_demand of heterogeneous"),
              sent("max_price", SHARES + "SpotMaxPrice", "Of spot machines, each"),
              sent(
                  "allocation_strategy",
                  SHARES + "SpotAllocationStrategy",
                  "OnDemandAllocationStrategy of machines on demand alone"),
              sent("allocation_strategy_on_demand", SHARES + "OnDemandAllocationStrategy", ""),
              sent(
                  "percent_on_demand",
                  SHARES + "OnDemandPercentageAboveBaseCapacity",
                  "Of heterogeneous pricing, rounded up"),
              new FieldUse("fleet_type", Use.NOT_TAKEN, "", "A group is kept at its number"),
              sent("pools_count", SHARES + "SpotInstancePools", "Of the strategy lowestPrice"),
              sent(
                  "tags",
                  "Tags.member.1",
                  "On the group and, by PropagateAtLaunch, its machines, with those of the"
                      + " console; on volumes and network interfaces by the launch template")));

  private GroupFields() {}

  /** What becomes of each field, in the order of the guide to templates. */
  public static List<FieldUse> uses() {
    return USES;
  }

  private static FieldUse sent(String field, String parameter, String note) {
    return new FieldUse(field, Use.SENT, parameter, note);
  }

  /** The request of a launch that was noted; the same however often it is made. */
  static CreateAutoScalingGroupRequest.Builder request(
      LaunchSpec spec, Map<String, String> tags, FleetNote note, String name) {
    CreateAutoScalingGroupRequest.Builder request =
        CreateAutoScalingGroupRequest.builder()
            .autoScalingGroupName(name)
            // It must be possible to lower it to nothing, and it never grows by itself.
            .minSize(0)
            .maxSize(note.asked())
            .desiredCapacity(note.asked())
            // Balancing zones, a group would end machines that are in use.
            .newInstancesProtectedFromScaleIn(true)
            .tags(tagged(spec, tags, note, name));
    List<String> subnets = spec.list("subnet_ids").stream().distinct().toList();
    if (subnets.isEmpty()) {
      request.availabilityZones(spec.list("network_zones").stream().distinct().toList());
    } else {
      request.vpcZoneIdentifier(String.join(",", subnets));
    }
    LaunchTemplateSpecification template =
        LaunchTemplateSpecification.builder()
            .launchTemplateName(note.template())
            .version(LaunchTemplates.VERSION)
            .build();
    boolean says = !spec.machineTypes().isEmpty() || MachineRequirements.isIn(spec);
    List<LaunchTemplateOverrides> overrides =
        says ? Overrides.of(spec, LaunchTemplateOverrides::builder) : List.of();
    return overrides.isEmpty() && pricing(spec).equals("ondemand")
        ? request.launchTemplate(template)
        : request.mixedInstancesPolicy(policy ->
            policy
                .launchTemplate(
                    launch -> launch.launchTemplateSpecification(template).overrides(overrides))
                .instancesDistribution(shares(spec)));
  }

  private static InstancesDistribution shares(LaunchSpec spec) {
    InstancesDistribution.Builder shares =
        InstancesDistribution.builder()
            .onDemandBaseCapacity(0)
            .onDemandPercentageAboveBaseCapacity(percentOnDemand(spec));
    Allocation.onDemand(spec)
        .ifPresent(strategy -> shares.onDemandAllocationStrategy(Allocation.hyphens(strategy)));
    Allocation.spot(spec)
        .ifPresent(strategy -> shares.spotAllocationStrategy(Allocation.hyphens(strategy)));
    if (Allocation.spot(spec).filter("lowestPrice"::equals).isPresent()
        && spec.values().get("pools_count") instanceof Number pools) {
      shares.spotInstancePools(pools.intValue());
    }
    Prices.most(spec).ifPresent(shares::spotMaxPrice);
    return shares.build();
  }

  private static int percentOnDemand(LaunchSpec spec) {
    return switch (pricing(spec)) {
      case "spot" -> 0;
      case "heterogeneous" ->
          spec.values().get("percent_on_demand") instanceof Number percent
              ? (int) Math.ceil(percent.doubleValue())
              : 0;
      default -> 100;
    };
  }

  private static String pricing(LaunchSpec spec) {
    return spec.text("price_type").orElse("ondemand");
  }

  /** Machines get theirs from the group, so that launches share a launch template. */
  private static List<Tag> tagged(
      LaunchSpec spec, Map<String, String> tags, FleetNote note, String name) {
    Map<String, String> onMachines = new TreeMap<>();
    if (spec.values().get("tags") instanceof Map<?, ?> own) {
      own.forEach((key, value) -> onMachines.put(key.toString(), String.valueOf(value)));
    }
    onMachines.putAll(tags);
    onMachines.putAll(Units.tags(spec.machineTypes()));
    List<Tag> all = new ArrayList<>();
    onMachines.forEach((key, value) -> all.add(tag(name, key, value, true)));
    all.add(tag(name, FleetNote.LAUNCH, note.token(), false));
    return all;
  }

  private static Tag tag(String group, String key, String value, boolean onMachines) {
    return Tag.builder()
        .resourceId(group)
        .resourceType("auto-scaling-group")
        .key(key)
        .value(value)
        .propagateAtLaunch(onMachines)
        .build();
  }
}
