package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How fleets and groups choose among machine types and places. Stateless. */
public final class Allocation {

  /** Where a template does not say, by pricing, as AWS advises. */
  public static final Map<String, String> DEFAULTS =
      Map.of(
          "spot",
          "priceCapacityOptimized",
          "ondemand",
          "lowestPrice",
          "heterogeneous",
          "lowestPrice");

  /** AWS's names for machines on demand. */
  private static final List<String> ON_DEMAND = List.of("lowestPrice", "prioritized");

  /** AWS's names for spot machines. */
  private static final List<String> SPOT =
      List.of(
          "lowestPrice",
          "diversified",
          "capacityOptimized",
          "capacityOptimizedPrioritized",
          "priceCapacityOptimized");

  private static final String FIELD = "allocation_strategy";
  private static final String OF_ON_DEMAND = "allocation_strategy_on_demand";

  private Allocation() {}

  /** Whether it is what a template has that does not say. */
  public static boolean isDefault(Object strategy, String pricing) {
    return strategy.equals(DEFAULTS.get(pricing));
  }

  /** For the spot machines of a launch; empty where it has none, or leaves it to AWS. */
  public static Optional<String> spot(LaunchSpec spec) {
    return pricing(spec).equals("ondemand")
        ? Optional.empty()
        : spec.text(FIELD).map(Allocation::camel);
  }

  /** For the machines on demand of a launch; empty where it has none, or leaves it to AWS. */
  public static Optional<String> onDemand(LaunchSpec spec) {
    return switch (pricing(spec)) {
      case "spot" -> Optional.empty();
      case "heterogeneous" -> spec.text(OF_ON_DEMAND).map(Allocation::camel);
      default -> spec.text(OF_ON_DEMAND).or(() -> spec.text(FIELD)).map(Allocation::camel);
    };
  }

  /** With hyphens, as EC2 fleets and groups spell it: {@code price-capacity-optimized}. */
  public static String hyphens(String strategy) {
    return strategy.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String camel(String strategy) {
    StringBuilder camel = new StringBuilder();
    for (String word : strategy.split("[-_]", -1)) {
      camel.append(
          camel.isEmpty() || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }

  private static String pricing(LaunchSpec spec) {
    return spec.text("price_type").orElse("ondemand");
  }

  /** Strategies that their market does not have. */
  public static List<FieldFinding> errors(LaunchSpec spec) {
    List<FieldFinding> errors = new ArrayList<>();
    spot(spec)
        .filter(strategy -> !SPOT.contains(strategy))
        .ifPresent(strategy -> errors.add(unknown(FIELD, strategy, "spot machines", SPOT)));
    onDemand(spec)
        .filter(strategy -> !ON_DEMAND.contains(strategy))
        .ifPresent(strategy ->
            errors.add(
                unknown(
                    spec.text(OF_ON_DEMAND).isPresent() ? OF_ON_DEMAND : FIELD,
                    strategy,
                    "machines on demand",
                    ON_DEMAND)));
    return errors;
  }

  private static FieldFinding unknown(
      String field, String strategy, String what, List<String> known) {
    return new FieldFinding(
        field,
        "'%s' is no strategy for %s; expected one of %s"
            .formatted(strategy, what, String.join(", ", known)));
  }
}
