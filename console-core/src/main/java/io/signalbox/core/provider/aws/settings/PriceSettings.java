package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderConfig;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where prices come from.
 *
 * @param table US dollars an hour on demand, by machine type
 * @param date of the table; empty without one
 */
public record PriceSettings(
    Source source, Map<String, BigDecimal> table, Optional<LocalDate> date) {

  /** Who is asked. */
  public enum Source {
    /** AWS, and the table where its list may not be read. */
    AUTO,
    /** Nobody; the table has prices on demand, and spot's are unknown. */
    TABLE,
    /** Nobody; all are unknown. */
    NONE
  }

  public PriceSettings {
    table = Map.copyOf(table);
  }

  static PriceSettings of(ProviderConfig config) {
    Map<String, BigDecimal> table = new LinkedHashMap<>();
    config.map("on_demand_prices").forEach((type, value) -> table.put(type, price(type, value)));
    Optional<LocalDate> date = config.text("on_demand_prices_date").map(PriceSettings::day);
    if (table.isEmpty() == date.isPresent()) {
      throw new IllegalArgumentException(
          "on_demand_prices and on_demand_prices_date belong together; set the one that is"
              + " missing: a price says of which day it is");
    }
    Source source =
        config
            .text("price_source")
            .map(word -> Source.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Source.AUTO);
    if (source == Source.NONE && !table.isEmpty()) {
      throw new IllegalArgumentException(
          "on_demand_prices have no effect with price_source none; set table or auto, or remove"
              + " them");
    }
    return new PriceSettings(source, table, date);
  }

  private static BigDecimal price(String type, Object value) {
    if (value instanceof Number number) {
      BigDecimal usd = new BigDecimal(number.toString());
      if (PriceEstimate.isPossible(usd)) {
        return usd;
      }
    }
    throw new IllegalArgumentException(
        "on_demand_prices." + type + " is " + value + ", expected US dollars an hour above 0");
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "on_demand_prices_date is '" + text + "', expected a day such as 2026-11-01", e);
    }
  }
}
