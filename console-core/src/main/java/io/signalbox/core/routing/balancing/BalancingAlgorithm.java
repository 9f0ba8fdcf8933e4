package io.signalbox.core.routing.balancing;

/** How a balancer spreads calls over its members. */
public enum BalancingAlgorithm {
  /** In turn, whatever the weights. */
  ROUND_ROBIN,
  /** In proportion to the weights, smooth and deterministic. */
  WEIGHTED_ROUND_ROBIN,
  /** Fewest calls in flight for its weight. */
  LEAST_CONNECTIONS,
  /** Least mean of the window; unmeasured first. */
  LEAST_RESPONSE_TIME,
  /** Drawn, all alike. */
  RANDOM,
  /** Drawn in proportion to the weights. */
  WEIGHTED_RANDOM,
  /** Weighted rendezvous over a stable key. */
  HASH_BASED,
  /** Weighted, the weights following measured success, latency and load. */
  ADAPTIVE;

  /** Whether configured weights matter beyond 0 and not 0. */
  public boolean usesWeights() {
    return switch (this) {
      case WEIGHTED_ROUND_ROBIN, LEAST_CONNECTIONS, WEIGHTED_RANDOM, HASH_BASED, ADAPTIVE -> true;
      case ROUND_ROBIN, LEAST_RESPONSE_TIME, RANDOM -> false;
    };
  }
}
