package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A choice and what came of it; the record is rendered when it is asked for. */
public final class Execution {

  private final Choice choice;
  private final Trip trip;
  private final String traceId;
  private final ProviderResult result;

  Execution(Choice choice, Trip trip, String traceId, ProviderResult result) {
    this.choice = choice;
    this.trip = trip;
    this.traceId = traceId;
    this.result = result;
  }

  public DecisionRecord decision() {
    return choice.record(trip.winner(), traceId, hops(choice, trip), null);
  }

  /** Failed calls on the way, in words. */
  static List<String> hops(Choice choice, Trip trip) {
    List<String> words = new ArrayList<>();
    for (Trip.Hop hop : trip.hops()) {
      String name = choice.round().state.provider(hop.position()).name();
      words.add(name + (hop.code().isEmpty() ? " answered" : " failed: " + hop.code()));
    }
    return words;
  }

  public ProviderResult result() {
    return result;
  }

  /** Of a composition the answer of each member that was asked; empty otherwise. */
  public Map<String, ProviderResult> parts() {
    return trip.parts();
  }
}
