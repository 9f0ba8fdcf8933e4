package io.signalbox.core.template;

import io.signalbox.core.config.ProviderInstance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each launch API of a type can do. The tables of types that are not installed are here too.
 */
public final class ApiTable {

  private static final List<String> ALL_FLEETS = List.of("instant", "request", "maintain");

  private static final Map<String, Map<String, Api>> TABLES = Map.of("aws", aws());

  private ApiTable() {}

  /**
   * @param fleetTypes empty where the API has none
   * @param maxInstances of one request
   */
  public record Api(
      String name,
      List<String> fleetTypes,
      boolean spot,
      boolean onDemand,
      boolean heterogeneous,
      int maxInstances) {}

  private static Map<String, Api> aws() {
    Map<String, Api> apis = new LinkedHashMap<>();
    apis.put("EC2Fleet", new Api("EC2Fleet", ALL_FLEETS, true, true, true, 1000));
    apis.put(
        "SpotFleet", new Api("SpotFleet", List.of("request", "maintain"), true, false, true, 1000));
    apis.put("RunInstances", new Api("RunInstances", List.of(), true, true, false, 100));
    apis.put("ASG", new Api("ASG", List.of(), true, true, true, 1000));
    return apis;
  }

  /** The whole table of a type; empty where there is none. */
  public static Map<String, Api> ofType(String type) {
    // A simulated provider that stands for no type offers what it can simulate.
    return TABLES.getOrDefault(type.equals("simulated") ? "aws" : type, Map.of());
  }

  /**
   * The APIs an instance offers: names of its capabilities that are APIs of the type narrow the
   * table, if there is one such name. A type without a table takes the APIs its capabilities name.
   */
  public static Set<String> offeredBy(ProviderInstance provider) {
    Map<String, Api> table = ofType(provider.effectiveType());
    Set<String> named = new TreeSet<>();
    provider
        .capabilities()
        .forEach((name, value) -> {
          boolean on = !Boolean.FALSE.equals(value);
          if (on && (table.isEmpty() ? looksLikeApi(name, value) : table.containsKey(name))) {
            named.add(name);
          }
        });
    return named.isEmpty() ? table.keySet() : named;
  }

  /** A label such as {@code compute} is no API; an API's name has a capital first letter. */
  private static boolean looksLikeApi(String name, Object value) {
    return Boolean.TRUE.equals(value) && !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  public static Optional<Api> find(String type, String api) {
    return Optional.ofNullable(ofType(type).get(api));
  }

  /** What {@code max_instances_per_request} of the capabilities allows; empty for no limit. */
  static OptionalInt capabilityLimit(ProviderInstance provider) {
    return provider.capabilities().get("max_instances_per_request") instanceof Number n
        ? OptionalInt.of(Math.max(0, n.intValue()))
        : OptionalInt.empty();
  }
}
