package io.signalbox.core.wiring;

import io.signalbox.core.alert.watching.AlertWatch.Role;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process has to do with alerts: it watches while it has the monitor's duty, reads while
 * another process has, and looks for itself while nobody has. Thread-safe.
 */
public final class AlertDuty implements Supplier<Role> {

  private static final long ASKED_NANOS = Duration.ofSeconds(1).toNanos();

  private final LeaseRepository leases;
  private final TimeSource time;
  // All guarded by this.
  private @Nullable Role told;
  private @Nullable Role asked;
  private long askedAt;

  AlertDuty(LeaseRepository leases, TimeSource time) {
    this.leases = leases;
    this.time = time;
  }

  /**
   * Whoever agrees on the duty says how it stands; a process that never does asks for itself.
   *
   * @param alone whether the store cannot be asked, so that nobody has it
   */
  synchronized void tell(boolean watches, boolean alone) {
    told = alone ? Role.LOOKS : watches ? Role.WATCHES : Role.READS;
  }

  @Override
  public synchronized Role get() {
    if (told != null) {
      return told;
    }
    long now = time.nanos();
    Role known = asked;
    if (known == null || now - askedAt >= ASKED_NANOS) {
      known = ask();
      asked = known;
      askedAt = now;
    }
    return known;
  }

  private Role ask() {
    try {
      return leases.isFree(Background.MONITOR, time.now(), Duty.TERM) ? Role.LOOKS : Role.READS;
    } catch (SignalboxException e) {
      return Role.LOOKS;
    }
  }
}
