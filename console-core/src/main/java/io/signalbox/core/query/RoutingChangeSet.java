package io.signalbox.core.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Settings that were applied as one change, from the audit.
 *
 * @param id what {@code RevertSettings} takes
 * @param keys the settings it changed
 * @param before key to value before; absent where it was as configured
 * @param after key to value after; absent where an override was taken back
 */
public record RoutingChangeSet(
    long id,
    Instant at,
    String who,
    String why,
    List<String> keys,
    Map<String, Object> before,
    Map<String, Object> after) {}
