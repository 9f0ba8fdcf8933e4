package io.signalbox.core.store.request;

import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.store.database.Columns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An estimate that was kept, as JSON: when it is worth being asked for again is left out. */
public final class EstimateText {

  private EstimateText() {}

  static String write(PriceEstimate estimate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    estimate.known().ifPresent(usd -> fields.put("usd", usd.toPlainString()));
    fields.put("basis", estimate.basis().name());
    Instant asOf = estimate.asOf();
    if (asOf != null) {
      fields.put("as_of", asOf.toString());
    }
    fields.put("note", Columns.words(estimate.note()));
    return Columns.json(fields);
  }

  static PriceEstimate read(@Nullable String json) {
    if (json == null) {
      return PriceEstimate.NOT_KEPT;
    }
    Map<String, String> fields = Columns.texts(json);
    String usd = fields.get("usd");
    String asOf = fields.get("as_of");
    return new PriceEstimate(
        usd == null ? null : new BigDecimal(usd),
        PriceBasis.valueOf(fields.getOrDefault("basis", PriceBasis.UNKNOWN.name())),
        asOf == null ? null : Instant.parse(asOf),
        Instant.EPOCH,
        fields.getOrDefault("note", ""));
  }
}
