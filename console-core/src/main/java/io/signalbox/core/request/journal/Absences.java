package io.signalbox.core.request.journal;

import io.signalbox.core.gateway.Listing;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a machine that a provider does not list is gone. A machine's age is told by the clock, which
 * may be put forward: from when that is noticed nothing is concluded for as long as listings may
 * lag. Thread-safe.
 */
public final class Absences {

  /**
   * How long a machine may stay out of a provider's listings, to be on the safe side. Clouds state
   * seconds to a few minutes; the simulated one allows 10 min.
   */
  public static final Duration LISTING_LAG = Duration.ofMinutes(15);

  /** How far the clock may go ahead of time that passes before it counts as put forward. */
  private static final Duration SLIP = Duration.ofMinutes(1);

  private final TimeSource time;
  // Guarded by this: where the clock stood and how much time had passed at the last look.
  private Instant clock;
  private long nanos;
  private long trustedFrom;

  public Absences(TimeSource time) {
    this.time = time;
    this.clock = time.now();
    this.nanos = time.nanos();
    this.trustedFrom = nanos;
  }

  /** Whether the clock has not been put forward so lately that it says nothing of a young age. */
  private synchronized boolean trustsTheClock() {
    Instant now = time.now();
    long passed = time.nanos();
    if (Duration.between(clock, now).minusNanos(passed - nanos).compareTo(SLIP) > 0) {
      trustedFrom = passed + LISTING_LAG.toNanos();
    }
    clock = now;
    nanos = passed;
    return passed - trustedFrom >= 0;
  }

  /** Only a complete listing, and only after the lag it may have, says that a machine is gone. */
  public void conclude(Draft draft, String provider, Listing.Complete listing) {
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
  public boolean isPastLag(Machine machine, Instant now) {
    return trustsTheClock() && machine.createdAt().plus(LISTING_LAG).isBefore(now);
  }

  /** The machines of a listing. */
  public static Set<String> ids(Listing.Complete listing) {
    return listing.instances().stream().map(InstanceInfo::machineId).collect(Collectors.toSet());
  }
}
