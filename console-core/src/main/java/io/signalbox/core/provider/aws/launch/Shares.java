package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.LaunchSpec;

/**
 * How many machines of a launch are bought on which market.
 *
 * @param onDemand machines on demand, at least 0
 * @param spot spot machines, at least 0
 */
public record Shares(int onDemand, int spot) {

  /** As {@code price_type} and {@code percent_on_demand} say; a broken machine is on demand. */
  public static Shares of(LaunchSpec spec, int machines) {
    return switch (spec.text("price_type").orElse("ondemand")) {
      case "spot" -> new Shares(0, machines);
      case "heterogeneous" -> {
        double percent =
            spec.values().get("percent_on_demand") instanceof Number number
                ? number.doubleValue()
                : 0;
        int onDemand = Math.min(machines, (int) Math.ceil(machines * percent / 100));
        yield new Shares(onDemand, machines - onDemand);
      }
      default -> new Shares(machines, 0);
    };
  }
}
