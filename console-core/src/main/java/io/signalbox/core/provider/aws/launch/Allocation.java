package io.signalbox.core.provider.aws.launch;

import java.util.Map;

/** How fleets choose among machine types where a template does not say. */
public final class Allocation {

  /** By pricing, as AWS advises. */
  public static final Map<String, String> DEFAULTS =
      Map.of(
          "spot",
          "priceCapacityOptimized",
          "ondemand",
          "lowestPrice",
          "heterogeneous",
          "lowestPrice");

  private Allocation() {}

  /** Whether it is what a template has that does not say. */
  public static boolean isDefault(Object strategy, String pricing) {
    return strategy.equals(DEFAULTS.get(pricing));
  }
}
