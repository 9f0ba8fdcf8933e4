package io.signalbox.core.health;

import io.signalbox.core.provider.HealthState;
import java.time.Instant;

/** One line of the stored health history. */
public record HealthChange(
    String provider, Instant at, HealthState from, HealthState to, String reason, String source) {}
