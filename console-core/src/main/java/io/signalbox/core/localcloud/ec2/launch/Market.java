package io.signalbox.core.localcloud.ec2.launch;

import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.world.MachineType;
import java.math.BigDecimal;
import java.util.List;

/**
 * On demand or spot.
 *
 * @param spot whether spot
 * @param mostMicroUsd what an hour may cost at most, in millionths of a dollar; the price on demand
 *     if {@link Long#MAX_VALUE}
 */
public record Market(boolean spot, long mostMicroUsd) {

  /** On demand. */
  static final Market ON_DEMAND = new Market(false, Long.MAX_VALUE);

  /** Reads {@code InstanceMarketOptions}. */
  public static Market read(Parameters parameters) {
    Parameters options = parameters.inside("InstanceMarketOptions");
    if (options.values().isEmpty()) {
      return ON_DEMAND;
    }
    String type = options.text("MarketType").orElse("");
    if (!type.equals("spot")) {
      throw type.isEmpty()
          ? Refusal.missing("InstanceMarketOptions.MarketType")
          : Refusal.invalid(type, "InstanceMarketOptions.MarketType", "");
    }
    oneOf(options, "SpotOptions.SpotInstanceType", List.of("one-time", "persistent"));
    oneOf(
        options,
        "SpotOptions.InstanceInterruptionBehavior",
        List.of("hibernate", "stop", "terminate"));
    return new Market(
        true, options.text("SpotOptions.MaxPrice").map(Market::microUsd).orElse(Long.MAX_VALUE));
  }

  /** Refuses a most that is below what spot costs in a zone. */
  public void check(MachineType type, String zone) {
    long asked = type.spotMicroUsd(zone);
    if (spot && mostMicroUsd < asked) {
      throw Refusal.of(
          "SpotMaxPriceTooLow",
          "Your Spot request price of "
              + dollars(mostMicroUsd)
              + " is lower than the minimum"
              + " required Spot request fulfillment price of "
              + dollars(asked)
              + ".");
    }
  }

  /** Dollars, with the digits that they have. */
  public static String dollars(long microUsd) {
    return BigDecimal.valueOf(microUsd, 6).stripTrailingZeros().toPlainString();
  }

  private static void oneOf(Parameters options, String name, List<String> words) {
    options
        .text(name)
        .filter(word -> !words.contains(word))
        .ifPresent(word -> {
          throw Refusal.invalid(word, name, "");
        });
  }

  private static long microUsd(String price) {
    try {
      var dollars = new BigDecimal(price);
      if (dollars.signum() > 0 && dollars.compareTo(BigDecimal.valueOf(10_000)) < 0) {
        return dollars.movePointRight(6).longValue();
      }
    } catch (NumberFormatException notOne) {
      throw tooOdd(price);
    }
    throw tooOdd(price);
  }

  private static Refusal tooOdd(String price) {
    return Refusal.of("InvalidParameterValue", "Invalid value '" + price + "' for Spot MaxPrice.");
  }
}
