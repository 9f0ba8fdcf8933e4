package io.signalbox.core.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate must satisfy.
 *
 * @param requiredCapabilities labels, APIs or built-in features; default none
 * @param minSuccessRate percent 0 to 100, default 0; a provider with no measured operations passes
 * @param maxResponseTimeMillis mean, &gt; 0; null for none (the default)
 * @param requireHealthy default true; UNKNOWN and DEGRADED pass
 * @param excludeStrategies instance names, or a type as shorthand for its instances
 * @param preferStrategies form the first tier; names or types
 * @param customFilter the name of a {@link io.signalbox.core.routing.selection.CandidateFilter};
 *     null for none (the default)
 */
public record SelectionCriteria(
    List<String> requiredCapabilities,
    double minSuccessRate,
    @Nullable Double maxResponseTimeMillis,
    boolean requireHealthy,
    List<String> excludeStrategies,
    List<String> preferStrategies,
    @Nullable String customFilter) {

  public static final SelectionCriteria DEFAULT =
      new SelectionCriteria(List.of(), 0, null, true, List.of(), List.of(), null);

  public SelectionCriteria {
    requiredCapabilities = List.copyOf(requiredCapabilities);
    excludeStrategies = List.copyOf(excludeStrategies);
    preferStrategies = List.copyOf(preferStrategies);
  }

  /** The same, with more instances excluded. */
  public SelectionCriteria excluding(List<String> more) {
    List<String> excluded = new ArrayList<>(excludeStrategies);
    excluded.addAll(more);
    return new SelectionCriteria(
        requiredCapabilities,
        minSuccessRate,
        maxResponseTimeMillis,
        requireHealthy,
        excluded,
        preferStrategies,
        customFilter);
  }
}
