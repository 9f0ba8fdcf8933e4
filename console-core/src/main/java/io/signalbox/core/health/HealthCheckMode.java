package io.signalbox.core.health;

/** Where the judgement of a provider's health comes from. */
public enum HealthCheckMode {
  /** Never ejects. */
  DISABLED,
  /** Results of real work. */
  PASSIVE,
  /** Periodic checks. */
  ACTIVE,
  /** Both. */
  HYBRID
}
