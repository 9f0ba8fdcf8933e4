package io.signalbox.core.snapshot;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.ManualState;
import org.jspecify.annotations.Nullable;

/**
 * One provider as lists and tiles show it.
 *
 * @param type what comparisons use
 * @param displayType what is shown
 * @param enabled as configured or by an operator
 * @param usable whether it can take work at all; {@code problem} says why not
 * @param takesWork enabled, usable, not drained, in maintenance or ejected, weight above 0
 * @param manual what an operator did; null if nothing
 * @param active made active by an operator
 * @param share expected share of new unpinned work, 0 to 1
 * @param weight in force, an override included
 * @param inFlight calls now
 * @param maxInFlight calls at most
 * @param circuit what guards it, or is forced by an operator; null where nothing does
 * @param metrics over the five minutes of a {@link ConsoleSnapshot}
 */
public record ProviderView(
    String name,
    String type,
    String displayType,
    boolean enabled,
    boolean usable,
    String problem,
    boolean takesWork,
    HealthView health,
    @Nullable ManualState manual,
    boolean active,
    double share,
    int priority,
    double weight,
    int inFlight,
    int maxInFlight,
    WindowMetrics metrics,
    int order,
    @Nullable CircuitView circuit) {}
