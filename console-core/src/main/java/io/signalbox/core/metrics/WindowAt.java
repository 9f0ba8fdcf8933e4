package io.signalbox.core.metrics;

import java.time.Instant;

/**
 * The figures of the five minutes before a moment.
 *
 * @param at the end of a minute
 * @param figures {@link WindowMetrics#NONE} where nothing was measured: a gap
 */
public record WindowAt(Instant at, WindowMetrics figures) {}
