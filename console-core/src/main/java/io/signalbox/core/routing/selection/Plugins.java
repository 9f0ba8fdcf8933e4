package io.signalbox.core.routing.selection;

import io.signalbox.core.file.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installed plug-ins that choose, by name. Immutable. */
public final class Plugins {

  private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

  private final Map<String, SelectionStrategy> strategies = new LinkedHashMap<>();
  private final Map<String, CandidateFilter> filters = new LinkedHashMap<>();

  public Plugins(Collection<SelectionStrategy> strategies, Collection<CandidateFilter> filters) {
    strategies.forEach(each -> this.strategies.putIfAbsent(each.name(), each));
    filters.forEach(each -> this.filters.putIfAbsent(each.name(), each));
  }

  /** Those on the class path; one that cannot be made is told in the log and left out. */
  public static Plugins installed() {
    return new Plugins(load(SelectionStrategy.class), load(CandidateFilter.class));
  }

  private static <T> List<T> load(Class<T> type) {
    List<T> loaded = new ArrayList<>();
    Iterator<T> plugins = Services.of(type).iterator();
    for (boolean more = true; more; ) {
      try {
        more = plugins.hasNext();
        if (more) {
          loaded.add(plugins.next());
        }
      } catch (ServiceConfigurationError e) {
        LOG.warn("A {} cannot be used: {}", type.getSimpleName(), e.getMessage());
      }
    }
    return loaded;
  }

  public Set<String> strategyNames() {
    return Set.copyOf(strategies.keySet());
  }

  public Set<String> filterNames() {
    return Set.copyOf(filters.keySet());
  }

  public @Nullable SelectionStrategy strategy(String name) {
    return strategies.get(name);
  }

  public @Nullable CandidateFilter filter(String name) {
    return filters.get(name);
  }
}
