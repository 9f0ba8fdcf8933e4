package io.signalbox.core.request.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AbsencesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PutForward time = new PutForward();
  private final Absences absences = new Absences(time);

  @Test
  void aMachineIsGoneWhenItIsOlderThanListingsMayLag() {
    Machine machine = machine();
    time.passed.advance(Absences.LISTING_LAG);
    assertThat(absences.isPastLag(machine, time.now())).isFalse();
    time.passed.advance(MINUTE);
    assertThat(absences.isPastLag(machine, time.now())).isTrue();
  }

  @Test
  void aClockThatIsPutForwardMakesNoYoungMachineOld() {
    Machine machine = machine();
    time.passed.advance(MINUTE);
    assertThat(absences.isPastLag(machine, time.now())).isFalse();
    time.ahead = Duration.ofHours(1);
    assertThat(absences.isPastLag(machine, time.now())).isFalse();
    time.passed.advance(Absences.LISTING_LAG.minusSeconds(1));
    assertThat(absences.isPastLag(machine, time.now())).isFalse();
    time.passed.advance(MINUTE);
    assertThat(absences.isPastLag(machine, time.now())).isTrue();
  }

  @Test
  void aClockThatIsPutBackOrSetRightALittleIsTrustedOn() {
    Machine machine = machine();
    time.passed.advance(Absences.LISTING_LAG.multipliedBy(2));
    time.ahead = Duration.ofSeconds(30);
    assertThat(absences.isPastLag(machine, time.now())).isTrue();
    time.ahead = Duration.ofMinutes(-5);
    assertThat(absences.isPastLag(machine, time.now())).isTrue();
  }

  private Machine machine() {
    InstanceInfo info =
        new InstanceInfo(
            "i-1",
            "i-1",
            MachineState.RUNNING,
            null,
            null,
            null,
            "",
            "m5.large",
            "ondemand",
            1,
            Map.of(),
            "");
    return Machines.fresh("req-1", "east", info, false, time.now());
  }

  /** Time that passes, and a clock that may be ahead of it. */
  private static final class PutForward implements TimeSource {
    private final ManualTime passed = new ManualTime();
    private Duration ahead = Duration.ZERO;

    @Override
    public Instant now() {
      return passed.now().plus(ahead);
    }

    @Override
    public long nanos() {
      return passed.nanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      passed.sleep(duration);
    }
  }
}
