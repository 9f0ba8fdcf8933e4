package io.signalbox.core.provider.aws.launch.ec2fleet;

import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.FieldUse.Use;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.Shares;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetTags;
import io.signalbox.core.provider.aws.launch.fleet.Overrides;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import io.signalbox.core.provider.aws.machines.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.OnDemandOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SpotOptionsRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.TargetCapacitySpecificationRequest;

/** What becomes of template fields in CreateFleet, and the request made of them. Stateless. */
public final class Ec2FleetFields {

  private static final String OVERRIDES = "LaunchTemplateConfigs.1.Overrides.1.";

  private static final List<FieldUse> USES =
      LaunchFields.usesWithTemplate(
          Overrides.and(
              OVERRIDES,
              List.of(
                  sent(
                      "image_id",
                      LaunchFields.TEMPLATE_DATA + "ImageId",
                      "An SSM path is sent as resolve:ssm:PATH with fleet_type instant, and looked"
                          + " up else or where a field of the root volume is set"),
                  sent("price_type", "TargetCapacitySpecification.DefaultTargetCapacityType", ""),
                  sent("max_price", OVERRIDES + "MaxPrice", "Of spot machines, each"),
                  sent(
                      "allocation_strategy",
                      "SpotOptions.AllocationStrategy",
                      "OnDemandOptions.AllocationStrategy of machines on demand alone"),
                  sent("allocation_strategy_on_demand", "OnDemandOptions.AllocationStrategy", ""),
                  sent(
                      "percent_on_demand",
                      "TargetCapacitySpecification.OnDemandTargetCapacity",
                      "Of heterogeneous pricing, rounded up"),
                  sent("fleet_type", "Type", "instant, where it is not set"),
                  sent(
                      "pools_count",
                      "SpotOptions.InstancePoolsToUseCount",
                      "Of the strategy lowestPrice"),
                  sent(
                      "tags",
                      "TagSpecification.1.Tag",
                      "On the fleet and its machines, by CreateFleet or the launch template, which"
                          + " tags volumes and network interfaces too, with those of the"
                          + " console"))));

  private Ec2FleetFields() {}

  /** What becomes of each field, in the order of the guide to templates. */
  public static List<FieldUse> uses() {
    return USES;
  }

  private static FieldUse sent(String field, String parameter, String note) {
    return new FieldUse(field, Use.SENT, parameter, note);
  }

  /** The fleet type of a launch. */
  static String type(LaunchSpec spec) {
    return spec.text("fleet_type").orElse(AwsApis.INSTANT);
  }

  /** The request of a launch that was noted; the same however often it is made. */
  static CreateFleetRequest.Builder request(
      LaunchSpec spec, Map<String, String> tags, FleetNote note) {
    CreateFleetRequest.Builder request =
        CreateFleetRequest.builder()
            .clientToken(note.token())
            .type(note.type())
            .targetCapacitySpecification(target(spec, note.asked()))
            .launchTemplateConfigs(
                FleetLaunchTemplateConfigRequest.builder()
                    .launchTemplateSpecification(template ->
                        template
                            .launchTemplateName(note.template())
                            .version(LaunchTemplates.VERSION))
                    .overrides(Overrides.of(spec, FleetLaunchTemplateOverridesRequest::builder))
                    .build())
            .tagSpecifications(tagged(spec, tags, note));
    SpotOptionsRequest spot = spot(spec);
    if (!spot.equals(SpotOptionsRequest.builder().build())) {
      request.spotOptions(spot);
    }
    Allocation.onDemand(spec)
        .ifPresent(strategy ->
            request.onDemandOptions(
                OnDemandOptionsRequest.builder()
                    .allocationStrategy(Allocation.hyphens(strategy))
                    .build()));
    return request;
  }

  private static TargetCapacitySpecificationRequest target(LaunchSpec spec, int machines) {
    Shares shares = Shares.of(spec, machines);
    TargetCapacitySpecificationRequest.Builder target =
        TargetCapacitySpecificationRequest.builder()
            .totalTargetCapacity(machines)
            .defaultTargetCapacityType(
                shares.spot() > 0
                    ? DefaultTargetCapacityType.SPOT
                    : DefaultTargetCapacityType.ON_DEMAND);
    if (shares.onDemand() > 0 && shares.spot() > 0) {
      target.onDemandTargetCapacity(shares.onDemand()).spotTargetCapacity(shares.spot());
    }
    return target.build();
  }

  private static SpotOptionsRequest spot(LaunchSpec spec) {
    SpotOptionsRequest.Builder spot = SpotOptionsRequest.builder();
    Allocation.spot(spec)
        .ifPresent(strategy -> spot.allocationStrategy(Allocation.hyphens(strategy)));
    if (Allocation.spot(spec).filter("lowestPrice"::equals).isPresent()
        && spec.values().get("pools_count") instanceof Number pools) {
      spot.instancePoolsToUseCount(pools.intValue());
    }
    return spot.build();
  }

  /** The launch template tags the machines of fleets that are not answered at once. */
  private static List<TagSpecification> tagged(
      LaunchSpec spec, Map<String, String> tags, FleetNote note) {
    List<TagSpecification> made = new ArrayList<>();
    if (note.isInstant()) {
      Map<String, String> onMachines = FleetTags.all(spec, tags);
      onMachines.putAll(Units.tags(spec.machineTypes()));
      made.add(tagged(ResourceType.INSTANCE, FleetTags.sdk(onMachines)));
    }
    made.add(tagged(ResourceType.FLEET, FleetTags.of(spec, tags, note)));
    return made;
  }

  private static TagSpecification tagged(ResourceType type, List<Tag> tags) {
    return TagSpecification.builder().resourceType(type).tags(tags).build();
  }
}
