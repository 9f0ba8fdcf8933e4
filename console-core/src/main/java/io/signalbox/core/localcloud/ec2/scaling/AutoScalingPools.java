package io.signalbox.core.localcloud.ec2.scaling;

import io.signalbox.core.localcloud.ec2.call.Estate;
import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.fleet.Pools;
import io.signalbox.core.localcloud.ec2.launch.LaunchTemplates;
import io.signalbox.core.localcloud.ec2.launch.Launcher;
import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.world.Group.Pool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what an Auto Scaling group is filled from: its template or mixed policy, and its places.
 */
public final class AutoScalingPools {

  private static final String POLICY = "MixedInstancesPolicy.";
  private static final String DISTRIBUTION = POLICY + "InstancesDistribution.";

  private final Estate estate;
  private final Asked asked;

  public AutoScalingPools(Estate estate, Asked asked) {
    this.estate = estate;
    this.asked = asked;
  }

  /** The pools, each override in each place, checked as a launch would be. */
  public List<Pool> of(Parameters parameters) {
    boolean mixed = !parameters.inside(POLICY + "LaunchTemplate").values().isEmpty();
    Parameters template =
        parameters.inside(
            mixed ? POLICY + "LaunchTemplate.LaunchTemplateSpecification" : "LaunchTemplate");
    if (template.values().isEmpty()) {
      throw AutoScaling.invalid(
          "Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId"
              + " or MixedInstancesPolicy parameter.");
    }
    var overrides = parameters.structures(POLICY + "LaunchTemplate.Overrides.member");
    String price = parameters.text(DISTRIBUTION + "SpotMaxPrice").orElse("");
    var placed = new ArrayList<Parameters>();
    for (Parameters each : overrides.isEmpty() ? List.of(Parameters.NONE) : overrides) {
      for (Parameters place : places(parameters)) {
        var values = new LinkedHashMap<>(place.over(each).values());
        if (!price.isEmpty()) {
          values.put("MaxPrice", price);
        }
        placed.add(new Parameters(values));
      }
    }
    var pools =
        new Pools(
                new LaunchTemplates(estate),
                new Lookups(estate.catalogue(), Estate.region(asked)),
                asked.region())
            .of(template, placed);
    if (overrides.stream()
        .anyMatch(each -> !each.inside("InstanceRequirements").values().isEmpty())) {
      pools.forEach(pool -> refuseAlias(pool.launch().getOrDefault("ImageId", "")));
    }
    var launcher = new Launcher(estate, Estate.region(asked), asked.at());
    pools.forEach(pool -> launcher.choice(new Parameters(pool.launch())));
    return pools;
  }

  /** AWS chooses machine types for an image that it is told. */
  private static void refuseAlias(String image) {
    if (Lookups.isAlias(image)) {
      throw AutoScaling.invalid("Invalid id: \"%s\" (expecting \"ami-...\")".formatted(image));
    }
  }

  private List<Parameters> places(Parameters parameters) {
    var places = new ArrayList<Parameters>();
    for (String subnet : parameters.text("VPCZoneIdentifier").orElse("").split(",")) {
      if (!subnet.isBlank()) {
        places.add(new Parameters(Map.of("SubnetId", subnet.strip())));
      }
    }
    if (places.isEmpty()) {
      for (String zone : parameters.list("AvailabilityZones.member")) {
        places.add(new Parameters(Map.of("AvailabilityZone", zone)));
      }
    }
    return places.isEmpty() ? List.of(Parameters.NONE) : places;
  }

  /** How many units of a target are on demand. */
  public static int onDemand(Parameters parameters, int target) {
    int base = Math.min(target, parameters.number(DISTRIBUTION + "OnDemandBaseCapacity").orElse(0));
    int percent =
        parameters.number(DISTRIBUTION + "OnDemandPercentageAboveBaseCapacity").orElse(100);
    return base + (int) Math.ceil((target - base) * percent / 100.0);
  }
}
