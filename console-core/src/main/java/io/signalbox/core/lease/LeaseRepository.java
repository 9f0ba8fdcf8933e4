package io.signalbox.core.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps leases, for every process of a store. Thread-safe; may block; takes part in the caller's
 * unit of work.
 *
 * <p>A lease is free when nobody has it, when it has run out, and when it lies further ahead than
 * its term: then the clock was put back since it was taken, and its owner may be long gone. Every
 * taker of one name gives the same term.
 */
public interface LeaseRepository {

  /** Takes a free lease, under a new number; empty while somebody has it. */
  Optional<Lease> take(String name, String owner, Instant now, Duration term);

  /**
   * Whether nobody has taken it since: one that ran out is still its owner's until then. Read in
   * the transaction of a write, this fences the write.
   */
  boolean isHeld(Lease lease);

  /** Extends it to a term from now; false when somebody else has taken it since. */
  boolean renew(Lease lease, Instant now, Duration term);

  /** Whether it is free to take. */
  boolean isFree(String name, Instant now, Duration term);

  /** Gives it back; nothing happens when somebody else has taken it since. */
  void release(Lease lease);
}
