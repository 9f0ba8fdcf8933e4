package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what a launch makes: which types, names, addresses and times. Stateless. */
final class Launcher {

  /** Launched where a template names no type. */
  static final String DEFAULT_TYPE = "sim.small";

  private final String provider;
  private final int network;

  Launcher(String provider) {
    this.provider = provider;
    this.network = Math.floorMod(provider.hashCode(), 200) + 16;
  }

  /** Why a launch of this specification would be refused; empty if it would not. */
  List<FieldFinding> errors(LaunchSpec spec, SimulatedKnobs knobs) {
    List<FieldFinding> errors = new ArrayList<>();
    spec.text("image_id")
        .filter(knobs.unknownImages()::contains)
        .ifPresent(image ->
            errors.add(
                new FieldFinding(
                    "image_id", "Image '" + image + "' does not exist in " + provider)));
    if (!knobs.capacity().isEmpty() && !knobs.capacity().containsKey("*")) {
      List<String> unknown =
          types(spec).keySet().stream()
              .filter(type -> !knobs.capacity().containsKey(type))
              .toList();
      if (unknown.size() == types(spec).size()) {
        errors.add(
            new FieldFinding(
                spec.text("machine_types").isPresent() ? "machine_types" : "instance_type",
                provider + " has no machines of type " + String.join(", ", unknown)));
      }
    }
    return errors;
  }

  List<FieldFinding> warnings(LaunchSpec spec) {
    List<FieldFinding> warnings = new ArrayList<>();
    if (spec.text("image_id").isEmpty()) {
      warnings.add(new FieldFinding("image_id", "No image; the cloud's own is used"));
    }
    if (spec.machineTypes().isEmpty()) {
      warnings.add(
          new FieldFinding("instance_type", "No machine type; " + DEFAULT_TYPE + " is used"));
    }
    return warnings;
  }

  private static Map<String, Integer> types(LaunchSpec spec) {
    Map<String, Integer> types = spec.machineTypes();
    return types.isEmpty() ? Map.of(DEFAULT_TYPE, 1) : types;
  }

  ProviderFailure noCapacity(LaunchSpec spec, int missing) {
    return new ProviderFailure(
        "INSUFFICIENT_CAPACITY",
        "No room for %d machine%s of type %s"
            .formatted(missing, missing == 1 ? "" : "s", String.join(", ", types(spec).keySet())),
        Map.of("missing", missing, "types", List.copyOf(types(spec).keySet())),
        FailureClass.CAPACITY,
        true,
        false,
        null);
  }

  /** Places as many as there is room for, types in their order; null when there is none at all. */
  LedgerEntry.@Nullable Launch launch(
      SimulatedLedger.Books books,
      ProviderOperation.CreateInstances create,
      String key,
      SimulatedKnobs knobs,
      long at) {
    Map<String, Integer> types = types(create.spec());
    Map<String, Integer> room = new LinkedHashMap<>();
    types.forEach((type, units) ->
        room.put(type, Math.max(0, knobs.capacityOf(type) - books.alive(type, at))));
    List<LedgerMachine> machines = new ArrayList<>();
    for (Map.Entry<String, Integer> type : types.entrySet()) {
      int free = room.getOrDefault(type.getKey(), 0);
      while (free-- > 0 && machines.size() < create.count()) {
        machines.add(
            machine(
                create, key, machines.size(), books.launched() + machines.size(), type, knobs, at));
      }
    }
    return machines.isEmpty()
        ? null
        : new LedgerEntry.Launch(
            at, key, create.count(), "fleet-" + hex(key + "/fleet", 12), machines);
  }

  private LedgerMachine machine(
      ProviderOperation.CreateInstances create,
      String key,
      int index,
      long number,
      Map.Entry<String, Integer> type,
      SimulatedKnobs knobs,
      long at) {
    LaunchSpec spec = create.spec();
    String id = "i-" + hex(provider + "/" + key + "/" + index, 17);
    long host = number % (254L * 254);
    String address = "10.%d.%d.%d".formatted(network, host / 254 + 1, host % 254 + 1);
    boolean named = !Boolean.FALSE.equals(spec.values().get("private_dns"));
    long delay =
        spec.values().get("launch_delay_ms") instanceof Number n ? Math.max(0, n.longValue()) : 0;
    return new LedgerMachine(
        id,
        named ? "ip-" + address.replace('.', '-') : id,
        type.getKey(),
        priceType(spec, index, create.count()),
        type.getValue(),
        address,
        Boolean.TRUE.equals(spec.values().get("public_ip_assignment"))
            ? "203.0.113." + (host % 254 + 1)
            : null,
        tags(create),
        at,
        at + knobs.launchTime().toMillis() + delay,
        at + knobs.listingLag().toMillis(),
        0,
        0);
  }

  /** The template's own tags, under those that say whose the machine is. */
  private static Map<String, String> tags(ProviderOperation.CreateInstances create) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (create.spec().values().get("tags") instanceof Map<?, ?> own) {
      own.forEach((key, value) -> tags.put(key.toString(), String.valueOf(value)));
    }
    tags.putAll(create.tags());
    return tags;
  }

  /** A heterogeneous launch makes its on-demand share first, rounded up. */
  private static String priceType(LaunchSpec spec, int index, int count) {
    String price = spec.text("price_type").orElse("ondemand");
    if (!price.equals("heterogeneous")) {
      return price;
    }
    double percent =
        spec.values().get("percent_on_demand") instanceof Number n ? n.doubleValue() : 0;
    return index < Math.ceil(count * percent / 100) ? "ondemand" : "spot";
  }

  private static String hex(String of, int digits) {
    String hex =
        UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return hex.substring(0, digits);
  }
}
