package io.signalbox.core.provider;

/** A provider's health as last known. */
public enum HealthState {
  HEALTHY,
  /** Checks pass, but success is under 95 % or the mean over 2,000 ms; still takes work. */
  DEGRADED,
  UNHEALTHY,
  /** Not checked yet; takes work and is checked at once. */
  UNKNOWN
}
