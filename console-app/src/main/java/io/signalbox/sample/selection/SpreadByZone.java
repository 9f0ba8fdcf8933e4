package io.signalbox.sample.selection;

import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import io.signalbox.core.routing.selection.SelectionStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spreads work over zones first and over providers second, so that three providers in one zone do
 * not draw three times the work of a single one in another. A provider tells its zone by the
 * capability {@code zone}; one that does not is a zone of its own.
 *
 * <p>The zone with the fewest calls in flight for its weight comes first, in it the provider with
 * the fewest; among equals the key of the work decides, so that they share it. Stateless.
 */
public final class SpreadByZone implements SelectionStrategy {

  /** What the configuration calls it. */
  public static final String NAME = "spread-by-zone";

  static final String ZONE = "zone";

  private record Ranked(String name, double zoneLoad, int zoneTurn, double load, int turn) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> order(SelectionQuestion question, List<SelectionCandidate> candidates) {
    Map<String, Integer> inFlight = new HashMap<>();
    Map<String, Double> weight = new HashMap<>();
    for (SelectionCandidate each : candidates) {
      inFlight.merge(zone(each), each.inFlight(), Integer::sum);
      // A zone is as strong as its strongest provider: more of them make it no heavier.
      weight.merge(zone(each), each.weight(), Math::max);
    }
    List<Ranked> ranked = new ArrayList<>(candidates.size());
    for (SelectionCandidate each : candidates) {
      String zone = zone(each);
      ranked.add(
          new Ranked(
              each.name(),
              inFlight.getOrDefault(zone, 0) / weight.getOrDefault(zone, 1.0),
              turn(question, zone),
              each.inFlight() / each.weight(),
              turn(question, each.name())));
    }
    ranked.sort(
        Comparator.comparingDouble(Ranked::zoneLoad)
            .thenComparingInt(Ranked::zoneTurn)
            .thenComparingDouble(Ranked::load)
            .thenComparingInt(Ranked::turn));
    return ranked.stream().map(Ranked::name).toList();
  }

  /** Equals are told apart by the work itself: mixed, so that each of them is first as often. */
  private static int turn(SelectionQuestion question, String name) {
    int hash = (question.key() + question.at().toEpochMilli() + "/" + name).hashCode();
    hash = (hash ^ hash >>> 16) * 0x85eb_ca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2_ae35;
    return hash ^ hash >>> 16;
  }

  private static String zone(SelectionCandidate candidate) {
    Object told = candidate.labels().get(ZONE);
    return told == null || told.toString().isBlank()
        ? "provider " + candidate.name()
        : told.toString();
  }
}
