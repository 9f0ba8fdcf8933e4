package io.signalbox.core.routing.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.routing.failover.Circuit.Outcome;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A circuit under 64 threads that all come in the same moment. */
class CircuitRaceTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int CALLERS = 64;

  private final ManualTime time = new ManualTime();
  private final EventStream events = new EventStream();
  private final Circuits circuits = new Circuits(time, events);
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void halfOpenAdmitsExactlyItsTrials() throws Exception {
    for (int trials : new int[] {1, 3, 10}) {
      Circuit circuit = open("t" + trials, trials);
      AtomicInteger opened = new AtomicInteger();
      var told =
          events.subscribe(event -> {
            if (((CircuitChanged) event).to() == CircuitView.State.OPEN) {
              opened.incrementAndGet();
            }
          });
      for (int round = 0; round < 10; round++) {
        time.advance(TIMEOUT);
        List<Circuit.Permit> admitted = race(circuit);
        assertThat(admitted).hasSize(trials);
        assertThat(circuit.view(true, null).trials()).isEqualTo(trials);
        if (round % 2 == 0) {
          // Cancelled: every one comes back, and the same number is admitted again.
          endAtOnce(admitted, Outcome.IGNORED);
          admitted = race(circuit);
          assertThat(admitted).hasSize(trials);
        }
        endAtOnce(admitted, Outcome.FAILURE);
        assertThat(circuit.view(true, null).state()).isEqualTo(CircuitView.State.OPEN);
        assertThat(circuit.view(true, null).trials()).isZero();
      }
      assertThat(opened).as("trials that fail at once open it once").hasValue(10);
      told.close();
    }
  }

  @Test
  void allGoodTrialsCloseItOnce() throws Exception {
    Circuit circuit = open("good", 8);
    time.advance(TIMEOUT);
    endAtOnce(race(circuit), Outcome.SUCCESS);
    assertThat(circuit.view(true, null).state()).isEqualTo(CircuitView.State.CLOSED);
    assertThat(race(circuit)).hasSize(CALLERS);
  }

  private Circuit open(String name, int trials) {
    Circuit circuit = circuits.guard(name, new CircuitSettings(1, TIMEOUT, trials));
    Objects.requireNonNull(circuit.tryAcquire()).end(Outcome.FAILURE, "RESET");
    return circuit;
  }

  private List<Circuit.Permit> race(Circuit circuit) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(CALLERS);
    List<Callable<List<Circuit.Permit>>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(() -> {
        barrier.await();
        Circuit.Permit permit = circuit.tryAcquire();
        return permit == null ? List.of() : List.of(permit);
      });
    }
    List<Circuit.Permit> admitted = new ArrayList<>();
    for (Future<List<Circuit.Permit>> each : threads.invokeAll(callers)) {
      admitted.addAll(each.get());
    }
    return admitted;
  }

  private void endAtOnce(List<Circuit.Permit> permits, Outcome outcome) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(permits.size());
    List<Callable<Boolean>> ends = new ArrayList<>();
    for (Circuit.Permit permit : permits) {
      ends.add(() -> {
        barrier.await();
        permit.end(outcome, "RESET");
        return true;
      });
    }
    for (Future<Boolean> each : threads.invokeAll(ends)) {
      assertThat(each.get()).isTrue();
    }
  }
}
