package io.signalbox.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RehearsalPaceTest {

  private final RehearsalPace pace = new RehearsalPace();
  private final ManualTime time = new ManualTime();

  @Test
  void aThousandASecondAreSentThoughEachWakeUpIsLate() {
    assertThat(sentIn(Duration.ofSeconds(10), 1_000)).isBetween(9_990, 10_001);
  }

  @Test
  void aRateBelowOneASecondWaitsItsTurn() {
    assertThat(sentIn(Duration.ofSeconds(100), 0.1)).isBetween(10, 11);
  }

  @Test
  void aLongGapIsNotMadeUpFor() {
    pace.due(time.nanos(), 100);
    time.advance(Duration.ofMinutes(5));
    assertThat(pace.due(time.nanos(), 100)).isOne();
  }

  @Test
  void aHigherRateTakesEffectAtOnce() {
    pace.due(time.nanos(), 0.001);
    time.advance(Duration.ofMillis(1));
    assertThat(pace.due(time.nanos(), 100)).isOne();
  }

  private int sentIn(Duration length, double rate) {
    int sent = 0;
    long end = time.nanos() + length.toNanos();
    while (time.nanos() < end) {
      sent += pace.due(time.nanos(), rate);
      // A thread is never woken quite in time.
      time.advance(pace.pause(time.nanos()).plusMillis(3));
    }
    return sent;
  }
}
