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

  /** The same in another state. */
  public Machine in(MachineState newState, String newReason, Instant now) {
    return with(requestId, returnId, newState, late, newReason, now);
  }

  /** From now on it counts for its request, or does not. */
  public Machine late(boolean newLate, Instant now) {
    return with(requestId, returnId, state, newLate, reason, now);
  }

  /** The same, part of a return. */
  public Machine returnedBy(String newReturnId, Instant now) {
    return with(requestId, newReturnId, state, late, reason, now);
  }

  /** The same, got by another request. */
  public Machine ownedBy(String newRequestId) {
    return with(newRequestId, returnId, state, late, reason, updatedAt);
  }

  private Machine with(
      String newRequestId,
      @Nullable String newReturnId,
      MachineState newState,
      boolean newLate,
      String newReason,
      Instant now) {
    return new Machine(
        machineId,
        name,
        newRequestId,
        newReturnId,
        provider,
        newState,
        privateAddress,
        publicAddress,
        launchedAt,
        hostId,
        instanceType,
        priceType,
        units,
        tags,
        newLate,
        newReason,
        createdAt,
        now);
  }
}
