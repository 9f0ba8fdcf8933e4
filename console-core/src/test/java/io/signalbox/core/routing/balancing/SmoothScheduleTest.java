package io.signalbox.core.routing.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The cycle of weighted turns, for any weights and up to 100 members. */
class SmoothScheduleTest {

  private final Random random = new Random(11);

  @Test
  void fiveOneOneGivesTheOrderOperatorsKnow() {
    SmoothSchedule schedule = SmoothSchedule.of(new double[] {5, 1, 1});
    assertThat(schedule.names(List.of("a", "b", "c"), 0, 7))
        .containsExactly("a", "a", "b", "a", "c", "a", "a");
  }

  @Test
  void countsAreExactAtTheEndOfACycleAndWithinTwoPicksInsideIt() {
    for (int round = 0; round < 150; round++) {
      double[] weights = weights();
      int[] reduced = SmoothSchedule.reduce(weights);
      SmoothSchedule schedule = SmoothSchedule.of(weights);
      int sum = Arrays.stream(reduced).sum();
      assertThat(schedule.length()).isEqualTo(sum).isLessThanOrEqualTo(SmoothSchedule.LONGEST);
      int[] counted = new int[weights.length];
      double worst = 0;
      for (int step = 1; step <= sum; step++) {
        counted[schedule.at(step - 1)]++;
        for (int i = 0; i < counted.length; i++) {
          worst = Math.max(worst, Math.abs(counted[i] - (double) step * reduced[i] / sum));
        }
      }
      assertThat(counted).as(Arrays.toString(weights)).isEqualTo(reduced);
      assertThat(worst).as(Arrays.toString(weights)).isLessThanOrEqualTo(2);
    }
  }

  /** Few and many members, alike and far apart, whole and broken. */
  private double[] weights() {
    double[] weights = new double[1 + random.nextInt(100)];
    int kind = random.nextInt(4);
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          switch (kind) {
            case 0 -> 1 + random.nextInt(90);
            case 1 -> i == 0 ? 1 + random.nextInt(5_000) : 1;
            case 2 -> Math.pow(10, random.nextInt(7) - 3);
            default -> random.nextDouble() * 100 + 1e-6;
          };
    }
    return weights;
  }

  @Test
  void positiveWeightsNeverBecomeZeroAndFittingOnesStayInProportion() {
    assertThat(SmoothSchedule.reduce(new double[] {1e9, 1e-9})).contains(1).doesNotContain(0);
    assertThat(SmoothSchedule.reduce(new double[] {0.5, 0.3, 0.2})).containsExactly(5, 3, 2);
    for (int round = 0; round < 200; round++) {
      double[] weights = weights();
      assertThat(SmoothSchedule.reduce(weights)).doesNotContain(0);
    }
  }
}
