package io.signalbox.core.routing;

import java.util.Locale;
import java.util.Optional;

/** How a tier of candidates is ordered. Names are read in any case. */
public enum SelectionPolicy {
  FIRST_AVAILABLE,
  PRIORITY,
  ROUND_ROBIN,
  WEIGHTED_ROUND_ROBIN,
  LEAST_CONNECTIONS,
  RANDOM,
  FASTEST_RESPONSE,
  HIGHEST_SUCCESS_RATE,
  PERFORMANCE_BASED,
  CAPABILITY_BASED,
  HEALTH_BASED,
  COST_BASED,
  CUSTOM;

  /** Reads a name in any case; {@code LEAST_RESPONSE_TIME} is another name of FASTEST_RESPONSE. */
  public static Optional<SelectionPolicy> parse(String name) {
    String upper = name.trim().toUpperCase(Locale.ROOT).replace('-', '_');
    if (upper.equals("LEAST_RESPONSE_TIME")) {
      return Optional.of(FASTEST_RESPONSE);
    }
    for (SelectionPolicy policy : values()) {
      if (policy.name().equals(upper)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
