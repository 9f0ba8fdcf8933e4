package io.signalbox.core.query;

import java.util.List;
import java.util.Map;

/**
 * How one strategy would spread calls over its members.
 *
 * @param weights by member, configured order; all 1 where the algorithm has none
 * @param effective what the algorithm uses now
 * @param shares expected share of the strategy's own work, 0 to 1
 * @param picks the next picks by member, nothing drawn; empty where they cannot be told (random,
 *     least connections, response time)
 * @param cycle picks until the order repeats; 0 where it does not
 */
public record SpreadPreview(
    Map<String, Double> weights,
    Map<String, Double> effective,
    Map<String, Double> shares,
    List<String> picks,
    int cycle) {

  public SpreadPreview {
    picks = List.copyOf(picks);
  }
}
