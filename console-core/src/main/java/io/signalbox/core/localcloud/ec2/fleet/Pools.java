package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.ec2.call.Lookups;
import io.signalbox.core.localcloud.ec2.launch.LaunchTemplates;
import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.Group.Pool;
import io.signalbox.core.localcloud.world.MachineType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads what fleets and groups are filled from: templates, and what overrides them. */
public final class Pools {

  private static final double MOST_WEIGHT = 999;

  private final LaunchTemplates templates;
  private final String region;
  private final Lookups lookups;

  public Pools(LaunchTemplates templates, Lookups lookups, String region) {
    this.templates = templates;
    this.lookups = lookups;
    this.region = region;
  }

  /**
   * The pools of all {@code LaunchTemplateConfigs} of a fleet, in the order in which they are
   * tried.
   *
   * @param strategy AWS's word, see {@link #ordered}
   */
  public List<Pool> of(Parameters fleet, String strategy) {
    var configs = fleet.structures("LaunchTemplateConfigs");
    if (configs.isEmpty()) {
      throw Refusal.missing("LaunchTemplateConfigs");
    }
    var pools = new ArrayList<Pool>();
    for (Parameters config : configs) {
      pools.addAll(
          of(config.inside("LaunchTemplateSpecification"), config.structures("Overrides")));
    }
    return ordered(pools, strategy);
  }

  /**
   * The same of what is filled by and by, in which AWS takes no path of Systems Manager for an
   * image.
   */
  public List<Pool> byAndBy(Parameters fleet, String strategy) {
    List<Pool> pools = of(fleet, strategy);
    for (Pool pool : pools) {
      String image = pool.launch().getOrDefault("ImageId", "");
      if (Lookups.isAlias(image)) {
        throw Refusal.invalid(
            image,
            "ImageId",
            "A Systems Manager parameter is supported for fleets of type instant only; specify the"
                + " AMI ID in the launch template.");
      }
    }
    return pools;
  }

  /**
   * The pools of one template.
   *
   * @param specification names the template
   * @param overrides one for each pool; none for the template as it is
   */
  public List<Pool> of(Parameters specification, List<Parameters> overrides) {
    var found = templates.found(region, specification);
    var shown = new TreeMap<String, String>();
    shown.put("LaunchTemplateSpecification.LaunchTemplateId", found.template().id());
    shown.put(
        "LaunchTemplateSpecification.Version", specification.text("Version").orElse("$Default"));
    var pools = new ArrayList<Pool>();
    for (Parameters each : overrides.isEmpty() ? List.of(Parameters.NONE) : overrides) {
      var both = new TreeMap<>(shown);
      each.values().forEach((name, value) -> both.put("Overrides." + name, value));
      for (Parameters override : typed(found.data(), each)) {
        pools.add(
            new Pool(
                launch(found.data(), override).values(),
                both,
                weight(each),
                each.text("MaxPrice").or(() -> each.text("SpotPrice")).orElse("")));
      }
    }
    return pools;
  }

  /** An override for each machine type that has what one asks for; it itself if it names one. */
  private List<Parameters> typed(Parameters data, Parameters override) {
    var required = Requirements.of(override);
    if (required.isEmpty()) {
      return List.of(override);
    }
    Parameters launch = launch(data, override);
    String architecture = lookups.launchable(launch.required("ImageId")).architecture();
    var zone =
        launch
            .text("SubnetId")
            .map(id -> lookups.subnet(id).zone())
            .or(() -> launch.text("Placement.AvailabilityZone"));
    var types =
        required.get().matching(architecture).stream()
            .filter(type -> zone.isEmpty() || type.isIn(zone.get()))
            .map(type -> new Parameters(Map.of("InstanceType", type.name())).over(override))
            .toList();
    if (types.isEmpty()) {
      throw Refusal.of(
          "InvalidParameterValue",
          "No instance types match the instance requirements"
              + zone.map(" in "::concat).orElse("")
              + ".");
    }
    return types;
  }

  private static Parameters launch(Parameters data, Parameters override) {
    var own = new TreeMap<String, String>();
    for (String name : List.of("ImageId", "InstanceType", "SubnetId")) {
      override.text(name).ifPresent(value -> own.put(name, value));
    }
    override
        .text("AvailabilityZone")
        .ifPresent(zone -> own.put("Placement.AvailabilityZone", zone));
    Parameters launch = new Parameters(own).over(data);
    // A subnet of the override replaces that of the template's first interface.
    return own.containsKey("SubnetId") && !data.structures("NetworkInterface").isEmpty()
        ? moved(launch, own.getOrDefault("SubnetId", ""))
        : launch;
  }

  private static Parameters moved(Parameters launch, String subnet) {
    var values = new TreeMap<>(launch.without("SubnetId").values());
    values.put("NetworkInterface.1.SubnetId", subnet);
    return new Parameters(values);
  }

  private static double weight(Parameters override) {
    String text = override.text("WeightedCapacity").orElse("1");
    try {
      double weight = Double.parseDouble(text);
      if (weight > 0 && weight <= MOST_WEIGHT) {
        return weight;
      }
    } catch (NumberFormatException notOne) {
      throw Refusal.invalid(text, "WeightedCapacity", "Expected a number of 1 to 999.");
    }
    throw Refusal.invalid(text, "WeightedCapacity", "Expected a number of 1 to 999.");
  }

  /**
   * The pools in the order in which they are tried.
   *
   * @param strategy AWS's word: {@code lowestPrice} goes by the price of a unit, {@code
   *     prioritized} by {@code Priority}, every other by the order of the call
   */
  public static List<Pool> ordered(List<Pool> pools, String strategy) {
    String word = strategy.replace("-", "").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "lowestprice" -> pools.stream().sorted(Comparator.comparing(Pools::price)).toList();
      case "prioritized", "capacityoptimizedprioritized" ->
          pools.stream().sorted(Comparator.comparing(Pools::priority)).toList();
      default -> List.copyOf(pools);
    };
  }

  private static double price(Pool pool) {
    return MachineType.named(pool.launch().getOrDefault("InstanceType", ""))
        .map(type -> type.microUsd() / pool.weight())
        .orElse(Double.MAX_VALUE);
  }

  private static double priority(Pool pool) {
    String text = pool.shown().getOrDefault("Overrides.Priority", "1000");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notOne) {
      throw Refusal.invalid(text, "Priority", "Expected a number.");
    }
  }
}
