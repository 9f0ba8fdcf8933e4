package io.signalbox.core.drill;

import java.util.Map;

/**
 * How a load test went.
 *
 * @param succeeded answered by a provider; degraded answers are not
 * @param workers calls under way at once
 * @param durationSeconds of the whole test
 * @param callsByProvider calls each stand-in got
 * @param p50Millis of the operations as their callers saw them
 * @param p95Millis the same
 */
public record LoadReport(
    long operations,
    long succeeded,
    long failed,
    int workers,
    double durationSeconds,
    double operationsPerSecond,
    Map<String, Long> callsByProvider,
    double p50Millis,
    double p95Millis) {}
