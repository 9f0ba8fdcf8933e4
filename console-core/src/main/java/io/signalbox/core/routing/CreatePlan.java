package io.signalbox.core.routing;

import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a composition asks of its members for one create. Immutable.
 *
 * @param node the composition's name
 * @param weights by provider, in configured order: the first able one of each member
 */
public record CreatePlan(String node, CompositionSettings settings, Map<String, Double> weights) {

  public CreatePlan {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** Whether each member makes a part; else each makes all, and one is kept. */
  public boolean divides() {
    return settings.mode() == CompositionMode.PARALLEL
        && settings.policy() == AggregationPolicy.MERGE_ALL;
  }

  /** Whether one is asked after the other. */
  public boolean inOrder() {
    return settings.mode() == CompositionMode.SEQUENTIAL;
  }

  /**
   * Machines asked of each provider: all of them, or parts by weight that add up exactly, the
   * largest remainders rounded up; who would get none is left out.
   */
  public Map<String, Integer> counts(int count) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (!divides()) {
      weights.keySet().forEach(name -> counts.put(name, count));
      return counts;
    }
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Double> rest = new LinkedHashMap<>();
    int given = 0;
    for (Map.Entry<String, Double> each : weights.entrySet()) {
      double exact = count * each.getValue() / sum;
      counts.put(each.getKey(), (int) Math.floor(exact));
      rest.put(each.getKey(), exact - Math.floor(exact));
      given += (int) Math.floor(exact);
    }
    List<String> byRest =
        rest.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    for (int i = 0; i < count - given; i++) {
      counts.merge(byRest.get(i % byRest.size()), 1, Integer::sum);
    }
    counts.values().removeIf(each -> each == 0);
    return counts;
  }
}
