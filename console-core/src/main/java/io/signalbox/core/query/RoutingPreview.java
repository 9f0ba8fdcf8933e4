package io.signalbox.core.query;

import java.util.List;
import java.util.Map;

/**
 * What settings would do.
 *
 * @param shares expected share of new unpinned work, 0 to 1
 * @param picks the next picks, nothing drawn
 */
public record RoutingPreview(Map<String, Double> shares, List<String> picks) {}
