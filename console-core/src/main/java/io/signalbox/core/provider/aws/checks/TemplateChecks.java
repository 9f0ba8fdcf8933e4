package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.aws.launch.Allocation;
import io.signalbox.core.provider.aws.launch.FieldUse;
import io.signalbox.core.provider.aws.launch.LaunchFields;
import io.signalbox.core.provider.aws.launch.Launching;
import io.signalbox.core.provider.aws.launch.MachineRequirements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a template, found without asking anybody. Stateless. */
public final class TemplateChecks {

  private static final int MOST_USER_DATA = 16 * 1024;

  private TemplateChecks() {}

  /** Why a launch would be refused; empty if nothing is known against it. */
  public static List<FieldFinding> errors(LaunchSpec spec, Launching api) {
    List<FieldFinding> errors = new ArrayList<>();
    boolean template = spec.text("launch_template_id").isPresent();
    if (spec.text("image_id").isEmpty()) {
      if (LaunchFields.setsRootVolume(spec)) {
        errors.add(
            new FieldFinding(
                "image_id", "fields of the root volume need it, for it tells the volume's device"));
      } else if (!template) {
        errors.add(new FieldFinding("image_id", "needed where there is no launch_template_id"));
      }
    }
    if (spec.machineTypes().isEmpty() && !template && !MachineRequirements.isIn(spec)) {
      errors.add(
          new FieldFinding(
              "instance_type",
              "it, machine_types, instance_requirements or launch_template_id must say what is"
                  + " launched"));
    }
    if (spec.text("launch_template_version").isPresent() && !template) {
      errors.add(
          new FieldFinding("launch_template_version", "means nothing without launch_template_id"));
    }
    spec.text("user_data")
        .map(data -> data.getBytes(StandardCharsets.UTF_8).length)
        .filter(bytes -> bytes > MOST_USER_DATA)
        .ifPresent(bytes ->
            errors.add(
                new FieldFinding(
                    "user_data",
                    "%,d bytes, at most %,d are taken".formatted(bytes, MOST_USER_DATA))));
    if (Boolean.FALSE.equals(spec.values().get("storage_encryption"))
        && spec.text("encryption_key").isPresent()) {
      errors.add(
          new FieldFinding("encryption_key", "contradicts storage_encryption, which is false"));
    }
    volume(spec).ifPresent(errors::add);
    errors.addAll(api.errors(spec));
    return errors;
  }

  /** What would be left out, or is not as it seems. */
  public static List<FieldFinding> warnings(LaunchSpec spec, String name, Launching api) {
    List<FieldFinding> warnings = new ArrayList<>();
    for (FieldUse use : api.uses()) {
      if (use.use() == FieldUse.Use.NOT_TAKEN && isSet(spec, use.field())) {
        warnings.add(
            new FieldFinding(use.field(), name + " takes nothing like it; it is left out"));
      }
    }
    if (spec.values().get("machine_types") instanceof Map<?, ?> types) {
      Map<String, Integer> units = spec.machineTypes();
      types.forEach((type, told) -> {
        Integer counted = units.get(type.toString());
        if (told instanceof Number number
            && counted != null
            && number.doubleValue() != counted.doubleValue()) {
          warnings.add(
              new FieldFinding(
                  "machine_types",
                  "%s of %s units counts as %d: units are whole".formatted(type, number, counted)));
        }
      });
    }
    if (!spec.list("subnet_ids").isEmpty() && !spec.list("network_zones").isEmpty()) {
      warnings.add(
          new FieldFinding(
              "network_zones", "subnet_ids say where machines are launched; it is left out"));
    }
    return warnings;
  }

  /** A strategy that acts by default is nothing that a template has asked for. */
  private static boolean isSet(LaunchSpec spec, String field) {
    Object value = spec.values().get(field);
    return value != null
        && !(field.equals("allocation_strategy")
            && Allocation.isDefault(value, spec.text("price_type").orElse("ondemand")));
  }

  private static Optional<FieldFinding> volume(LaunchSpec spec) {
    String type = spec.text("volume_type").orElse("");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (spec.text("throughput").isPresent() && !type.equals("gp3")) {
      return Optional.of(
          new FieldFinding("throughput", "only volumes of type gp3 take it, not " + type));
    }
    if (spec.text("iops").isPresent() && !List.of("gp3", "io1", "io2").contains(type)) {
      return Optional.of(
          new FieldFinding("iops", "only volumes of type gp3, io1 and io2 take it, not " + type));
    }
    return Optional.empty();
  }
}
