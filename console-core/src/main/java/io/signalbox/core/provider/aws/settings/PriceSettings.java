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
import java.util.regex.Pattern;

/**
 * Where prices come from.
 *
 * @param table US dollars an hour on demand, by machine type
 * @param date of the table; empty without one
 */
public record PriceSettings(
    Source source, Map<String, BigDecimal> table, Optional<LocalDate> date) {

  private static final String TABLE = "on_demand_prices";
  private static final String DATE = "on_demand_prices_date";
  private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,30}\\.[a-z0-9-]{1,30}");

  /** EC2 began in that year, and no table is of a year that has five digits. */
  private static final int FIRST = 2006;

  private static final int LAST = 9999;

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
    config.map(TABLE).forEach((type, value) -> table.put(type, price(type, value)));
    Optional<LocalDate> date = config.text(DATE).map(PriceSettings::day);
    if (table.isEmpty() == date.isPresent()) {
      throw new BadSetting(
          date.isPresent() ? DATE : TABLE,
          "needs %s beside it; set that too: a price says of which day it is"
              .formatted(date.isPresent() ? TABLE : DATE));
    }
    Source source =
        config
            .text("price_source")
            .map(word -> Source.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Source.AUTO);
    if (source == Source.NONE && !table.isEmpty()) {
      throw new BadSetting(
          TABLE, "has no effect with price_source none; set table or auto there, or remove this");
    }
    return new PriceSettings(source, table, date);
  }

  private static BigDecimal price(String type, Object value) {
    if (!TYPE.matcher(type).matches()) {
      throw new BadSetting(
          TABLE, "has '" + type + "', which is no machine type: expected names such as m5.large");
    }
    if (value instanceof Number number) {
      BigDecimal usd = new BigDecimal(number.toString());
      if (PriceEstimate.isPossible(usd)) {
        return usd;
      }
    }
    throw new BadSetting(
        TABLE, "has no price for " + type + ": expected a number of US dollars an hour above 0");
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text.strip());
      if (day.getYear() >= FIRST && day.getYear() <= LAST) {
        return day;
      }
    } catch (DateTimeException e) {
      throw noDay();
    }
    throw noDay();
  }

  private static BadSetting noDay() {
    return new BadSetting(DATE, "is no day: expected one such as 2026-11-01");
  }
}
