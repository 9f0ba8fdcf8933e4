package io.signalbox.core.request.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.lease.Lease;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LeasesTest {

  private final ManualTime time = new ManualTime();
  private final Semaphore turns = new Semaphore(0);
  private final Semaphore renewals = new Semaphore(0);
  private final AtomicInteger sits = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final Leases leases = new Leases(new Forgetful(), "p1", time, this::sit, this::thread);

  @Test
  void anErrorEndsNoRenewingOfLeases() throws Exception {
    leases.claimFresh(request()).take();
    turns.release(3);
    renewals.acquire(2);
    leases.close();
    threads.getFirst().join();
    assertThat(threads).hasSize(1);
  }

  @Test
  void noRenewingBeginsAfterTheEnd() {
    leases.close();
    leases.claimFresh(request()).take();
    assertThat(threads).isEmpty();
  }

  /** The first wait meets an error of the machine. */
  private void sit() throws InterruptedException {
    turns.acquire();
    if (sits.incrementAndGet() == 1) {
      throw new OutOfMemoryError("for a wait");
    }
  }

  private Thread thread(Runnable work) {
    Thread thread = Thread.ofVirtual().unstarted(work);
    threads.add(thread);
    return thread;
  }

  private MachineRequest request() {
    return new MachineRequest(
        "req-1",
        RequestKind.ACQUIRE,
        RequestState.PENDING,
        "web",
        1,
        null,
        "req-1",
        "ana",
        "t",
        time.now(),
        time.now(),
        time.now().plusSeconds(300),
        null,
        "",
        List.of(),
        List.of());
  }

  /** Counts renewals, and keeps nothing. */
  private final class Forgetful implements LeaseRepository {
    @Override
    public Optional<Lease> take(String name, String owner, Instant now, Duration term) {
      return Optional.of(new Lease(name, owner, 1));
    }

    @Override
    public boolean isHeld(Lease lease) {
      return true;
    }

    @Override
    public boolean renew(Lease lease, Instant now, Duration term) {
      renewals.release();
      return true;
    }

    @Override
    public boolean isFree(String name, Instant now, Duration term) {
      return true;
    }

    @Override
    public void release(Lease lease) {}
  }
}
