package io.signalbox.core.provider.aws.prices;

import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import java.math.BigDecimal;
import java.time.Instant;

/** What a machine of one type costs in one market, or why that is not known. */
sealed interface Price {

  /**
   * @param usd US dollars an hour, above 0
   * @param until when it is worth asking again
   * @param note what else there is to know; may be empty
   */
  record Known(BigDecimal usd, PriceBasis basis, Instant asOf, Instant until, String note)
      implements Price {

    PriceEstimate of(String type) {
      return new PriceEstimate(
          usd, basis, asOf, until, type + ", Linux" + (note.isEmpty() ? "" : "; " + note));
    }
  }

  record Unknown(String why) implements Price {}
}
