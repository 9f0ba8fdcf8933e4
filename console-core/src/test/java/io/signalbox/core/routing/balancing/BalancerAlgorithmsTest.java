package io.signalbox.core.routing.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.testing.MemoryRepositories;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every algorithm over any members and weights, without providers. */
class BalancerAlgorithmsTest {

  private final Random random = new Random(23);
  private final Rotations rotations = new Rotations(new MemoryPicks(new MemoryRepositories()));

  /** Members as a test sets them. */
  private static final class Some implements Balancer.Members {
    final double[] weights;
    final int[] inFlight;
    final double[] window;
    final double[] success;

    Some(double... weights) {
      this.weights = weights;
      this.inFlight = new int[weights.length];
      this.window = new double[weights.length];
      this.success = new double[weights.length];
      Arrays.fill(window, Double.NaN);
      Arrays.fill(success, 1);
    }

    int[] able() {
      return IntStream.range(0, weights.length).filter(i -> weights[i] > 0).toArray();
    }

    @Override
    public int size() {
      return weights.length;
    }

    @Override
    public String name(int member) {
      return "m" + member;
    }

    @Override
    public double weight(int member) {
      return weights[member];
    }

    @Override
    public double windowMillis(int member) {
      return window[member];
    }

    @Override
    public double success(int member) {
      return success[member];
    }

    @Override
    public double meanMillis(int member) {
      return Double.isNaN(window[member]) ? 0 : window[member];
    }

    @Override
    public int inFlight(int member) {
      return inFlight[member];
    }
  }

  private Balancer balancer(String name, BalancingAlgorithm algorithm) {
    return new Balancer(
        name,
        BalancingSettings.DEFAULT.withAlgorithm(algorithm),
        rotations,
        new AdaptiveWeights(),
        random::nextDouble);
  }

  private static int pick(Balancer balancer, Some members, String key) {
    return balancer.order(members, members.able(), key, 0, true)[0];
  }

  private double[] shares(Balancer balancer, Some members, int picks) {
    double[] shares = new double[members.size()];
    for (int i = 0; i < picks; i++) {
      shares[pick(balancer, members, "key-" + i)] += 1.0 / picks;
    }
    return shares;
  }

  @ParameterizedTest
  @EnumSource(BalancingAlgorithm.class)
  void everyOrderHasEachAbleMemberOnceAndNeverOneOfWeightZero(BalancingAlgorithm algorithm) {
    for (int round = 0; round < 60; round++) {
      Some members = new Some(weights(1 + random.nextInt(12)));
      for (int i = 0; i < members.size(); i++) {
        members.inFlight[i] = random.nextInt(5);
        members.window[i] = random.nextBoolean() ? Double.NaN : random.nextInt(50);
      }
      Balancer balancer = balancer(algorithm + "/" + round, algorithm);
      for (int call = 0; call < 20; call++) {
        int[] order = balancer.order(members, members.able(), "k" + call, 0, true);
        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(members.able());
      }
    }
  }

  /** A third of them drained. */
  private double[] weights(int count) {
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 10 + 0.01;
    }
    return weights;
  }

  @Test
  void sharesAreAlikeWhereWeightsDoNotCountAndInProportionWhereTheyDo() {
    double[] weights = {5, 3, 0, 2};
    for (BalancingAlgorithm algorithm :
        EnumSet.of(BalancingAlgorithm.ROUND_ROBIN, BalancingAlgorithm.RANDOM)) {
      double[] shares = shares(balancer("a", algorithm), new Some(weights), 9_999);
      for (int i : new int[] {0, 1, 3}) {
        assertThat(shares[i]).as(algorithm.name()).isCloseTo(1.0 / 3, within(0.02));
      }
      assertThat(shares[2]).isZero();
    }
    for (BalancingAlgorithm algorithm :
        EnumSet.of(
            BalancingAlgorithm.WEIGHTED_ROUND_ROBIN,
            BalancingAlgorithm.WEIGHTED_RANDOM,
            BalancingAlgorithm.HASH_BASED,
            BalancingAlgorithm.ADAPTIVE)) {
      Some members = new Some(weights);
      Balancer balancer = balancer("w", algorithm);
      double[] shares = shares(balancer, members, 10_000);
      for (int i = 0; i < weights.length; i++) {
        assertThat(shares[i]).as(algorithm.name()).isCloseTo(weights[i] / 10, within(0.025));
      }
      double[] told = balancer.shares(members, members.able(), 0);
      assertThat(told).as("as previewed").containsExactly(0.5, 0.3, 0.2);
    }
  }

  @Test
  void weightedRoundRobinIsExactAfterEachCycleAndShowsItsComingPicks() {
    Some members = new Some(5, 1, 1);
    Balancer balancer = balancer("wrr", BalancingAlgorithm.WEIGHTED_ROUND_ROBIN);
    List<String> coming = balancer.coming(members, members.able(), 0, 14);
    assertThat(coming).startsWith("m0", "m0", "m1", "m0", "m2", "m0", "m0");
    assertThat(balancer.cycle(members, members.able(), 0)).isEqualTo(7);
    for (String name : coming) {
      assertThat("m" + pick(balancer, members, "")).isEqualTo(name);
    }
  }

  @Test
  void leastConnectionsGoesByCallsInFlightForTheWeightAndTiesRotate() {
    Balancer balancer = balancer("lc", BalancingAlgorithm.LEAST_CONNECTIONS);
    Some members = new Some(4, 2, 1);
    members.inFlight[0] = 3;
    members.inFlight[1] = 2;
    members.inFlight[2] = 1;
    assertThat(balancer.order(members, members.able(), "", 0, true)[0]).isZero();
    members.inFlight[0] = 4;
    Set<Integer> ties = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      ties.add(pick(balancer, members, ""));
    }
    assertThat(ties).as("4/4, 2/2 and 1/1 are equal").containsExactlyInAnyOrder(0, 1, 2);
    members.inFlight[2] = 0;
    assertThat(pick(balancer, members, "")).isEqualTo(2);
  }

  @Test
  void leastConnectionsKeepsCallsInFlightInProportionToTheWeights() {
    Balancer balancer = balancer("lc2", BalancingAlgorithm.LEAST_CONNECTIONS);
    Some members = new Some(6, 3, 1);
    for (int i = 0; i < 100; i++) {
      members.inFlight[pick(balancer, members, "")]++;
    }
    assertThat(members.inFlight[0]).isBetween(59, 61);
    assertThat(members.inFlight[1]).isBetween(29, 31);
    assertThat(members.inFlight[2]).isBetween(9, 11);
  }

  @Test
  void leastResponseTimeTriesTheUnmeasuredFirstAndThenTheQuickest() {
    Balancer balancer = balancer("lrt", BalancingAlgorithm.LEAST_RESPONSE_TIME);
    Some members = new Some(1, 1, 1);
    members.window[0] = 3;
    members.window[1] = 2;
    assertThat(balancer.order(members, members.able(), "", 0, true)).containsExactly(2, 1, 0);
    members.window[2] = 0;
    assertThat(pick(balancer, members, "")).as("instant is not unmeasured").isEqualTo(2);
    members.window[2] = 9;
    assertThat(balancer.shares(members, members.able(), 0)).containsExactly(0, 1, 0);
  }

  @Test
  void removingAMemberOfAHashMovesOnlyItsOwnKeysInEveryProcessAlike() {
    double[] weights = {1, 2.5, 4, 0.5, 2};
    Balancer here = balancer("hash", BalancingAlgorithm.HASH_BASED);
    Balancer there =
        new Balancer(
            "hash",
            BalancingSettings.DEFAULT.withAlgorithm(BalancingAlgorithm.HASH_BASED),
            new Rotations(new MemoryPicks(new MemoryRepositories())),
            new AdaptiveWeights(),
            new Random(99)::nextDouble);
    int[] counted = new int[weights.length];
    for (int i = 0; i < 10_000; i++) {
      String key = "req-" + i;
      int before = pick(here, new Some(weights), key);
      counted[before]++;
      assertThat(pick(there, new Some(weights), key)).isEqualTo(before);
      double[] without = weights.clone();
      without[2] = 0;
      int after = pick(here, new Some(without), key);
      assertThat(after).isNotEqualTo(2);
      if (before != 2) {
        assertThat(after).as("a key of another member stays").isEqualTo(before);
      }
    }
    for (int i = 0; i < weights.length; i++) {
      assertThat(counted[i] / 10_000.0).isCloseTo(weights[i] / 10, within(0.02));
    }
  }

  @Test
  void losingACandidateKeepsThePhaseAndABackComingOneGoesOn() {
    Balancer balancer = balancer("phase", BalancingAlgorithm.WEIGHTED_ROUND_ROBIN);
    Some members = new Some(1, 1, 1, 1);
    pick(balancer, members, "");
    pick(balancer, members, "");
    int[] three = {0, 1, 3};
    assertThat(balancer.order(members, three, "", 0, true)[0])
        .as("half of the cycle was behind")
        .isEqualTo(1);
    assertThat(pick(balancer, members, "")).as("the four go on").isEqualTo(2);
  }

  @Test
  void editingAWeightKeepsThePhase() {
    Balancer before = balancer("edit", BalancingAlgorithm.WEIGHTED_ROUND_ROBIN);
    Some members = new Some(2, 2);
    pick(before, members, "");
    // 2:2 is a b: one pick is half of the cycle; the new one goes on at its own half.
    Balancer after = balancer("edit", BalancingAlgorithm.WEIGHTED_ROUND_ROBIN);
    Some edited = new Some(3, 1);
    List<String> whole = SmoothSchedule.of(new double[] {3, 1}).names(List.of("m0", "m1"), 2, 4);
    for (String expected : whole) {
      assertThat("m" + pick(after, edited, "")).isEqualTo(expected);
    }
  }

  @Test
  void dryRunsDrawNothing() {
    for (BalancingAlgorithm algorithm : BalancingAlgorithm.values()) {
      if (algorithm == BalancingAlgorithm.RANDOM
          || algorithm == BalancingAlgorithm.WEIGHTED_RANDOM) {
        continue;
      }
      Balancer balancer = balancer("dry", algorithm);
      Some members = new Some(3, 2, 1);
      int next = balancer.order(members, members.able(), "k", 0, false)[0];
      for (int i = 0; i < 5; i++) {
        balancer.order(members, members.able(), "k", 0, false);
      }
      assertThat(pick(balancer, members, "k")).as(algorithm.name()).isEqualTo(next);
    }
  }
}
