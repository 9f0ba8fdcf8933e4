package io.signalbox.core.routing.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How effective weights follow what was measured. */
class AdaptiveWeightsTest {

  private static final long STEP = AdaptiveWeights.STEP.toNanos();

  private final AdaptiveWeights weights = new AdaptiveWeights();
  private final Known known = new Known();

  private static final class Known implements AdaptiveWeights.Measures {
    double[] success = {1, 1, 1};
    double[] millis = {0, 0, 0};
    int[] inFlight = {0, 0, 0};

    @Override
    public double success(int member) {
      return success[member];
    }

    @Override
    public double meanMillis(int member) {
      return millis[member];
    }

    @Override
    public int inFlight(int member) {
      return inFlight[member];
    }

    double score(int member) {
      return 0.4 * success[member]
          + 0.4 / (1 + millis[member] / 1_000)
          + 0.2 / (1 + inFlight[member]);
    }
  }

  @Test
  void moveEveryTenSecondsTowardsConfiguredTimesScoreOverMeanScore() {
    double[] wanted = {6, 3, 1};
    known.success[0] = 0.5;
    known.millis[1] = 1_000;
    known.inFlight[2] = 3;
    assertThat(weights.at(0, wanted, 0.1, known)).containsExactly(6, 3, 1);
    assertThat(weights.at(STEP - 1, wanted, 0.1, known)).containsExactly(6, 3, 1);
    double mean = (known.score(0) + known.score(1) + known.score(2)) / 3;
    double[] moved = weights.at(STEP, wanted, 0.1, known);
    for (int i = 0; i < 3; i++) {
      double target = wanted[i] * known.score(i) / mean;
      assertThat(moved[i]).isCloseTo(wanted[i] + 0.1 * (target - wanted[i]), within(1e-12));
    }
    assertThat(weights.at(2 * STEP - 1, wanted, 0.1, known)).isEqualTo(moved);
    assertThat(weights.peek(wanted)).isEqualTo(moved);
    for (int i = 2; i < 200; i++) {
      moved = weights.at(i * STEP, wanted, 0.1, known);
    }
    for (int i = 0; i < 3; i++) {
      assertThat(moved[i]).isCloseTo(wanted[i] * known.score(i) / mean, within(1e-6));
    }
  }

  @Test
  void neverFallUnderFivePercentAndComeBack() {
    double[] wanted = {100, 1, 1};
    known.success = new double[] {0, 1, 1};
    known.millis = new double[] {1e12, 0, 0};
    known.inFlight = new int[] {1_000_000, 0, 0};
    double[] moved = wanted;
    for (int i = 0; i < 50; i++) {
      moved = weights.at(i * STEP, wanted, 1, known);
    }
    assertThat(moved[0]).isEqualTo(5);
    known.success[0] = 1;
    known.millis[0] = 0;
    known.inFlight[0] = 0;
    moved = weights.at(100 * STEP, wanted, 1, known);
    assertThat(moved[0]).isCloseTo(100, within(1e-9));
  }

  @Test
  void randomMeasuresNeverMakeAWeightBadAndZeroStaysZero() {
    Random random = new Random(3);
    double[] wanted = {4, 0, 0.25};
    for (int i = 0; i < 2_000; i++) {
      known.success[random.nextInt(3)] = random.nextDouble();
      known.millis[random.nextInt(3)] = Math.pow(10, random.nextInt(8));
      known.inFlight[random.nextInt(3)] = random.nextInt(1_000);
      double[] now = weights.at(i * STEP, wanted, 0.01 + 0.99 * random.nextDouble(), known);
      assertThat(now[1]).isZero();
      assertThat(now[0]).isFinite().isGreaterThanOrEqualTo(0.05 * 4);
      assertThat(now[2]).isFinite().isGreaterThanOrEqualTo(0.05 * 0.25);
    }
  }

  @Test
  void anEditedWeightKeepsWhatWasLearnt() {
    double[] wanted = {2, 2, 2};
    known.success[0] = 0;
    weights.at(0, wanted, 0.5, known);
    double[] learnt = weights.at(STEP, wanted, 0.5, known).clone();
    double[] edited = weights.at(STEP + 1, new double[] {4, 2, 2}, 0.5, known);
    assertThat(edited[0] / 4).isCloseTo(learnt[0] / 2, within(1e-12));
    assertThat(Arrays.copyOfRange(edited, 1, 3))
        .as("unchanged weights keep theirs")
        .containsExactly(learnt[1], learnt[2]);
  }
}
