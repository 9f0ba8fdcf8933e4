package io.signalbox.core.request.journal;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.calling.ProviderCalls;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Machines from what providers say. */
public final class Machines {

  private Machines() {}

  public static Machine fresh(
      String requestId, String provider, InstanceInfo info, boolean late, Instant now) {
    return new Machine(
        info.machineId(),
        info.name(),
        requestId,
        null,
        provider,
        info.state(),
        info.privateAddress(),
        info.publicAddress(),
        info.launchedAt(),
        info.hostId(),
        info.instanceType(),
        info.priceType(),
        info.units(),
        info.tags(),
        late,
        reason(info),
        now,
        now);
  }

  /**
   * Returned stays returned; a name, an address, its host, or whose machine it is, once known stays
   * known: clouds forget them when a machine ends, and tell less of it when they end it.
   */
  public static Machine updated(Machine known, InstanceInfo info, Instant now) {
    boolean stays =
        known.state() == MachineState.RETURNED
            || (known.state() == MachineState.FAILED && info.state() == MachineState.TERMINATED);
    MachineState state = stays ? known.state() : info.state();
    Machine newer =
        new Machine(
            known.machineId(),
            info.name().equals(info.machineId()) ? known.name() : info.name(),
            known.requestId(),
            known.returnId(),
            known.provider(),
            state,
            first(info.privateAddress(), known.privateAddress()),
            first(info.publicAddress(), known.publicAddress()),
            info.launchedAt() == null ? known.launchedAt() : info.launchedAt(),
            info.hostId().isEmpty() ? known.hostId() : info.hostId(),
            known.instanceType(),
            known.priceType(),
            known.units(),
            tags(known, info),
            known.late(),
            stays ? known.reason() : reason(info),
            known.createdAt(),
            known.updatedAt());
    return isSame(newer, known) ? known : newer.in(state, newer.reason(), now);
  }

  /** In all that can differ here; comparing whole records is linked anew in each process. */
  private static boolean isSame(Machine newer, Machine known) {
    return newer.state() == known.state()
        && newer.name().equals(known.name())
        && newer.hostId().equals(known.hostId())
        && newer.reason().equals(known.reason())
        && newer.tags().equals(known.tags())
        && Objects.equals(newer.privateAddress(), known.privateAddress())
        && Objects.equals(newer.publicAddress(), known.publicAddress())
        && Objects.equals(newer.launchedAt(), known.launchedAt());
  }

  private static Map<String, String> tags(Machine known, InstanceInfo info) {
    if (info.tags().isEmpty() || info.tags().equals(known.tags())) {
      return known.tags();
    }
    Map<String, String> all = new LinkedHashMap<>(info.tags());
    known
        .tags()
        .forEach((name, value) -> {
          if (name.startsWith(ProviderCalls.OWN_TAGS)) {
            all.put(name, value);
          }
        });
    return all;
  }

  static String describe(InstanceInfo info) {
    return info.instanceType()
        + " "
        + info.priceType()
        + (info.privateAddress() == null ? "" : " " + info.privateAddress());
  }

  /** A machine that is gone always has a reason, even where the provider gave none. */
  private static String reason(InstanceInfo info) {
    return info.state().isGone() && info.reason().isBlank()
        ? "The provider reports it as " + info.state().word() + " and gives no reason"
        : info.reason();
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
