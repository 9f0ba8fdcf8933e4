package io.signalbox.core.query;

import io.signalbox.core.routing.ProviderRegistration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The most instances one request may ask of each launch API, by the guide's table. */
final class ApiLimits {

  private static final Map<String, Integer> TABLE =
      Map.of("EC2Fleet", 1000, "SpotFleet", 1000, "RunInstances", 100, "ASG", 1000);

  private ApiLimits() {}

  /** The table's limits, lowered where the provider caps every request. */
  static Map<String, Integer> of(ProviderRegistration provider) {
    OptionalInt cap = provider.capabilities().maxInstancesPerRequest();
    Map<String, Integer> limits = new TreeMap<>();
    for (String api : provider.capabilities().apis()) {
      Integer limit = TABLE.get(api);
      if (limit == null) {
        cap.ifPresent(max -> limits.put(api, max));
      } else {
        limits.put(api, Math.min(limit, cap.orElse(limit)));
      }
    }
    return limits;
  }
}
