package io.signalbox.core.routing;

import io.signalbox.core.routing.selection.CandidateFilter;
import io.signalbox.core.routing.selection.SelectionStrategy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The installed plug-ins that choose, by name. Immutable. */
public final class Plugins {

  private final Map<String, SelectionStrategy> strategies = new LinkedHashMap<>();
  private final Map<String, CandidateFilter> filters = new LinkedHashMap<>();

  public Plugins(Collection<SelectionStrategy> strategies, Collection<CandidateFilter> filters) {
    strategies.forEach(each -> this.strategies.putIfAbsent(each.name(), each));
    filters.forEach(each -> this.filters.putIfAbsent(each.name(), each));
  }

  /** Those on the class path. */
  public static Plugins installed() {
    return new Plugins(
        ServiceLoader.load(SelectionStrategy.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList(),
        ServiceLoader.load(CandidateFilter.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  public Set<String> strategyNames() {
    return Set.copyOf(strategies.keySet());
  }

  public Set<String> filterNames() {
    return Set.copyOf(filters.keySet());
  }

  @Nullable SelectionStrategy strategy(String name) {
    return strategies.get(name);
  }

  @Nullable CandidateFilter filter(String name) {
    return filters.get(name);
  }
}
