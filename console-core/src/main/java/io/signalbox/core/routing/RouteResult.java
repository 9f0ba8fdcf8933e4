package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A choice and what came of it; the record is rendered when it is asked for. */
public final class RouteResult {

  private final Choice choice;
  private final RouteExecution execution;
  private final String traceId;
  private final ProviderResult result;

  RouteResult(Choice choice, RouteExecution execution, String traceId, ProviderResult result) {
    this.choice = choice;
    this.execution = execution;
    this.traceId = traceId;
    this.result = result;
  }

  public DecisionRecord decision() {
    return choice.record(execution.winner(), traceId, hops(choice, execution), null);
  }

  /** Failed calls on the way, in words. */
  static List<String> hops(Choice choice, RouteExecution execution) {
    List<String> words = new ArrayList<>();
    for (RouteExecution.Hop hop : execution.hops()) {
      String name = choice.selection().state.provider(hop.position()).name();
      words.add(name + (hop.code().isEmpty() ? " answered" : " failed: " + hop.code()));
    }
    return words;
  }

  public ProviderResult result() {
    return result;
  }

  /** Of a composition the answer of each member that was asked; empty otherwise. */
  public Map<String, ProviderResult> parts() {
    return execution.parts();
  }
}
