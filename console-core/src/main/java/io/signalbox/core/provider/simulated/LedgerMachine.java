package io.signalbox.core.provider.simulated;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine in the ledger. Its state is a function of this record and the clock: nobody ever writes
 * a state.
 *
 * @param createdAt epoch milliseconds
 * @param runningAt epoch milliseconds
 * @param listedAt epoch milliseconds from which listings show it
 * @param terminatedBy epoch milliseconds of the accepted termination; 0 while there is none
 * @param goneAt epoch milliseconds from which it is terminated; 0 while there is none
 */
record LedgerMachine(
    String id,
    String name,
    String type,
    String priceType,
    int units,
    String privateAddress,
    @Nullable String publicAddress,
    Map<String, String> tags,
    long createdAt,
    long runningAt,
    long listedAt,
    long terminatedBy,
    long goneAt) {

  LedgerMachine terminated(long at, long goneAtMillis) {
    return new LedgerMachine(
        id,
        name,
        type,
        priceType,
        units,
        privateAddress,
        publicAddress,
        tags,
        createdAt,
        runningAt,
        listedAt,
        at,
        goneAtMillis);
  }

  MachineState state(long now) {
    if (terminatedBy != 0) {
      return now >= goneAt ? MachineState.TERMINATED : MachineState.SHUTTING_DOWN;
    }
    if (now >= runningAt) {
      return MachineState.RUNNING;
    }
    // The first fifth of the launch is spent before the host has taken the machine.
    return now >= createdAt + (runningAt - createdAt) / 5
        ? MachineState.LAUNCHING
        : MachineState.PENDING;
  }

  /** Takes room: everything that is not gone. */
  boolean isAlive(long now) {
    return state(now) != MachineState.TERMINATED;
  }

  boolean hasTags(Map<String, String> wanted) {
    return tags.entrySet().containsAll(wanted.entrySet());
  }

  InstanceInfo toInfo(long now) {
    MachineState state = state(now);
    boolean addressed = state != MachineState.PENDING;
    return new InstanceInfo(
        id,
        name,
        state,
        addressed ? privateAddress : null,
        addressed ? publicAddress : null,
        Instant.ofEpochMilli(createdAt),
        "host-" + id.substring(Math.max(0, id.length() - 4)),
        type,
        priceType,
        Math.max(1, units),
        tags,
        state == MachineState.TERMINATED ? "Terminated on request" : "");
  }
}
