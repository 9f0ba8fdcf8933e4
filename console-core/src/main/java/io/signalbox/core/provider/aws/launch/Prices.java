package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.LaunchSpec;
import java.math.BigDecimal;
import java.util.Optional;

/** What a spot machine may cost. Stateless. */
public final class Prices {

  private Prices() {}

  /** Dollars of an hour; empty where the launch buys none, or pays what they cost on demand. */
  public static Optional<String> most(LaunchSpec spec) {
    return spec.text("price_type").orElse("ondemand").equals("ondemand")
        ? Optional.empty()
        : Optional.ofNullable(spec.values().get("max_price")).map(Prices::text);
  }

  /** Without an exponent, which AWS takes for no number. */
  static String text(Object price) {
    return price instanceof Number
        ? new BigDecimal(price.toString()).toPlainString()
        : price.toString();
  }
}
