package io.signalbox.core.template.field;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.provider.LaunchApi;
import io.signalbox.core.provider.ProviderFactory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the launch APIs of each type can do, and its allocation strategies: as its factory declares
 * them, and from a table for what it does not declare, which a simulated provider stands for all
 * the same. Choosing, checking and limits all go by it. Immutable.
 */
public final class LaunchApis {

  private static final List<String> ALL_FLEETS = List.of("instant", "request", "maintain");

  /**
   * What a simulated provider may stand for, whether the type is installed and has all of it or
   * not.
   */
  private static final Map<String, List<LaunchApi>> STOOD_FOR =
      Map.of(
          "aws",
          List.of(
              new LaunchApi("EC2Fleet", ALL_FLEETS, true, true, true, 1000),
              new LaunchApi("SpotFleet", List.of("request", "maintain"), true, false, true, 1000),
              new LaunchApi("RunInstances", List.of(), true, true, false, 100),
              new LaunchApi("ASG", List.of(), true, true, true, 1000)));

  /** As the cloud itself advises. */
  private static final Map<String, Map<String, String>> ALLOCATION_NOT_INSTALLED =
      Map.of(
          "aws",
          Map.of(
              "spot",
              "priceCapacityOptimized",
              "ondemand",
              "lowestPrice",
              "heterogeneous",
              "lowestPrice"));

  private final Map<String, Map<String, LaunchApi>> byType = new LinkedHashMap<>();
  private final Map<String, Set<String>> installed = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> allocation =
      new LinkedHashMap<>(ALLOCATION_NOT_INSTALLED);

  public LaunchApis(Map<String, ProviderFactory> factories) {
    STOOD_FOR.forEach((type, apis) -> byType.put(type, byName(apis)));
    factories.forEach((type, factory) -> {
      Map<String, LaunchApi> declared = byName(factory.launchApis());
      installed.put(type, declared.keySet());
      byType.merge(type, declared, LaunchApis::over);
      allocation.put(type, factory.allocationStrategies());
    });
  }

  private static Map<String, LaunchApi> byName(List<LaunchApi> apis) {
    Map<String, LaunchApi> named = new LinkedHashMap<>();
    apis.forEach(api -> named.put(api.name(), api));
    return Collections.unmodifiableMap(named);
  }

  /** What a factory declares counts before the table. */
  private static Map<String, LaunchApi> over(
      Map<String, LaunchApi> table, Map<String, LaunchApi> declared) {
    Map<String, LaunchApi> all = new LinkedHashMap<>(table);
    all.putAll(declared);
    return Collections.unmodifiableMap(all);
  }

  /** The whole table of a type; empty where it has none, and any API is taken. */
  public Map<String, LaunchApi> ofType(String type) {
    return byType.getOrDefault(type, Map.of());
  }

  /** Whether a type says that it has no launch APIs; of one that is not known nothing is said. */
  public boolean hasNone(String type) {
    Map<String, LaunchApi> declared = byType.get(type);
    return declared != null && declared.isEmpty();
  }

  /** The allocation strategy of a type where a template has none; empty where it declares none. */
  public Optional<String> allocation(String type, String priceType) {
    return Optional.ofNullable(allocation.getOrDefault(type, Map.of()).get(priceType));
  }

  public Optional<LaunchApi> find(String type, String api) {
    return Optional.ofNullable(ofType(type).get(api));
  }

  /**
   * The APIs an instance offers: those its factory declares, or of a simulated one those of the
   * type it stands for. Names of its capabilities that are among them narrow them, if there is one
   * such name. A type without a table offers the APIs its capabilities name; empty where any is
   * taken.
   */
  public Set<String> offeredBy(ProviderInstance provider) {
    Map<String, LaunchApi> table = new LinkedHashMap<>(ofType(provider.effectiveType()));
    if (provider.simulates() == null && installed.containsKey(provider.type())) {
      table.keySet().retainAll(installed.get(provider.type()));
    }
    Set<String> named = new TreeSet<>();
    provider
        .capabilities()
        .forEach((name, value) -> {
          if (has(value)
              && (table.isEmpty() ? looksLikeApi(name, value) : table.containsKey(name))) {
            named.add(name);
          }
        });
    return named.isEmpty() ? table.keySet() : named;
  }

  /** False, 0, blank and empty do not count as having it. */
  private static boolean has(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof String text) {
      return !text.isBlank();
    }
    return !(value instanceof List<?> list && list.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** A label such as {@code compute} is no API; an API's name has a capital first letter. */
  private static boolean looksLikeApi(String name, Object value) {
    return Boolean.TRUE.equals(value) && !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  /**
   * The most machines one request may ask of each API.
   *
   * @param type the type in force
   * @param offered names of APIs
   * @param cap of every request at the provider; empty for none
   */
  public Map<String, Integer> limits(String type, Set<String> offered, OptionalInt cap) {
    Map<String, Integer> limits = new TreeMap<>();
    for (String name : offered) {
      Optional<LaunchApi> api = find(type, name);
      if (api.isPresent()) {
        limits.put(name, Math.min(api.get().maxInstances(), cap.orElse(Integer.MAX_VALUE)));
      } else {
        cap.ifPresent(max -> limits.put(name, max));
      }
    }
    return limits;
  }
}
