package io.signalbox.core.query;

import io.signalbox.core.provider.PriceEstimate;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What several machines cost in an hour.
 *
 * @param lowest US dollars; empty where none is known
 * @param highest US dollars; empty where none is known
 * @param unknown how many prices are not known
 */
public record PriceRange(Optional<BigDecimal> lowest, Optional<BigDecimal> highest, int unknown) {

  /** The range of some estimates. */
  public static PriceRange of(Collection<PriceEstimate> estimates) {
    List<BigDecimal> known =
        estimates.stream().flatMap(each -> each.known().stream()).sorted().toList();
    return new PriceRange(
        known.stream().findFirst(),
        known.stream().max(Comparator.naturalOrder()),
        estimates.size() - known.size());
  }

  /** {@code 0.0104}, {@code 0.0104 to 0.192}, or {@code unknown}. */
  public String words() {
    if (lowest.isEmpty() || highest.isEmpty()) {
      return "unknown";
    }
    String from = PriceEstimate.dollars(lowest.get());
    String to = PriceEstimate.dollars(highest.get());
    return from.equals(to) ? from : from + " to " + to;
  }
}
