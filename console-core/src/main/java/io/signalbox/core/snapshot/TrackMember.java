package io.signalbox.core.snapshot;

import io.signalbox.core.routing.failover.CircuitView;
import org.jspecify.annotations.Nullable;

/**
 * A line from a strategy to one of its members.
 *
 * @param to where it leads
 * @param role {@code primary}, {@code fallback 1}, ... in a FAILOVER; empty else
 * @param weight configured; NaN where weights do not matter
 * @param effectiveWeight what the algorithm uses now, which ADAPTIVE moves; NaN as above
 * @param share expected share of all new unpinned work on this line, 0 to 1
 * @param operationsPerSecond what the providers behind it measured over {@link
 *     ConsoleSnapshot#WINDOW}; what several lines lead to is split by their shares
 * @param circuit of a FAILOVER's member; null where none guards the line
 * @param open whether new work that comes here goes on
 * @param closedReason why not; empty when open
 */
public record TrackMember(
    TrackNode to,
    String role,
    double weight,
    double effectiveWeight,
    double share,
    double operationsPerSecond,
    @Nullable CircuitView circuit,
    boolean open,
    String closedReason) {}
