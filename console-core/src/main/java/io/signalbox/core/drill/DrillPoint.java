package io.signalbox.core.drill;

import java.util.Map;

/**
 * One second of a drill.
 *
 * @param second from the start of the drill, 0 first
 * @param succeeded operations that succeeded for the caller
 * @param failed operations that failed for the caller
 * @param calls provider to calls it got, retries and fail-overs included
 */
public record DrillPoint(int second, int succeeded, int failed, Map<String, Integer> calls) {}
