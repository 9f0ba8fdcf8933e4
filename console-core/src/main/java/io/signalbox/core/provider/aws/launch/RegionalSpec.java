package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A template as it is launched in a region that is not the one it was written for.
 *
 * @param spec with that region's values in place of those that are the other's own
 * @param missing what cannot be used there and has no value for it; nothing is launched while there
 *     is any
 */
public record RegionalSpec(LaunchSpec spec, List<FieldFinding> missing) {

  private static final String IMAGE = "image_id";
  private static final String SUBNETS = "subnet_ids";
  private static final String ZONES = "network_zones";
  private static final String TEMPLATE = "launch_template_id";
  private static final String VERSION = "launch_template_version";

  /** Fields of one value each; where a launch may go is looked at by itself. */
  private static final List<String> FIELDS =
      List.of(IMAGE, "security_group_ids", "encryption_key", "key_name", TEMPLATE, VERSION);

  public RegionalSpec {
    missing = List.copyOf(missing);
  }

  /**
   * @param own values of the region, by field. They hold in place of what the template sets, but
   *     for an image that is named by a path, which each region has
   */
  public static RegionalSpec of(LaunchSpec spec, String region, Map<String, Object> own) {
    Map<String, Object> values = new LinkedHashMap<>(spec.values());
    List<FieldFinding> missing = new ArrayList<>();
    for (String field : FIELDS) {
      Object set = values.get(field);
      if (set == null || (field.equals(IMAGE) && LaunchFields.isPath(set.toString()))) {
        continue;
      }
      Object there = own.get(field);
      if (there != null) {
        values.put(field, there);
      } else if (!isUsable(field, set.toString(), region, own)) {
        missing.add(missing(field, set, region));
      }
    }
    place(values, own, region, missing);
    return new RegionalSpec(new LaunchSpec(spec.templateId(), values), missing);
  }

  /** Subnets or zones: a region has one or the other. */
  private static void place(
      Map<String, Object> values,
      Map<String, Object> own,
      String region,
      List<FieldFinding> missing) {
    String set = values.containsKey(SUBNETS) ? SUBNETS : ZONES;
    Object places = values.get(set);
    if (places == null) {
      return;
    }
    String there = own.containsKey(SUBNETS) ? SUBNETS : ZONES;
    Object others = own.get(there);
    if (others == null) {
      missing.add(missing(set, places, region));
      return;
    }
    values.remove(SUBNETS);
    values.remove(ZONES);
    values.put(there, others);
  }

  private static boolean isUsable(
      String field, String value, String region, Map<String, Object> own) {
    return switch (field) {
      case "key_name" -> true;
      case TEMPLATE -> !value.startsWith("lt-");
      // The number of a version is one of the template that it was written for.
      case VERSION -> value.startsWith("$") || !own.containsKey(TEMPLATE);
      case "encryption_key" ->
          value.startsWith("arn:")
              ? value.contains(":" + region + ":")
              : value.startsWith("alias/") || value.startsWith("mrk-");
      default -> false;
    };
  }

  private static FieldFinding missing(String field, Object value, String region) {
    return new FieldFinding(
        field,
        "%s is of another region: set region_fields.%s.%s of the provider%s"
            .formatted(
                value instanceof List<?> list
                    ? String.join(", ", list.stream().map(Object::toString).toList())
                    : value,
                region,
                field,
                field.equals(IMAGE) ? ", or name the image by a path of Systems Manager" : ""));
  }
}
