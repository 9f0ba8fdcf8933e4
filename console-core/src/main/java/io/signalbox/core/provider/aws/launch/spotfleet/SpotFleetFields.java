package io.signalbox.core.provider.aws.launch.spotfleet;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.AwsApis;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.FieldUse.Use;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import io.signalbox.core.provider.aws.launch.Shares;
import io.signalbox.core.provider.aws.launch.fleet.FleetNote;
import io.signalbox.core.provider.aws.launch.fleet.FleetTags;
import io.signalbox.core.provider.aws.launch.fleet.Overrides;
import io.signalbox.core.provider.aws.launch.template.LaunchTemplates;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceRequirements;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateConfig;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SpotFleetRequestConfigData;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What becomes of template fields in RequestSpotFleet, and the request made of them. Stateless. */
public final class SpotFleetFields {

  private static final String CONFIG = "SpotFleetRequestConfig.";
  private static final String OVERRIDES = CONFIG + "LaunchTemplateConfigs.1.Overrides.1.";

  private static final List<FieldUse> USES =
      LaunchFields.usesWithTemplate(
          Overrides.and(
              OVERRIDES,
              List.of(
                  sent(
                      "image_id",
                      LaunchFields.TEMPLATE_DATA + "ImageId",
                      "An SSM path is looked up: Spot fleets take none"),
                  sent(
                      "price_type",
                      CONFIG + "TargetCapacity",
                      "spot, or heterogeneous with OnDemandTargetCapacity beside it"),
                  sent("max_price", OVERRIDES + "SpotPrice", "Of spot machines, each"),
                  sent("allocation_strategy", CONFIG + "AllocationStrategy", ""),
                  sent("allocation_strategy_on_demand", CONFIG + "OnDemandAllocationStrategy", ""),
                  sent(
                      "percent_on_demand",
                      CONFIG + "OnDemandTargetCapacity",
                      "Of heterogeneous pricing, rounded up"),
                  sent("fleet_type", CONFIG + "Type", "request, where it is not set"),
                  sent(
                      "fleet_role",
                      CONFIG + "IamFleetRole",
                      "An ARN, or a role of the account; AWSServiceRoleForEC2SpotFleet where it is"
                          + " not set"),
                  sent(
                      "pools_count",
                      CONFIG + "InstancePoolsToUseCount",
                      "Of the strategy lowestPrice"),
                  sent(
                      "spot_fleet_request_expiry",
                      CONFIG + "ValidUntil",
                      "So long after the launch was noted it launches no more; its machines stay"),
                  sent(
                      "tags",
                      CONFIG + "TagSpecification.1.Tag",
                      "On the fleet, and by its launch template on machines, volumes and network"
                          + " interfaces, with those of the console"))));

  private SpotFleetFields() {}

  /** What becomes of each field, in the order of the guide to templates. */
  public static List<FieldUse> uses() {
    return USES;
  }

  private static FieldUse sent(String field, String parameter, String note) {
    return new FieldUse(field, Use.SENT, parameter, note);
  }

  static List<FieldFinding> errors(LaunchSpec spec) {
    List<FieldFinding> errors = new ArrayList<>(Allocation.errors(spec));
    errors.addAll(MachineRequirements.errors(spec, InstanceRequirements.builder()));
    if (spec.text("price_type").orElse("ondemand").equals("ondemand")) {
      errors.add(
          new FieldFinding("price_type", "API 'SpotFleet' does not support on-demand instances"));
    }
    return errors;
  }

  /** The fleet type of a launch. */
  static String type(LaunchSpec spec) {
    return spec.text("fleet_type").orElse(AwsApis.REQUEST);
  }

  /** The request of a launch that was noted; the same however often it is made. */
  static SpotFleetRequestConfigData request(
      LaunchSpec spec, Map<String, String> tags, FleetNote note, String role) {
    Shares shares = Shares.of(spec, note.asked());
    SpotFleetRequestConfigData.Builder config =
        SpotFleetRequestConfigData.builder()
            .clientToken(note.token())
            .iamFleetRole(role)
            .type(note.type())
            .targetCapacity(note.asked())
            .launchTemplateConfigs(
                LaunchTemplateConfig.builder()
                    .launchTemplateSpecification(template ->
                        template
                            .launchTemplateName(note.template())
                            .version(LaunchTemplates.VERSION))
                    .overrides(Overrides.of(spec, LaunchTemplateOverrides::builder))
                    .build())
            .tagSpecifications(
                TagSpecification.builder()
                    .resourceType(ResourceType.SPOT_FLEET_REQUEST)
                    .tags(FleetTags.of(spec, tags, note))
                    .build());
    if (shares.onDemand() > 0) {
      config.onDemandTargetCapacity(shares.onDemand());
    }
    Optional<String> strategy = Allocation.spot(spec);
    strategy.ifPresent(config::allocationStrategy);
    Allocation.onDemand(spec).ifPresent(config::onDemandAllocationStrategy);
    if (strategy.filter("lowestPrice"::equals).isPresent()
        && spec.values().get("pools_count") instanceof Number pools) {
      config.instancePoolsToUseCount(pools.intValue());
    }
    if (spec.values().get("spot_fleet_request_expiry") instanceof Number minutes) {
      config
          .validUntil(
              Instant.ofEpochMilli(note.begun())
                  .truncatedTo(ChronoUnit.SECONDS)
                  .plus(Duration.ofMinutes(minutes.longValue())))
          .terminateInstancesWithExpiration(false);
    }
    return config.build();
  }
}
