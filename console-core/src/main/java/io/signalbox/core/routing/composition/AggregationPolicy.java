package io.signalbox.core.routing.composition;

/** How the answers of a composition become one. */
public enum AggregationPolicy {
  /** Lists are concatenated, parts kept by provider. */
  MERGE_ALL,
  /** The first success; the rest is cancelled. */
  FIRST_SUCCESS,
  /** What strictly over half of those asked say. */
  MAJORITY_WINS,
  /** The successful answer with the least latency. */
  BEST_PERFORMANCE
}
