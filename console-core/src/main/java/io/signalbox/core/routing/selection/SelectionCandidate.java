package io.signalbox.core.routing.selection;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderCapabilities;
import java.util.Map;

/**
 * A provider as a plug-in sees it: last known values, nothing remote.
 *
 * @param type what comparisons use
 * @param labels the configuration's capability map
 * @param inFlight calls now
 * @param meanMillis decayed mean latency; NaN where nothing was measured
 * @param successPercent of the last 100 calls or 5 min; NaN where nothing was measured
 * @param hourlyPrice USD for one machine; NaN where it is not known
 */
public record SelectionCandidate(
    String name,
    String type,
    int priority,
    double weight,
    HealthState health,
    ProviderCapabilities capabilities,
    Map<String, Object> labels,
    int inFlight,
    double meanMillis,
    double successPercent,
    double hourlyPrice) {}
