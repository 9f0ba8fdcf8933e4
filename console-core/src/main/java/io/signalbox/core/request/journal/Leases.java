package io.signalbox.core.request.journal;

import io.signalbox.core.lease.Lease;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.MachineRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which process, and which thread of it, works on a request. A thread claims a request, which no
 * other thread of the process can then do; the lease in the store (10 s, renewed every 3 s while
 * the work goes on) is taken with the first thing that is written, so that a look that learns
 * nothing writes nothing. Thread-safe.
 */
public final class Leases implements AutoCloseable {

  static final Duration TERM = Duration.ofSeconds(10);
  private static final Duration RENEW = Duration.ofSeconds(3);

  /**
   * How old what a look has learnt may be when it is written, well under {@link
   * Absences#LISTING_LAG}: an old listing held against the time of its writing would show young
   * machines as gone.
   */
  public static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

  private final LeaseRepository repository;
  private final String owner;
  private final TimeSource time;
  private final Pause pause;
  // Null where nothing is renewed.
  private final @Nullable ThreadFactory threads;
  private final ConcurrentMap<String, Claim> claims = new ConcurrentHashMap<>();
  // Guarded by this.
  private @Nullable Thread renewer;
  private volatile boolean closed;

  /** The wait between two renewals. */
  interface Pause {
    void sit() throws InterruptedException;
  }

  /**
   * Renews in real time, not in the injected one: a lease protects against other processes, whose
   * clocks run whether this one's stands or not.
   *
   * @param owner unique among the processes of the store
   */
  public Leases(LeaseRepository repository, String owner, TimeSource time) {
    this(
        repository,
        owner,
        time,
        () -> Thread.sleep(RENEW),
        Thread.ofVirtual().name("request-leases").factory());
  }

  /**
   * Of a store that no other process has, on a clock that is played: nothing is renewed. The thread
   * that renews would take writes of others along with its own, and what they write would have its
   * time, not that of the thread that plays.
   *
   * @param owner names this process
   */
  public static Leases unrenewed(LeaseRepository repository, String owner, TimeSource time) {
    return new Leases(repository, owner, time, () -> {}, null);
  }

  Leases(
      LeaseRepository repository,
      String owner,
      TimeSource time,
      Pause pause,
      @Nullable ThreadFactory threads) {
    this.repository = repository;
    this.owner = owner;
    this.time = time;
    this.pause = pause;
    this.threads = threads;
  }

  /**
   * Claims a request as it was read; null while another thread of this process has it, or another
   * process its lease.
   */
  public @Nullable Claim claim(MachineRequest seen) {
    Claim claim = new Claim(seen);
    if (claims.putIfAbsent(claim.name(), claim) != null) {
      return null;
    }
    boolean free = false;
    try {
      free = repository.isFree(claim.name(), time.now(), TERM);
      return free ? claim : null;
    } finally {
      if (!free) {
        claims.remove(claim.name(), claim);
      }
    }
  }

  /** Claims a request that nobody else can know of yet. */
  public Claim claimFresh(MachineRequest fresh) {
    Claim claim = new Claim(fresh);
    claims.put(claim.name(), claim);
    return claim;
  }

  /**
   * The claim of a request that is worked on.
   *
   * @throws Journal.Superseded when nobody of this process has claimed it
   */
  Claim claimed(String requestId) {
    Claim claim = claims.get(requestId);
    if (claim == null) {
      throw new Journal.Superseded(requestId);
    }
    return claim;
  }

  private synchronized void startRenewing() {
    if (threads != null && !closed && (renewer == null || !renewer.isAlive())) {
      Thread fresh = threads.newThread(this::renewLoop);
      renewer = fresh;
      fresh.start();
    }
  }

  /** Ends with {@link #close} alone, whatever it meets: who renews nothing loses its work. */
  private void renewLoop() {
    while (!closed) {
      try {
        pause.sit();
        claims.values().forEach(Claim::renewQuietly);
      } catch (InterruptedException e) {
        // Closed, or an interruption that a renewal left behind: the condition tells.
      } catch (Throwable e) {
        // Out of memory, say, even for waiting.
        Thread.yield();
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (renewer != null) {
      renewer.interrupt();
    }
  }

  /** A request in hand, with or without its lease. Thread-safe. */
  public final class Claim implements AutoCloseable {
    private final MachineRequest seen;
    private final Instant madeAt = time.now();
    // Written inside transactions, which follow one another; see undo.
    private volatile @Nullable Lease lease;
    private volatile Instant until = Instant.EPOCH;
    private volatile boolean givenBack;

    private Claim(MachineRequest seen) {
      this.seen = seen;
    }

    String name() {
      return seen.requestId();
    }

    /**
     * Inside the transaction of a write: what is to be written must rest on how the request stands.
     * With the lease that is so while nobody has taken it since; without it, while the request is
     * as it was read; and for five minutes at most, for whoever sleeps over it.
     *
     * @throws Journal.Superseded when it is not so
     */
    void check(MachineRequest stored) {
      Lease held = lease;
      boolean sound = held == null ? stored.equals(seen) : repository.isHeld(held);
      if (!sound || time.now().isAfter(madeAt.plus(LONGEST_LOOK))) {
        throw new Journal.Superseded(name());
      }
    }

    /**
     * Takes or renews the lease, inside the transaction of a write.
     *
     * @return what takes it back if the transaction fails
     * @throws Journal.Superseded when somebody else has it
     */
    public Runnable take() {
      Instant now = time.now();
      Lease before = lease;
      if (before == null) {
        lease =
            repository
                .take(name(), owner, now, TERM)
                .orElseThrow(() -> new Journal.Superseded(name()));
        startRenewing();
      } else if (!repository.renew(before, now, TERM)) {
        throw new Journal.Superseded(name());
      }
      until = now.plus(TERM);
      return () -> lease = before;
    }

    /**
     * Gives the lease back with the last write, inside its transaction; one that was never taken is
     * taken for that moment, so that whoever had it before has lost it.
     *
     * @return what takes that back if the transaction fails
     * @throws Journal.Superseded when somebody else has it
     */
    Runnable giveBack() {
      Lease before = lease;
      repository.release(
          before != null
              ? before
              : repository
                  .take(name(), owner, time.now(), TERM)
                  .orElseThrow(() -> new Journal.Superseded(name())));
      lease = null;
      givenBack = true;
      return () -> {
        lease = before;
        givenBack = false;
      };
    }

    /** Whether the last change of this look has been written. */
    boolean isGivenBack() {
      return givenBack;
    }

    /** Whether the lease has not run out by the clock: the last look before a call is made. */
    public boolean inTime() {
      Instant now = time.now();
      return lease != null && now.isBefore(until) && !until.isAfter(now.plus(TERM));
    }

    private void renewQuietly() {
      Lease held = lease;
      try {
        Instant now = time.now();
        if (held != null && repository.renew(held, now, TERM)) {
          until = now.plus(TERM);
        }
      } catch (RuntimeException | Error e) {
        // The next write of the work renews it too, and fails loudly if the store is gone. An Error
        // such as no memory must not end the renewing of all.
        Thread.yield();
      }
    }

    /** Forgets a claim whose lease, if any, was never stored. */
    public void abandon() {
      lease = null;
      claims.remove(name(), this);
    }

    /** Gives it back; when the store does not take that, it runs out by itself. */
    @Override
    public void close() {
      claims.remove(name(), this);
      Lease held = lease;
      if (held == null) {
        return;
      }
      lease = null;
      try {
        repository.release(held);
      } catch (RuntimeException e) {
        // Runs out within 10 s.
      }
    }
  }
}
