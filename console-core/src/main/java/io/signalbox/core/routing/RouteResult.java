package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderResult;
import java.util.Map;

/** A choice and what came of it. Thread-safe. */
public interface RouteResult {

  /** Why it went where it went, rendered when it is asked for. */
  DecisionRecord decision();

  ProviderResult result();

  /** Of a composition the answer of each member that was asked; empty otherwise. */
  Map<String, ProviderResult> parts();
}
