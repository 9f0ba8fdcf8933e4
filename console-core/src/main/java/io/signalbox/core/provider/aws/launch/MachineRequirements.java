package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ec2.model.InstanceRequirementsRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * What machines of a launch must have, in place of machine types that it names. The attributes are
 * those of the SDK's own types, each API's, so that what an API takes is neither listed here nor
 * lost. They are written in snake case or as AWS spells them. Stateless.
 */
public final class MachineRequirements {

  /** The template field. */
  public static final String FIELD = "instance_requirements";

  /** Attributes that every launch must have. */
  private static final List<String> NEEDED = List.of("vcpu_count", "memory_mib");

  /** Values of attributes that have no others, of which AWS adds none by and by. */
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "bare_metal", Set.of("included", "required", "excluded"),
          "burstable_performance", Set.of("included", "required", "excluded"),
          "local_storage", Set.of("included", "required", "excluded"),
          "local_storage_types", Set.of("hdd", "ssd"),
          "instance_generations", Set.of("current", "previous"));

  /** Attributes of which AWS takes one. */
  private static final List<List<String>> EITHER =
      List.of(
          List.of("allowed_instance_types", "excluded_instance_types"),
          List.of(
              "spot_max_price_percentage_over_lowest_price",
              "max_spot_price_as_percentage_of_optimal_on_demand_price"));

  /** Strategies that go by priorities, which only machine types have. */
  private static final Set<String> BY_PRIORITY =
      Set.of("prioritized", "capacityOptimizedPrioritized");

  private MachineRequirements() {}

  /** Whether a template says what machines must have. */
  public static boolean isIn(LaunchSpec spec) {
    return spec.values().containsKey(FIELD);
  }

  /** The machine types that it names as the only ones, stars within them; empty for any. */
  public static List<String> allowed(LaunchSpec spec) {
    return spec.values().get(FIELD) instanceof Map<?, ?> given
        ? given.entrySet().stream()
            .filter(each -> flat(each.getKey().toString()).equals(flat("allowed_instance_types")))
            .flatMap(each -> texts(each.getValue()).stream())
            .toList()
        : List.of();
  }

  /**
   * Puts them into one of the SDK's types.
   *
   * @param builder of the API's own type, with every attribute that it takes
   */
  public static <B extends SdkPojo> Optional<B> in(LaunchSpec spec, B builder) {
    if (!(spec.values().get(FIELD) instanceof Map<?, ?> given)) {
      return Optional.empty();
    }
    List<FieldFinding> errors = new ArrayList<>();
    put(given, builder, "", errors);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(errors.getFirst().text());
    }
    return Optional.of(builder);
  }

  /**
   * What AWS would refuse, or the API does not take.
   *
   * @param builder of the API's own type
   */
  public static List<FieldFinding> errors(LaunchSpec spec, SdkPojo builder) {
    if (!isIn(spec)) {
      return List.of();
    }
    List<FieldFinding> errors = new ArrayList<>();
    if (!(spec.values().get(FIELD) instanceof Map<?, ?> given)) {
      return List.of(finding("is no object of attributes"));
    }
    if (!spec.machineTypes().isEmpty()) {
      errors.add(
          finding(
              "cannot be set beside machine types (%s): AWS takes one or the other"
                  .formatted(String.join(", ", spec.machineTypes().keySet()))));
    }
    if (spec.values().containsKey("machine_types_priority")) {
      errors.add(
          new FieldFinding(
              "machine_types_priority", "means nothing beside " + FIELD + ", which names no type"));
    }
    Allocation.spot(spec)
        .ifPresent(strategy -> byPriority("allocation_strategy", strategy, errors));
    String ofOnDemand = "allocation_strategy_on_demand";
    Allocation.onDemand(spec)
        .ifPresent(strategy ->
            byPriority(
                spec.text(ofOnDemand).isPresent() ? ofOnDemand : "allocation_strategy",
                strategy,
                errors));
    put(given, builder, "", errors);
    Map<String, Object> attributes = new HashMap<>();
    given.forEach((name, value) -> attributes.put(flat(name.toString()), value));
    for (String needed : NEEDED) {
      if (!(attributes.get(flat(needed)) instanceof Map<?, ?> range)
          || range.keySet().stream().noneMatch(key -> flat(key.toString()).equals("min"))) {
        errors.add(finding("needs %s.min; 0 is no bound".formatted(needed)));
      }
    }
    for (List<String> pair : EITHER) {
      if (pair.stream().allMatch(name -> attributes.containsKey(flat(name)))) {
        errors.add(finding(String.join(" and ", pair) + " exclude each other"));
      }
    }
    WORDS.forEach((name, words) ->
        texts(attributes.get(flat(name))).stream()
            .filter(text -> !words.contains(text))
            .forEach(text ->
                errors.add(
                    finding(
                        "%s is '%s', expected one of %s"
                            .formatted(name, text, words.stream().sorted().toList())))));
    return errors;
  }

  private static void byPriority(String field, String strategy, List<FieldFinding> errors) {
    if (BY_PRIORITY.contains(strategy)) {
      errors.add(
          new FieldFinding(
              field,
              "%s goes by priorities, which machines by %s have not".formatted(strategy, FIELD)));
    }
  }

  private static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> several -> several.stream().map(String::valueOf).toList();
      case Object one -> List.of(one.toString());
    };
  }

  /** What can be said, for the guide: names in snake case to what each is. */
  public static Map<String, String> attributes() {
    Map<String, String> all = new TreeMap<>();
    for (SdkField<?> field : InstanceRequirementsRequest.builder().sdkFields()) {
      all.put(snake(field.memberName()), words(field));
    }
    return all;
  }

  private static String words(SdkField<?> field) {
    if (field.marshallingType() == MarshallingType.LIST) {
      return "a list of " + words(field.getTrait(ListTrait.class).memberFieldInfo()) + "s";
    }
    if (field.marshallingType() == MarshallingType.SDK_POJO) {
      return field.constructor().get().sdkFields().stream()
          .map(each -> "`%s`: %s".formatted(snake(each.memberName()), words(each)))
          .collect(Collectors.joining(", "));
    }
    return field.marshallingType() == MarshallingType.STRING
        ? "text"
        : field.marshallingType() == MarshallingType.BOOLEAN
            ? "true or false"
            : field.marshallingType() == MarshallingType.INTEGER ? "whole number" : "number";
  }

  private static void put(Map<?, ?> given, SdkPojo into, String path, List<FieldFinding> errors) {
    given.forEach((key, value) -> {
      String name = path + key;
      Optional<SdkField<?>> field =
          into.sdkFields().stream()
              .filter(each -> flat(each.memberName()).equals(flat(key.toString())))
              .findFirst();
      if (field.isEmpty()) {
        errors.add(
            finding(
                "has %s, which the API does not take; it takes %s"
                    .formatted(
                        name,
                        into.sdkFields().stream()
                            .map(each -> snake(each.memberName()))
                            .sorted()
                            .collect(Collectors.joining(", ")))));
        return;
      }
      value(value, field.get(), name, errors).ifPresent(each -> field.get().set(into, each));
    });
    range(given, path, errors);
  }

  private static void range(Map<?, ?> given, String path, List<FieldFinding> errors) {
    Map<String, Double> bounds = new HashMap<>();
    given.forEach((key, value) -> {
      if (value instanceof Number number) {
        bounds.put(flat(key.toString()), number.doubleValue());
      }
    });
    Double min = bounds.get("min");
    Double max = bounds.get("max");
    if (min != null && max != null && max < min) {
      errors.add(finding("%smax is less than %smin, so that nothing fits".formatted(path, path)));
    }
  }

  /** As the SDK has it; empty, with an error, where it is something else. */
  private static Optional<Object> value(
      @Nullable Object value, SdkField<?> field, String name, List<FieldFinding> errors) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO && value instanceof Map<?, ?> map) {
      SdkPojo inner = field.constructor().get();
      put(map, inner, name + ".", errors);
      return Optional.of(inner instanceof Buildable buildable ? buildable.build() : inner);
    }
    if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> all = new ArrayList<>();
      for (Object each : value instanceof List<?> several ? several : List.of(nothing(value))) {
        value(each, member, name, errors).ifPresent(all::add);
      }
      return Optional.of(all);
    }
    if (type == MarshallingType.STRING && value instanceof String) {
      return Optional.of(value);
    }
    if (type == MarshallingType.BOOLEAN && value instanceof Boolean) {
      return Optional.of(value);
    }
    if (value instanceof Number number && number.doubleValue() >= 0) {
      double exact = number.doubleValue();
      if (type == MarshallingType.INTEGER
          && exact == Math.rint(exact)
          && exact <= Integer.MAX_VALUE) {
        return Optional.of((int) exact);
      }
      if (type == MarshallingType.DOUBLE) {
        return Optional.of(exact);
      }
    }
    errors.add(finding("%s is %s, expected %s".formatted(name, value, words(field))));
    return Optional.empty();
  }

  private static Object nothing(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static FieldFinding finding(String message) {
    return new FieldFinding(FIELD, message);
  }

  /** Names are the same whichever case they are written in. */
  private static String flat(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** {@code MemoryGiBPerVCpu} as {@code memory_gib_per_vcpu}. */
  private static String snake(String name) {
    return name.replace("VCpu", "Vcpu")
        .replace("MiB", "Mib")
        .replace("GiB", "Gib")
        .replace("GB", "Gb")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
