package io.signalbox.core.provider;

/** What kind of failure it was: decides retry, fail-over, health and the circuit. */
public enum FailureClass {
  /**
   * Throttling, 5xx, reset, timeout of a read: may pass by itself. Counts against health and
   * success rate.
   */
  TRANSIENT,
  /**
   * No capacity or quota. Says nothing about the provider's health; counts neither against health
   * nor success rate.
   */
  CAPACITY,
  /** Credentials, account or endpoint: this provider will not work until someone mends it. */
  PROVIDER,
  /**
   * The request itself is wrong; no provider would take it. Counts neither against health nor
   * success rate.
   */
  REQUEST;

  /** Whether a failure of this class counts against health, success rate and circuit. */
  public boolean countsAgainstProvider() {
    return this == TRANSIENT || this == PROVIDER;
  }
}
