package io.signalbox.core.request;

import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.PriceEstimate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What runs costs in an hour, by estimate.
 *
 * @param usd US dollars an hour for the machines whose price is known
 * @param priced how many those are
 * @param unpriced machines that run beside them, whose price is not known
 */
public record HourlyCost(BigDecimal usd, int priced, int unpriced) {

  /** Nothing runs. */
  public static final HourlyCost NONE = new HourlyCost(BigDecimal.ZERO, 0, 0);

  /** The sum over all that runs. */
  public static HourlyCost of(List<RunningMachines> running, Prices prices) {
    BigDecimal usd = BigDecimal.ZERO;
    int priced = 0;
    int unpriced = 0;
    for (RunningMachines some : running) {
      PriceEstimate estimate = prices.of(some.provider(), some.templateId());
      Optional<BigDecimal> each = estimate.known();
      if (each.isPresent()) {
        usd = usd.add(each.get().multiply(BigDecimal.valueOf(some.count())));
        priced += some.count();
      } else {
        unpriced += some.count();
      }
    }
    return new HourlyCost(usd, priced, unpriced);
  }

  /** Whether machines run and of none the price is known. */
  public boolean isUnknown() {
    return priced == 0 && unpriced > 0;
  }
}
