package io.signalbox.core.provider.aws.settings;

import io.signalbox.core.provider.ProviderConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a launch goes on that its region has no room for.
 *
 * @param fallbacks other regions, in the order in which they are asked; empty for none
 * @param whenUnavailable whether it goes on too where a region cannot be used at all
 * @param fields by region, the values of template fields there: texts, and lists of texts
 */
public record RegionSettings(
    List<String> fallbacks, boolean whenUnavailable, Map<String, Map<String, Object>> fields) {

  /** Fields whose values are a region's own, in the order of the guide to templates. */
  public static final List<String> FIELDS =
      List.of(
          "image_id",
          "subnet_ids",
          "security_group_ids",
          "network_zones",
          "encryption_key",
          "key_name",
          "launch_template_id",
          "launch_template_version");

  private static final Set<String> LISTS =
      Set.of("subnet_ids", "security_group_ids", "network_zones");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,30}");

  /** Other clouds that speak EC2's wire name theirs more freely. */
  private static final Pattern ANY_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

  private static final String REGION = "region";
  private static final String LIST = "fallback_regions";
  private static final String CONDITION = "fallback_on";
  private static final String VALUES = "region_fields";

  /** What {@code fallback_on} says where lack of room alone lets a launch go on. */
  static final String CAPACITY = "capacity";

  /** What it says where a region that cannot be used does so too. */
  static final String UNAVAILABLE = "unavailable";

  public RegionSettings {
    fallbacks = List.copyOf(fallbacks);
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    fields.forEach((region, values) ->
        all.put(region, Collections.unmodifiableMap(new LinkedHashMap<>(values))));
    fields = Collections.unmodifiableMap(all);
  }

  /** What holds in one region; empty where nothing is said of it. */
  public Map<String, Object> in(String region) {
    return fields.getOrDefault(region, Map.of());
  }

  /** The provider's own; empty where the profile gives it. */
  static Optional<String> own(ProviderConfig config) {
    Optional<String> region = AwsSettings.text(config, REGION);
    if (region.filter(name -> !ANY_NAME.matcher(name).matches()).isPresent()) {
      throw new BadSetting(REGION, "is no name of a region: expected one such as us-east-1");
    }
    return region;
  }

  static RegionSettings of(ProviderConfig config) {
    List<String> fallbacks =
        config.list(LIST).stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (new LinkedHashSet<>(fallbacks).size() < fallbacks.size()) {
      throw new BadSetting(LIST, "names a region twice; remove one of the two");
    }
    for (String each : fallbacks) {
      if (!NAME.matcher(each).matches()) {
        throw new BadSetting(LIST, "has what is none: expected names of regions such as us-west-2");
      }
    }
    own(config).ifPresent(region -> checkIsNoFallback(region, fallbacks));
    boolean unavailable = config.text(CONDITION).filter(UNAVAILABLE::equals).isPresent();
    if (unavailable && fallbacks.isEmpty()) {
      throw new BadSetting(CONDITION, "has no effect without " + LIST + "; set them, or remove it");
    }
    Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
    config.map(VALUES).forEach((name, values) -> fields.put(name, values(name, values, fallbacks)));
    return new RegionSettings(fallbacks, unavailable, fields);
  }

  /**
   * @throws IllegalArgumentException if a provider's region is among those that it falls back to
   */
  public static void checkIsNoFallback(String region, List<String> fallbacks) {
    if (fallbacks.contains(region)) {
      throw new BadSetting(
          LIST, "has " + region + ", which is the provider's own region; remove it there");
    }
  }

  private static Map<String, Object> values(String region, Object given, List<String> fallbacks) {
    if (!fallbacks.contains(region)) {
      throw new BadSetting(
          VALUES, "has values for " + region + ", which " + LIST + " lacks: they have no effect");
    }
    if (!(given instanceof Map<?, ?> map)) {
      throw new BadSetting(VALUES, "has no object of fields for " + region);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((field, value) ->
        values.put(field.toString(), value(region + "." + field, field.toString(), value)));
    return values;
  }

  private static Object value(String at, String field, Object value) {
    if (!FIELDS.contains(field)) {
      throw new BadSetting(
          VALUES,
          "has "
              + at
              + ", which is no field that differs by region; expected one of "
              + String.join(", ", FIELDS));
    }
    if (!LISTS.contains(field)) {
      if (value instanceof String text && !text.isBlank()) {
        return text.strip();
      }
      throw new BadSetting(VALUES, "has no text for " + at);
    }
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    if (list.isEmpty()
        || !list.stream().allMatch(each -> each instanceof String t && !t.isBlank())) {
      throw new BadSetting(VALUES, "has no list of texts for " + at);
    }
    return list.stream().map(each -> each.toString().strip()).toList();
  }
}
