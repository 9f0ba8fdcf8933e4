package io.signalbox.core.health;

import java.time.Instant;

/**
 * Health told from outside; beats the monitor both ways until {@code until}.
 *
 * @param source who says so, never blank
 * @param until default 5 min from the report
 */
public record HealthReport(
    String provider, boolean healthy, String message, String source, Instant until) {}
