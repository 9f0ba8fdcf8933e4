package io.signalbox.core.provider;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one machine is estimated to cost.
 *
 * @param usd US dollars for one machine and hour, above 0; null where it is not known
 * @param asOf of when the price is; null where it has no date
 * @param until when it is worth being asked for again
 * @param note what else there is to know of it, or why it is not known; may be empty
 */
public record PriceEstimate(
    @Nullable BigDecimal usd,
    PriceBasis basis,
    @Nullable Instant asOf,
    Instant until,
    String note) {

  /**
   * Made where a price is known or shown: decimals and formats of dates take a short process
   * milliseconds, and a status reads attempts whose price is not known.
   */
  private static final class Known {
    static final DateTimeFormatter DAY =
        DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT).withZone(ZoneOffset.UTC);
    static final BigDecimal MOST = BigDecimal.valueOf(100_000);
  }

  /** Of what nobody was asked, or no answer was kept. */
  public static final PriceEstimate NOT_KEPT = unknown("", Instant.EPOCH);

  public PriceEstimate {
    if ((usd == null) != (basis == PriceBasis.UNKNOWN)) {
      throw new IllegalArgumentException("A price that is " + basis + " cannot be " + usd);
    }
    if (usd != null && !isPossible(usd)) {
      throw new IllegalArgumentException(
          "A price must be above 0 and at most " + Known.MOST + " USD an hour, not " + usd);
    }
  }

  /** Whether a machine may cost as much an hour; any other is a mistake of whoever tells it. */
  public static boolean isPossible(BigDecimal usd) {
    return usd.signum() > 0 && usd.compareTo(Known.MOST) <= 0;
  }

  /** A price that is not known. */
  public static PriceEstimate unknown(String why, Instant until) {
    return new PriceEstimate(null, PriceBasis.UNKNOWN, null, until, why);
  }

  /** A price for a person: cents from a dollar on, four digits that count below. */
  public static String dollars(BigDecimal amount) {
    if (amount.signum() == 0) {
      return "0";
    }
    return amount.abs().compareTo(BigDecimal.ONE) >= 0
        ? String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_UP))
        : amount.round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** {@code 0.0104}, or {@code unknown}. */
  public String figure() {
    return known().map(PriceEstimate::dollars).orElse("unknown");
  }

  /** {@code 0.0104 USD an hour (price list, 1 Nov 2026)}, or that it is unknown and why. */
  public String sentence() {
    return known()
        .map(amount -> dollars(amount) + " USD an hour (" + origin() + ")")
        .orElse(note.isEmpty() ? "unknown" : "unknown: " + note);
  }

  /** How it is known, of when, and what else there is to know of it. */
  public String origin() {
    return basis.words()
        + (asOf == null ? "" : ", " + Known.DAY.format(asOf))
        + (note.isEmpty() ? "" : "; " + note);
  }

  /** The dollars, where they are known. */
  public Optional<BigDecimal> known() {
    return Optional.ofNullable(usd);
  }
}
