package io.signalbox.core.provider;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One machine as its provider sees it.
 *
 * @param machineId the provider's id, unique within the provider instance; at most 1,024
 *     characters, none of them a control character
 * @param name host name; equals the id where the provider gives none
 * @param privateAddress null while unknown, never blank
 * @param publicAddress null while unknown or none
 * @param launchedAt null while unknown
 * @param hostId the physical host or account-level id; empty if none
 * @param instanceType machine type it was launched as
 * @param priceType ondemand or spot
 * @param units weighted capacity it counts for, at least 1
 * @param tags as stored with the machine; at most 256, names and values of at most 4,096 characters
 * @param reason why it is in this state, for a failed one never empty
 */
public record InstanceInfo(
    String machineId,
    String name,
    MachineState state,
    @Nullable String privateAddress,
    @Nullable String publicAddress,
    @Nullable Instant launchedAt,
    String hostId,
    String instanceType,
    String priceType,
    int units,
    Map<String, String> tags,
    String reason) {

  public InstanceInfo {
    tags = Map.copyOf(tags);
  }
}
