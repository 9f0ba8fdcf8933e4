package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.LaunchSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a launch: one machine type in one place.
 *
 * @param number from 0, in the order in which they are tried
 * @param machineType empty where the launch template names it
 * @param units capacity units of a machine, at least 1
 * @param place where; none where neither subnets nor zones are named
 */
public record Step(int number, String machineType, int units, Place place) {

  /** No machine type and no place: a launch template leaves both to the fleet. */
  public static final Step ANYWHERE = new Step(0, "", 1, new Place.Any());

  /** Where machines are launched. */
  public sealed interface Place {
    record Subnet(String id) implements Place {}

    record Zone(String name) implements Place {}

    /** EC2 chooses. */
    record Any() implements Place {}
  }

  /**
   * Every machine type in every place: types by their priority, the least first, those of equal or
   * no priority as the template has them; for each type the subnets, or else the zones, as the
   * template has them. At least one.
   */
  public static List<Step> of(LaunchSpec spec) {
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<String, Integer> type : types(spec)) {
      for (Place place : places(spec)) {
        steps.add(new Step(steps.size(), type.getKey(), type.getValue(), place));
      }
    }
    return steps;
  }

  private static List<Map.Entry<String, Integer>> types(LaunchSpec spec) {
    Map<String, Integer> types = spec.machineTypes();
    if (types.isEmpty()) {
      return List.of(Map.entry("", 1));
    }
    return types.entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                type -> priority(spec, type.getKey()).orElse(Double.MAX_VALUE)))
        .toList();
  }

  /** The priority of a machine type, the least being the first; empty where it has none. */
  public static Optional<Double> priority(LaunchSpec spec, String type) {
    return spec.values().get("machine_types_priority") instanceof Map<?, ?> priorities
            && priorities.get(type) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  private static List<Place> places(LaunchSpec spec) {
    List<String> subnets = spec.list("subnet_ids");
    if (!subnets.isEmpty()) {
      return subnets.stream().distinct().<Place>map(Place.Subnet::new).toList();
    }
    List<String> zones = spec.list("network_zones");
    return zones.isEmpty()
        ? List.of(new Place.Any())
        : zones.stream().distinct().<Place>map(Place.Zone::new).toList();
  }

  @Override
  public String toString() {
    String type = machineType.isEmpty() ? "the launch template's machine type" : machineType;
    return switch (place) {
      case Place.Subnet(String id) -> type + " in " + id;
      case Place.Zone(String name) -> type + " in " + name;
      case Place.Any any -> type;
    };
  }
}
