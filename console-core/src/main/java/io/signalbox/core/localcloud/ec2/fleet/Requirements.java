package io.signalbox.core.localcloud.ec2.fleet;

import io.signalbox.core.localcloud.wire.Parameters;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Wildcards;
import io.signalbox.core.localcloud.world.MachineType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which machine types have what {@code InstanceRequirements} ask for. Ranges of processors, memory,
 * memory by processor and accelerators are honoured, as are makers and names of both, generations,
 * burstable and bare metal types, local storage, and names of types with stars. All types have no
 * local storage, one or two network interfaces and some bandwidth: ranges of those fit each, and
 * protection by price leaves none out.
 */
final class Requirements {

  private static final String NAME = "InstanceRequirements";
  private static final String INCLUDED = "included";
  private static final String EXCLUDED = "excluded";

  private final Parameters asked;

  private Requirements(Parameters asked) {
    this.asked = asked;
  }

  /** Those of an override; empty if it has none. */
  static Optional<Requirements> of(Parameters override) {
    Parameters asked = override.inside(NAME);
    if (asked.values().isEmpty()) {
      return Optional.empty();
    }
    if (override.text("InstanceType").isPresent()) {
      throw Refusal.combination(
          "InstanceType and InstanceRequirements cannot both be specified in an override.");
    }
    Requirements all = new Requirements(asked);
    all.check();
    return Optional.of(all);
  }

  private void check() {
    for (String needed : List.of("VCpuCount", "MemoryMiB")) {
      if (asked.inside(needed).text("Min").isEmpty()) {
        throw Refusal.missing(NAME + "." + needed + ".Min");
      }
    }
    for (String head : asked.heads()) {
      Parameters range = asked.inside(head);
      if (range.text("Min").isPresent()
          && range.text("Max").isPresent()
          && number(range, "Min", head) > number(range, "Max", head)) {
        throw Refusal.invalid(
            range.text("Max").orElse(""), NAME + "." + head + ".Max", "It is less than Min.");
      }
    }
    for (String word : List.of("BareMetal", "BurstablePerformance", "LocalStorage")) {
      String value = asked.text(word).orElse(INCLUDED);
      if (!List.of(INCLUDED, "required", EXCLUDED).contains(value)) {
        throw Refusal.invalid(value, NAME + "." + word, "");
      }
    }
    if (!texts("AllowedInstanceType").isEmpty() && !texts("ExcludedInstanceType").isEmpty()) {
      throw Refusal.combination(
          "AllowedInstanceTypes and ExcludedInstanceTypes cannot both be specified.");
    }
  }

  /** The types of an architecture that have all of it, the cheapest first. */
  List<MachineType> matching(String architecture) {
    return MachineType.all().stream()
        .filter(type -> type.architecture().equals(architecture) && fits(type))
        .sorted(Comparator.comparingLong(MachineType::microUsd))
        .toList();
  }

  private boolean fits(MachineType type) {
    boolean burstable = type.name().startsWith("t");
    boolean current = !type.name().startsWith("t2.");
    boolean gpu = type.gpus() > 0;
    List<String> generations = texts("InstanceGeneration");
    return within("VCpuCount", type.vcpus())
        && within("MemoryMiB", type.memoryMib())
        && within("MemoryGiBPerVCpu", type.memoryMib() / 1024.0 / type.vcpus())
        && within("AcceleratorCount", type.gpus())
        && within("AcceleratorTotalMemoryMiB", 16_384.0 * type.gpus())
        && has("BurstablePerformance", EXCLUDED, burstable)
        && has("BareMetal", EXCLUDED, false)
        && has("LocalStorage", INCLUDED, false)
        && (generations.isEmpty() || generations.contains(current ? "current" : "previous"))
        && isAmong("CpuManufacturer", maker(type))
        && (!gpu || isAmong("AcceleratorManufacturer", "nvidia"))
        && (!gpu || isAmong("AcceleratorName", "t4"))
        && (!gpu || isAmong("AcceleratorType", "gpu"))
        && (gpu || !asksForAccelerators())
        && (texts("AllowedInstanceType").isEmpty() || named("AllowedInstanceType", type))
        && !named("ExcludedInstanceType", type);
  }

  private boolean asksForAccelerators() {
    return !texts("AcceleratorManufacturer").isEmpty()
        || !texts("AcceleratorName").isEmpty()
        || !texts("AcceleratorType").isEmpty();
  }

  private static String maker(MachineType type) {
    return type.architecture().equals("arm64") ? "amazon-web-services" : "intel";
  }

  private boolean within(String name, double value) {
    Parameters range = asked.inside(name);
    return (range.text("Min").isEmpty() || value >= number(range, "Min", name))
        && (range.text("Max").isEmpty() || value <= number(range, "Max", name));
  }

  private boolean has(String name, String otherwise, boolean value) {
    String word = asked.text(name).orElse(otherwise);
    return word.equals(INCLUDED) || word.equals("required") == value;
  }

  private boolean isAmong(String name, String value) {
    List<String> wanted = texts(name);
    return wanted.isEmpty() || wanted.contains(value);
  }

  private boolean named(String name, MachineType type) {
    return texts(name).stream().anyMatch(each -> Wildcards.ofStars(each).matches(type.name()));
  }

  /** A list, as each API spells it: singly, as a set, or as members. */
  private List<String> texts(String name) {
    List<String> all = new ArrayList<>(asked.list(name));
    all.addAll(asked.list(name + "Set"));
    all.addAll(asked.list(name + "s.member"));
    return all;
  }

  private static double number(Parameters range, String bound, String name) {
    String text = range.text(bound).orElse("");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notOne) {
      throw Refusal.invalid(text, NAME + "." + name + "." + bound, "Expected a number.");
    }
  }
}
