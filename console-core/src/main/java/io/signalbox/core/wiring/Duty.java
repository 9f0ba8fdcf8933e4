package io.signalbox.core.wiring;

import io.signalbox.core.lease.Lease;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duty that one process at a time has; whoever asks first after it ran out gets it. */
public final class Duty {

  static final Duration TERM = Duration.ofSeconds(5);

  private final String name;
  private final String owner;
  private final LeaseRepository leases;
  private final TimeSource time;
  // Guarded by this.
  private @Nullable Lease lease;

  public Duty(String name, String owner, LeaseRepository leases, TimeSource time) {
    this.name = name;
    this.owner = owner;
    this.leases = leases;
    this.time = time;
  }

  /** Takes or renews it; blocks. */
  public synchronized boolean held() {
    if (lease == null || !leases.renew(lease, time.now(), TERM)) {
      lease = leases.take(name, owner, time.now(), TERM).orElse(null);
    }
    return lease != null;
  }

  public synchronized void release() {
    if (lease != null) {
      leases.release(lease);
      lease = null;
    }
  }
}
