package io.signalbox.app.cli.output;

import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.query.PriceRange;
import io.signalbox.core.query.TemplatePrice;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.RequestCost;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices as documents and words; what is not known is null, or {@code unknown}. */
public final class PriceDocs {

  private PriceDocs() {}

  /** The price of a machine; null for none. */
  public static @Nullable Map<String, @Nullable Object> document(@Nullable PriceEstimate price) {
    return price == null
        ? null
        : Doc.start()
            .put("usd_per_hour", price.known().orElse(null))
            .put("basis", price.basis().name().toLowerCase(Locale.ROOT))
            .put("as_of", price.asOf())
            .put("note", price.note())
            .map();
  }

  /** The prices of several templates or providers. */
  public static Map<String, @Nullable Object> document(PriceRange range) {
    return Doc.start()
        .put("lowest", range.lowest().orElse(null))
        .put("highest", range.highest().orElse(null))
        .put("unknown", range.unknown())
        .map();
  }

  /** The same in a cell; a dash where there is nothing to have a price. */
  public static String cell(PriceRange range) {
    return range.lowest().isEmpty() && range.unknown() == 0 ? "-" : range.words();
  }

  /** Of those prices. */
  public static PriceRange rangeOf(Collection<TemplatePrice> prices) {
    return PriceRange.of(prices.stream().map(TemplatePrice::estimate).toList());
  }

  public static Map<String, @Nullable Object> document(HourlyCost cost) {
    return Doc.start()
        .put("usd_per_hour", cost.isUnknown() ? null : cost.usd())
        .put("machines_priced", cost.priced())
        .put("machines_unpriced", cost.unpriced())
        .map();
  }

  public static Map<String, @Nullable Object> document(RequestCost cost) {
    Map<String, @Nullable Object> rates = new LinkedHashMap<>();
    cost.rates().forEach((provider, rate) -> rates.put(provider, document(rate)));
    return Doc.start()
        .put("usd_per_hour", cost.isUnknown() ? null : cost.usdPerHour())
        .put("usd_so_far", cost.isUnknown() ? null : cost.usdSoFar())
        .put("machines_unpriced", cost.unpriced())
        .put("rates", rates)
        .put("at_submit", document(cost.atSubmit()))
        .map();
  }

  /** What a request was to cost and what it costs, in two lines. */
  public static String lines(RequestCost cost) {
    return "Estimated price at submit: %s\nEstimated price: %s\n"
        .formatted(cost.atSubmit().words(), cost.words());
  }

  /** What a machine costs, and several, in a line. */
  public static String line(@Nullable PriceEstimate price, int count) {
    if (price == null) {
      return "";
    }
    String all =
        price
            .known()
            .filter(usd -> count > 1)
            .map(usd ->
                ", "
                    + PriceEstimate.dollars(usd.multiply(BigDecimal.valueOf(count)))
                    + " USD for all "
                    + count)
            .orElse("");
    return "Price of a machine: " + price.sentence() + all + "\n";
  }

  public static Map<String, @Nullable Object> document(TemplatePrice price) {
    Map<String, @Nullable Object> document =
        Doc.start().put("template_id", price.templateId()).put("provider", price.provider()).map();
    Map<String, @Nullable Object> estimate = document(price.estimate());
    if (estimate != null) {
      document.putAll(estimate);
    }
    return document;
  }

  public static String table(List<TemplatePrice> prices) {
    Table table = Table.of("TEMPLATE", "PROVIDER", ">USD/HOUR", "KNOWN FROM");
    for (TemplatePrice price : prices) {
      PriceEstimate estimate = price.estimate();
      table.row(
          price.templateId(),
          price.provider(),
          estimate.figure(),
          estimate.known().isPresent() ? estimate.origin() : estimate.note());
    }
    return table.render("No template is offered.");
  }
}
