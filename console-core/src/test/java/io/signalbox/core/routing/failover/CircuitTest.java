package io.signalbox.core.routing.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.routing.failover.Circuit.Outcome;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The state machine of one circuit. */
class CircuitTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ManualTime time = new ManualTime();
  private final EventStream events = new EventStream();
  private final List<CircuitChanged> changes = Collections.synchronizedList(new ArrayList<>());
  private final Circuits circuits = new Circuits(time, events);
  private final List<CircuitRecord> stored = new ArrayList<>();
  private final KeptBehind kept = circuits.keptBehind(stored::addAll);

  private Circuit circuit(int threshold, int trials) {
    events.subscribe(event -> changes.add((CircuitChanged) event));
    return circuits.guard("p", new CircuitSettings(threshold, TIMEOUT, trials));
  }

  private static Circuit.Permit permit(Circuit circuit) {
    return Objects.requireNonNull(circuit.tryAcquire(), "no permit");
  }

  private static void end(Circuit circuit, Outcome... outcomes) {
    for (Outcome outcome : outcomes) {
      permit(circuit).end(outcome, outcome == Outcome.FAILURE ? "RESET" : "");
    }
  }

  private static void fail(Circuit circuit, int times) {
    for (int i = 0; i < times; i++) {
      end(circuit, Outcome.FAILURE);
    }
  }

  private static CircuitView.State state(Circuit circuit) {
    return circuit.view(true, null).state();
  }

  @Test
  void opensAfterThresholdFailuresInARowOnly() {
    Circuit circuit = circuit(3, 1);
    for (int i = 0; i < 10; i++) {
      end(circuit, Outcome.FAILURE, Outcome.FAILURE, Outcome.SUCCESS);
    }
    assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
    end(circuit, Outcome.FAILURE, Outcome.IGNORED, Outcome.FAILURE, Outcome.IGNORED);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
    end(circuit, Outcome.FAILURE);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.OPEN);
    assertThat(circuit.admits()).isFalse();
    assertThat(circuit.tryAcquire()).isNull();
    assertThat(changes)
        .extracting(CircuitChanged::reason)
        .containsExactly("3 counted failures in a row, last RESET");
  }

  @Test
  void randomOutcomesOpenItExactlyWhenThatManyFailedInARow() {
    Random random = new Random(17);
    for (int round = 0; round < 50; round++) {
      int threshold = 1 + random.nextInt(6);
      Circuit circuit = circuits.guard("r" + round, new CircuitSettings(threshold, TIMEOUT, 1));
      int row = 0;
      while (row < threshold) {
        assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
        assertThat(circuit.view(true, null).failureCount()).isEqualTo(row);
        Outcome outcome = Outcome.values()[random.nextInt(3)];
        end(circuit, outcome);
        row = outcome == Outcome.FAILURE ? row + 1 : outcome == Outcome.SUCCESS ? 0 : row;
      }
      assertThat(state(circuit)).isEqualTo(CircuitView.State.OPEN);
    }
  }

  @Test
  void aTrialIsDueAtTheTimeoutAndAllGoodClose() {
    Circuit circuit = circuit(2, 3);
    fail(circuit, 2);
    assertThat(circuit.view(true, null).nextTrial()).isEqualTo(time.now().plus(TIMEOUT));
    time.advance(TIMEOUT.minusMillis(1));
    assertThat(circuit.tryAcquire()).isNull();
    time.advance(Duration.ofMillis(1));
    assertThat(circuit.admits()).isTrue();
    end(circuit, Outcome.SUCCESS, Outcome.SUCCESS);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.HALF_OPEN);
    end(circuit, Outcome.SUCCESS);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
    assertThat(circuit.view(true, null).failureCount()).isZero();
    assertThat(changes)
        .extracting(CircuitChanged::to)
        .containsExactly(
            CircuitView.State.OPEN, CircuitView.State.HALF_OPEN, CircuitView.State.CLOSED);
  }

  @Test
  void oneFailedTrialOpensItAgainWhateverTheOthersSay() {
    Circuit circuit = circuit(2, 3);
    fail(circuit, 2);
    time.advance(TIMEOUT);
    Circuit.Permit late = permit(circuit);
    end(circuit, Outcome.SUCCESS, Outcome.FAILURE);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.OPEN);
    late.end(Outcome.SUCCESS, "");
    assertThat(state(circuit)).isEqualTo(CircuitView.State.OPEN);
    assertThat(circuit.view(true, null).trials()).as("never under zero").isZero();
    time.advance(TIMEOUT.minusSeconds(1));
    assertThat(circuit.tryAcquire()).as("the whole timeout again").isNull();
    time.advance(Duration.ofSeconds(1));
    assertThat(circuit.tryAcquire()).isNotNull();
  }

  @Test
  void anAnswerFromBeforeItOpenedIsNoTrial() {
    Circuit circuit = circuit(2, 1);
    Circuit.Permit slowGood = permit(circuit);
    Circuit.Permit slowBad = permit(circuit);
    fail(circuit, 2);
    time.advance(TIMEOUT);
    Circuit.Permit trial = permit(circuit);
    assertThat(trial.isTrial()).isTrue();
    slowGood.end(Outcome.SUCCESS, "");
    assertThat(state(circuit)).isEqualTo(CircuitView.State.HALF_OPEN);
    slowBad.end(Outcome.FAILURE, "RESET");
    assertThat(state(circuit)).isEqualTo(CircuitView.State.HALF_OPEN);
    assertThat(circuit.tryAcquire()).as("nor does it give a permit back").isNull();
    trial.end(Outcome.SUCCESS, "");
    assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void aLateTrialOfAnEarlierRoundIsCountedNowhere() {
    Circuit circuit = circuit(1, 2);
    fail(circuit, 1);
    time.advance(TIMEOUT);
    Circuit.Permit first = permit(circuit);
    permit(circuit).end(Outcome.FAILURE, "RESET");
    time.advance(TIMEOUT);
    Circuit.Permit second = permit(circuit);
    first.end(Outcome.SUCCESS, "");
    assertThat(circuit.view(true, null).trials()).isEqualTo(1);
    second.end(Outcome.SUCCESS, "");
    assertThat(state(circuit)).as("one of two trials").isEqualTo(CircuitView.State.HALF_OPEN);
  }

  @Test
  void anIgnoredTrialGivesItsPermitBack() {
    Circuit circuit = circuit(1, 1);
    fail(circuit, 1);
    time.advance(TIMEOUT);
    for (int i = 0; i < 20; i++) {
      Circuit.Permit trial = permit(circuit);
      assertThat(circuit.tryAcquire()).isNull();
      assertThat(circuit.admits()).isFalse();
      trial.end(Outcome.IGNORED, "");
      trial.end(Outcome.FAILURE, "a second end does nothing");
    }
    end(circuit, Outcome.SUCCESS);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void changedSettingsKeepWhereItStands() {
    Circuit circuit = circuit(5, 1);
    fail(circuit, 3);
    circuit.settings(new CircuitSettings(4, TIMEOUT, 1));
    assertThat(circuit.view(true, null).failureCount()).isEqualTo(3);
    end(circuit, Outcome.FAILURE);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.OPEN);
    var trial = circuit.view(true, null).nextTrial();
    circuit.settings(new CircuitSettings(9, Duration.ofSeconds(5), 2));
    assertThat(state(circuit)).isEqualTo(CircuitView.State.OPEN);
    assertThat(circuit.view(true, null).nextTrial()).isEqualTo(trial);
    time.advance(TIMEOUT);
    Circuit.Permit one = permit(circuit);
    Circuit.Permit two = permit(circuit);
    assertThat(circuit.tryAcquire()).as("two trials now").isNull();
    one.end(Outcome.FAILURE, "RESET");
    two.end(Outcome.IGNORED, "");
    time.advance(Duration.ofSeconds(5));
    assertThat(circuit.tryAcquire()).as("the new timeout").isNotNull();
  }

  @Test
  void changedSettingsWhileHalfOpenAdmitTheirTrialsAtOnce() {
    Circuit circuit = circuit(1, 1);
    fail(circuit, 1);
    time.advance(TIMEOUT);
    Circuit.Permit trial = permit(circuit);
    circuit.settings(new CircuitSettings(1, TIMEOUT, 2));
    trial.end(Outcome.FAILURE, "RESET");
    assertThat(circuit.admits()).isTrue();
    end(circuit, Outcome.SUCCESS, Outcome.SUCCESS);
    assertThat(state(circuit)).isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void figuresAreCountedAndComeThroughARecord() {
    Circuit circuit = circuit(2, 1);
    end(circuit, Outcome.SUCCESS, Outcome.SUCCESS, Outcome.IGNORED);
    time.advance(Duration.ofSeconds(5));
    fail(circuit, 2);
    CircuitView view = circuit.view(true, null);
    assertThat(view.total()).isEqualTo(4);
    assertThat(view.successful()).isEqualTo(2);
    assertThat(view.failureRate()).isEqualTo(50);
    assertThat(view.lastFailure()).isEqualTo(time.now());
    assertThat(view.lastSuccess()).isEqualTo(time.now().minusSeconds(5));
    assertThat(view.since()).isEqualTo(time.now());
    Written.now(kept);
    assertThat(kept.take()).as("only what changed").isEmpty();
    time.advance(Duration.ofSeconds(20));
    Circuits other = new Circuits(time, events);
    other.takeOver(stored);
    Circuit again = other.guard("p", new CircuitSettings(2, TIMEOUT, 1));
    assertThat(again.view(true, null)).isEqualTo(circuit.view(true, null));
    assertThat(again.tryAcquire()).isNull();
    time.advance(Duration.ofSeconds(40));
    assertThat(again.tryAcquire()).isNotNull();
  }

  @Test
  void failuresInARowComeThroughARecordToo() {
    Circuit circuit = circuit(3, 1);
    fail(circuit, 2);
    Circuits other = new Circuits(time, events);
    Written.now(kept);
    other.takeOver(stored);
    Circuit again = other.guard("p", new CircuitSettings(3, TIMEOUT, 1));
    fail(again, 1);
    assertThat(state(again)).isEqualTo(CircuitView.State.OPEN);
  }

  @Test
  void circuitThatAnotherProcessOpenedLaterIsOpenHere() {
    Circuits window = new Circuits(time, new EventStream());
    Circuit here = window.guard("p", new CircuitSettings(2, TIMEOUT, 1));
    end(here, Outcome.SUCCESS);
    time.advance(Duration.ofSeconds(1));
    fail(circuit(2, 1), 2);
    Written.now(kept);
    window.takeOver(stored);
    assertThat(here.tryAcquire()).isNull();
    time.advance(TIMEOUT);
    end(here, Outcome.SUCCESS);
    assertThat(state(here)).isEqualTo(CircuitView.State.CLOSED);
    window.takeOver(stored);
    assertThat(state(here)).as("what is older than its own").isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void circuitThatAnotherProcessClosedLaterIsClosedHere() {
    Circuits window = new Circuits(time, new EventStream());
    Circuit here = window.guard("p", new CircuitSettings(2, TIMEOUT, 1));
    fail(here, 2);
    window.keptBehind(stored::addAll).take().orElseThrow().write();
    Circuits other = new Circuits(time, new EventStream());
    other.takeOver(stored);
    time.advance(TIMEOUT);
    end(other.guard("p", new CircuitSettings(2, TIMEOUT, 1)), Outcome.SUCCESS);
    stored.clear();
    Written.now(other.keptBehind(stored::addAll));
    window.takeOver(stored);
    assertThat(state(here)).isEqualTo(CircuitView.State.CLOSED);
    fail(here, 1);
    assertThat(state(here)).as("one failure of two").isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void circuitNobodyCalledThroughIsNoNews() {
    circuit(2, 1);
    assertThat(kept.take()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeTheClockWentBackClosesNoCircuitThatOpenedSince() {
    Circuit before = circuit(2, 1);
    fail(before, 2);
    time.advance(TIMEOUT);
    end(before, Outcome.SUCCESS);
    Written.now(kept);
    time.advance(Duration.ofHours(-1));
    Circuits window = new Circuits(time, new EventStream());
    Circuit here = window.guard("p", new CircuitSettings(2, TIMEOUT, 1));
    fail(here, 2);
    window.takeOver(stored);
    assertThat(state(here)).isEqualTo(CircuitView.State.OPEN);
  }

  @Test
  void trialOfACircuitThatOpenedBeforeTheClockWentBackIsNoFurtherAwayThanItsTimeout() {
    Circuit before = circuit(2, 1);
    fail(before, 2);
    Written.now(kept);
    time.advance(Duration.ofHours(-1));
    Circuits window = new Circuits(time, new EventStream());
    window.takeOver(stored);
    Circuit here = window.guard("p", new CircuitSettings(2, TIMEOUT, 1));
    assertThat(here.tryAcquire()).isNull();
    time.advance(TIMEOUT);
    assertThat(here.admits()).isTrue();
    assertThat(here.tryAcquire()).isNotNull();
  }
}
