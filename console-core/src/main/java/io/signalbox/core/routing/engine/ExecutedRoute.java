package io.signalbox.core.routing.engine;

import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.choosing.Choice;
import io.signalbox.core.routing.tree.RouteExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A choice and what came of it; the record is rendered when it is asked for. */
final class ExecutedRoute implements RouteResult {

  private final Choice choice;
  private final RouteExecution execution;
  private final String traceId;
  private final ProviderResult result;

  ExecutedRoute(Choice choice, RouteExecution execution, String traceId, ProviderResult result) {
    this.choice = choice;
    this.execution = execution;
    this.traceId = traceId;
    this.result = result;
  }

  @Override
  public DecisionRecord decision() {
    return choice.record(execution.winner(), traceId, hops(choice, execution), null);
  }

  /** Failed calls on the way, in words. */
  static List<String> hops(Choice choice, RouteExecution execution) {
    List<String> words = new ArrayList<>();
    for (RouteExecution.Hop hop : execution.hops()) {
      String name = choice.selection().table().provider(hop.position()).name();
      words.add(name + (hop.code().isEmpty() ? " answered" : " failed: " + hop.code()));
    }
    return words;
  }

  @Override
  public ProviderResult result() {
    return result;
  }

  @Override
  public Map<String, ProviderResult> parts() {
    return execution.parts();
  }
}
