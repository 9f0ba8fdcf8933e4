package io.signalbox.core.request;

import io.signalbox.core.price.Prices;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.PriceEstimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request for machines costs, by estimate: its machines, from launch until they were gone,
 * at the price that is known now, beside what was known when it was submitted. What failed costs
 * nothing.
 *
 * @param atSubmit for all machines that were asked for, as it was known then
 * @param usdPerHour US dollars an hour for the machines that are there
 * @param usdSoFar US dollars until now
 * @param there machines that are there and whose price is known
 * @param unpriced machines that cost, whose price is not known
 * @param rates price of a machine at each provider that has or had some
 */
public record RequestCost(
    HourlyCost atSubmit,
    BigDecimal usdPerHour,
    BigDecimal usdSoFar,
    int there,
    int unpriced,
    Map<String, PriceEstimate> rates) {

  private static final BigDecimal SECONDS = BigDecimal.valueOf(3_600);

  public RequestCost {
    rates = Map.copyOf(rates);
  }

  /** Of a request as it stands. */
  public static RequestCost of(MachineRequest request, Prices prices, Instant now) {
    Map<String, PriceEstimate> rates = new LinkedHashMap<>();
    BigDecimal perHour = BigDecimal.ZERO;
    BigDecimal soFar = BigDecimal.ZERO;
    int there = 0;
    int unpriced = 0;
    for (Machine machine : request.machines()) {
      if (machine.state() == MachineState.FAILED) {
        continue;
      }
      PriceEstimate rate =
          rates.computeIfAbsent(
              machine.provider(), provider -> prices.of(provider, request.templateId()));
      Optional<BigDecimal> usd = rate.known();
      if (usd.isEmpty()) {
        unpriced++;
        continue;
      }
      soFar = soFar.add(usd.get().multiply(hours(machine, now)));
      if (!machine.state().isGone()) {
        perHour = perHour.add(usd.get());
        there++;
      }
    }
    return new RequestCost(
        HourlyCost.atSubmit(request),
        perHour,
        soFar.setScale(6, RoundingMode.HALF_UP),
        there,
        unpriced,
        rates);
  }

  private static BigDecimal hours(Machine machine, Instant now) {
    Instant launched = machine.launchedAt();
    Instant from = launched == null ? machine.createdAt() : launched;
    Instant to = machine.state().isGone() ? machine.updatedAt() : now;
    Duration ran = Duration.between(from, to);
    return ran.isNegative()
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(ran.toSeconds()).divide(SECONDS, MathContext.DECIMAL64);
  }

  /** Whether it has machines and of none the price is known. */
  public boolean isUnknown() {
    return unpriced > 0 && rates.values().stream().noneMatch(each -> each.known().isPresent());
  }

  /** {@code 0.0021 USD so far, 0.0416 USD an hour now}, or that it costs nothing or is unknown. */
  public String words() {
    if (rates.isEmpty()) {
      return "nothing so far";
    }
    if (isUnknown()) {
      return "unknown";
    }
    return PriceEstimate.dollars(usdSoFar)
        + " USD so far, "
        + PriceEstimate.dollars(usdPerHour)
        + " USD an hour now"
        + (unpriced == 0 ? "" : ", " + unpriced + " of unknown price");
  }
}
