package io.signalbox.core.store.repository;

import io.signalbox.core.price.KnownPrice;
import io.signalbox.core.price.PriceRepository;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

public final class SqlitePrices implements PriceRepository {

  private final Database database;

  public SqlitePrices(Database database) {
    this.database = database;
  }

  @Override
  public List<KnownPrice> all() {
    return database.read(session ->
        session
            .select("SELECT * FROM prices")
            .list(row -> {
              String usd = row.getString("usd");
              return new KnownPrice(
                  row.getString("provider"),
                  row.getString("template_id"),
                  row.getString("fingerprint"),
                  new PriceEstimate(
                      usd == null ? null : new BigDecimal(usd),
                      PriceBasis.valueOf(row.getString("basis")),
                      Columns.instantOrNull(row, "as_of"),
                      Columns.instant(row, "until"),
                      row.getString("note")));
            }));
  }

  @Override
  public void save(List<KnownPrice> prices) {
    database.run(session -> {
      for (KnownPrice price : prices) {
        PriceEstimate estimate = price.estimate();
        Instant until = estimate.until();
        session.execute(
            "INSERT OR REPLACE INTO prices (provider, template_id, fingerprint, usd, basis, as_of,"
                + " until, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            price.provider(),
            price.templateId(),
            price.fingerprint(),
            estimate.known().map(BigDecimal::toPlainString).orElse(null),
            estimate.basis().name(),
            Columns.microsOrNull(estimate.asOf()),
            Columns.micros(until),
            Columns.words(estimate.note()));
      }
    });
  }
}
