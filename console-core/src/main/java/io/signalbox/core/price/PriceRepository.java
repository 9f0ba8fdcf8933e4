package io.signalbox.core.price;

import java.util.List;

/** Keeps the last word of each provider on each template. Thread-safe; may block. */
public interface PriceRepository {

  List<KnownPrice> all();

  /** Saves each in place of what was saved of its provider and template before. */
  void save(List<KnownPrice> prices);
}
