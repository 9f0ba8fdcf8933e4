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
  HYBRID;

  /** Whether checks are made. */
  boolean isActive() {
    return this == ACTIVE || this == HYBRID;
  }

  /** Whether work is looked at. */
  boolean isPassive() {
    return this == PASSIVE || this == HYBRID;
  }
}
