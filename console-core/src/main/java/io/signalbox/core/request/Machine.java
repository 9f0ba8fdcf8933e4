package io.signalbox.core.request;

import io.signalbox.core.provider.MachineState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine of ours.
 *
 * @param requestId the request that got it
 * @param returnId the return it is part of; null if none
 * @param late appeared after its request was final: recorded and released
 * @param units weighted capacity it counts for
 * @param reason why it is in its state; for FAILED never empty
 */
public record Machine(
    String machineId,
    String name,
    String requestId,
    @Nullable String returnId,
    String provider,
    MachineState state,
    @Nullable String privateAddress,
    @Nullable String publicAddress,
    @Nullable Instant launchedAt,
    String hostId,
    String instanceType,
    String priceType,
    int units,
    Map<String, String> tags,
    boolean late,
    String reason,
    Instant createdAt,
    Instant updatedAt) {

  public Machine {
    tags = Map.copyOf(tags);
  }
}
