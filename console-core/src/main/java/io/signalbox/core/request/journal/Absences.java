package io.signalbox.core.request.journal;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** When a machine that a provider does not list is gone. Stateless. */
public final class Absences {

  /**
   * How long a machine may stay out of a provider's listings, to be on the safe side. Clouds state
   * seconds to a few minutes; the simulated one allows 10 min.
   */
  public static final Duration LISTING_LAG = Duration.ofMinutes(15);

  private Absences() {}

  /** Only a complete listing, and only after the lag it may have, says that a machine is gone. */
  public static void conclude(Draft draft, String provider, Listing.Complete listing) {
    Set<String> listed = ids(listing);
    for (Machine machine : draft.machines()) {
      if (machine.provider().equals(provider)
          && !machine.state().isGone()
          && !listed.contains(machine.machineId())
          && isPastLag(machine, draft.now())) {
        draft.conclude(
            machine,
            MachineState.TERMINATED,
            provider + " no longer lists it in a complete listing");
      }
    }
  }

  /** Whether a machine that is there would be listed by now. */
  public static boolean isPastLag(Machine machine, Instant now) {
    return machine.createdAt().plus(LISTING_LAG).isBefore(now);
  }

  /** The machines of a listing. */
  public static Set<String> ids(Listing.Complete listing) {
    return listing.instances().stream().map(InstanceInfo::machineId).collect(Collectors.toSet());
  }
}
