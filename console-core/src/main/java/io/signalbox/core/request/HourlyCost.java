package io.signalbox.core.request;

import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.PriceEstimate;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What machines cost in an hour, by estimate.
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

  /**
   * What the machines of a request were to cost when it was submitted, by what was kept then; of
   * creates that are alternatives the dearest. A return costs nothing.
   */
  static HourlyCost atSubmit(MachineRequest request) {
    List<Attempt> all = request.attempts();
    if (all.isEmpty()) {
      return NONE;
    }
    // Those of a composition are intended together, and have its rules; what follows has none.
    List<Attempt> intended =
        all.getFirst().rules() == null
            ? List.of(all.getFirst())
            : all.stream().filter(each -> each.rules() != null).toList();
    List<HourlyCost> each = intended.stream().map(HourlyCost::of).toList();
    boolean divided = intended.stream().mapToInt(Attempt::count).sum() <= request.requested();
    return divided
        ? each.stream().reduce(NONE, HourlyCost::plus)
        : each.stream()
            .filter(HourlyCost::isUnknown)
            .findFirst()
            .orElseGet(() -> Collections.max(each, Comparator.comparing(HourlyCost::usd)));
  }

  private static HourlyCost of(Attempt attempt) {
    int count = attempt.count();
    return attempt
        .estimate()
        .known()
        .map(usd -> new HourlyCost(usd.multiply(BigDecimal.valueOf(count)), count, 0))
        .orElseGet(() -> new HourlyCost(BigDecimal.ZERO, 0, count));
  }

  private HourlyCost plus(HourlyCost other) {
    return new HourlyCost(usd.add(other.usd), priced + other.priced, unpriced + other.unpriced);
  }

  /** Whether there are machines and of none the price is known. */
  public boolean isUnknown() {
    return priced == 0 && unpriced > 0;
  }

  /**
   * What is said after a number of machines: {@code at 0.0416 USD an hour}, {@code price unknown}.
   */
  public String afterMachines() {
    return isUnknown() ? "price unknown" : "at " + words();
  }

  /** {@code 0.0416 USD an hour}, with how many are of unknown price; or {@code unknown}. */
  public String words() {
    return isUnknown()
        ? "unknown"
        : PriceEstimate.dollars(usd)
            + " USD an hour"
            + (unpriced == 0 ? "" : " and " + unpriced + " of unknown price");
  }
}
