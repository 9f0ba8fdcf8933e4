package io.signalbox.core.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SupervisorTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final Supervisor supervisor = new Supervisor(time);
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private final Step step = new Step("counting", time, SECOND, this::work);
  private int worked;

  @AfterEach
  void stop() {
    supervisor.stop(SECOND);
  }

  private Duration work() {
    Throwable thrown = fault.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    worked++;
    return SECOND;
  }

  @Test
  void pauseDoublesWithEachFailureUpToHalfAMinuteAndIsShortAgainOnceItWorks() {
    assertThat(step.once()).isEqualTo(SECOND);
    fault.set(new IllegalStateException("no"));
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pauses.add(step.once());
    }
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 30L, 30L);
    fault.set(null);
    assertThat(step.once()).isEqualTo(SECOND);
    fault.set(new IllegalStateException("again"));
    assertThat(step.once()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void stepThatRunsHourlyIsTriedAgainWithinHalfAMinute() {
    Step hourly = new Step("cleaning", time, Duration.ofHours(1), this::work);
    fault.set(new IllegalStateException("no"));
    assertThat(hourly.once()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void outOfMemoryAndOtherErrorsAreSurvivedLikeAnyFailure() {
    for (Error error : List.of(new OutOfMemoryError("Java heap space"), new LinkageError("x"))) {
      fault.set(error);
      step.once();
      fault.set(null);
      step.once();
    }
    assertThat(worked).isEqualTo(2);
  }

  @Test
  void threadOfStepOutlivesAnError() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch again = new CountDownLatch(1);
    supervisor.step(
        "breaking",
        SECOND,
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new OutOfMemoryError("Java heap space");
          }
          again.countDown();
        });
    supervisor.start();
    again.await();
    assertThat(runs.get()).isGreaterThan(1);
  }

  @Test
  void stepWithoutSuccessForHalfAMinuteIsAProblemUntilItWorks() {
    step.once();
    fault.set(new IllegalStateException("disk is gone"));
    step.once();
    time.advance(Duration.ofSeconds(30));
    step.once();
    assertThat(step.problem()).as("30 s, its own pause included").isEmpty();
    time.advance(SECOND);
    assertThat(step.problem())
        .hasValueSatisfying(problem -> {
          assertThat(problem.subject()).isEqualTo("counting");
          assertThat(problem.title()).contains("counting");
          assertThat(problem.detail()).contains("2 times").contains("disk is gone");
          assertThat(problem.since()).isEqualTo(time.now().minusSeconds(31));
        });
    fault.set(null);
    step.once();
    assertThat(step.problem()).isEmpty();
  }

  @Test
  void stepThatDoesNotComeBackIsAProblemToo() throws InterruptedException {
    SynchronousQueue<String> entered = new SynchronousQueue<>();
    CountDownLatch never = new CountDownLatch(1);
    supervisor.step(
        "hanging",
        SECOND,
        () -> {
          try {
            entered.put("in");
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    supervisor.start();
    entered.take();
    assertThat(supervisor.problems()).isEmpty();
    time.advance(Duration.ofSeconds(31));
    assertThat(supervisor.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.subject()).isEqualTo("hanging"));
  }

  @Test
  void stoppingTellsEveryStepBeforeItWaitsForAny() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch told = new CountDownLatch(2);
    Runnable waitsForTheOther =
        () -> {
          busy.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            told.countDown();
            awaitQuietly(told);
          }
        };
    supervisor.step("one", SECOND, waitsForTheOther);
    supervisor.step("two", SECOND, waitsForTheOther);
    supervisor.start();
    busy.await();
    assertThat(supervisor.stop(Duration.ofSeconds(50))).as("still at work").isEmpty();
    assertThat(supervisor.problems()).isEmpty();
  }

  @Test
  void stoppingNamesStepsThatDoNotEnd() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    supervisor.step(
        "deaf",
        SECOND,
        () -> {
          busy.countDown();
          awaitQuietly(end);
        });
    supervisor.step("obedient", SECOND, () -> {});
    supervisor.start();
    busy.await();
    assertThat(supervisor.stop(Duration.ofMillis(50))).contains("deaf");
    end.countDown();
    assertThat(supervisor.stop(Duration.ofSeconds(50))).isEmpty();
  }

  /** Does not hear interruptions. */
  private static void awaitQuietly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }
}
