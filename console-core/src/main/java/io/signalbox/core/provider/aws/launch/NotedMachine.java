package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine that a launch was answered with, as a note keeps it.
 *
 * @param launchedAt in milliseconds since 1970; 0 while unknown
 */
public record NotedMachine(
    String id,
    String name,
    @Nullable String address,
    long launchedAt,
    String type,
    String priceType,
    int units) {

  public static NotedMachine of(InstanceInfo info) {
    Instant launched = info.launchedAt();
    return new NotedMachine(
        info.machineId(),
        info.name(),
        info.privateAddress(),
        launched == null ? 0 : launched.toEpochMilli(),
        info.instanceType(),
        info.priceType(),
        info.units());
  }

  /** It as it was answered where that is at hand, else as it was noted. */
  public InstanceInfo among(List<InstanceInfo> fresh, Map<String, String> tags) {
    return fresh.stream()
        .filter(info -> info.machineId().equals(id))
        .findFirst()
        .orElseGet(() -> toInfo(tags));
  }

  private InstanceInfo toInfo(Map<String, String> tags) {
    return new InstanceInfo(
        id,
        name,
        MachineState.LAUNCHING,
        address,
        null,
        launchedAt == 0 ? null : Instant.ofEpochMilli(launchedAt),
        "",
        type,
        priceType,
        units,
        tags,
        "");
  }
}
