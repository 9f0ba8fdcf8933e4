package io.signalbox.core.routing.failover;

/** When the primary is tried, and when the chain is used. */
public enum FailoverMode {
  /** The primary always; the chain when it fails. */
  IMMEDIATE,
  /** The primary always, again on TRANSIENT failures; the chain when retries are used up. */
  RETRY_THEN_FALLBACK,
  /**
   * The primary while its circuit is closed or a trial is due; the chain else, or when it fails.
   */
  CIRCUIT_BREAKER,
  /** The primary while its last known health is not unhealthy; fails back after the dwell time. */
  HEALTH_BASED
}
