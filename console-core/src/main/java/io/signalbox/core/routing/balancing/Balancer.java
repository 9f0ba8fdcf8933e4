package io.signalbox.core.routing.balancing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the members of a balancer in the order they are to be tried. Thread-safe; takes no lock but
 * those of what it reads.
 */
public final class Balancer {

  private final String rotation;
  private final BalancingSettings settings;
  private final Rotations rotations;
  private final AdaptiveWeights adaptive;
  private final DoubleSupplier chance;

  /** The cycle last used. Only a shortcut: any thread may put another one. */
  private volatile Rotations.@Nullable Cycle last;

  /** What a balancer knows of its members, by index. */
  public interface Members extends AdaptiveWeights.Measures {
    int size();

    String name(int member);

    /** Configured weight; 0 is drained. */
    double weight(int member);

    /** Mean of the window in milliseconds; NaN where nothing was measured. */
    double windowMillis(int member);
  }

  /**
   * @param rotation names this balancer's place in the cycle, the same in every process
   * @param chance draws from 0 (inclusive) to 1 (exclusive)
   */
  public Balancer(
      String rotation,
      BalancingSettings settings,
      Rotations rotations,
      AdaptiveWeights adaptive,
      DoubleSupplier chance) {
    this.rotation = rotation;
    this.settings = settings;
    this.rotations = rotations;
    this.adaptive = adaptive;
    this.chance = chance;
  }

  /**
   * @param able indexes of members that can serve, weights above 0, ascending
   * @param key what HASH_BASED goes by
   * @param draw false moves no rotation and no weight
   * @return the same indexes, the chosen one first
   */
  public int[] order(Members members, int[] able, String key, long nowNanos, boolean draw) {
    if (able.length < 2) {
      return able;
    }
    return switch (settings.algorithm()) {
      case ROUND_ROBIN, WEIGHTED_ROUND_ROBIN, ADAPTIVE ->
          rotated(able, pick(members, able, nowNanos, draw));
      case RANDOM -> rotated(able, (int) (chance.getAsDouble() * able.length));
      case WEIGHTED_RANDOM -> rotated(able, drawn(members, able));
      case LEAST_CONNECTIONS ->
          ascending(able, member -> members.inFlight(member) / members.weight(member), draw);
      case LEAST_RESPONSE_TIME ->
          ascending(
              able,
              member -> {
                double mean = members.windowMillis(member);
                return Double.isNaN(mean) ? -1 : mean;
              },
              draw);
      case HASH_BASED ->
          ascending(
              able,
              member -> -RendezvousHash.score(key, members.name(member), members.weight(member)),
              draw);
    };
  }

  private int pick(Members members, int[] able, long nowNanos, boolean draw) {
    Rotations.Cycle seen = last;
    boolean fixed = settings.algorithm() != BalancingAlgorithm.ADAPTIVE;
    if (fixed && seen != null && seen.isOf(able)) {
      return draw ? seen.draw() : seen.peek();
    }
    double[] weights = inUse(members, able, nowNanos, draw);
    if (seen == null || !seen.isOf(able) || !Arrays.equals(seen.weights(), weights)) {
      seen = rotations.cycle(rotation, able, names(members, able), weights);
      last = seen;
    }
    return draw ? seen.draw() : seen.peek();
  }

  private double[] inUse(Members members, int[] able, long nowNanos, boolean draw) {
    return switch (settings.algorithm()) {
      case ADAPTIVE -> {
        double[] wanted = weights(members);
        double[] all =
            draw
                ? adaptive.at(nowNanos, wanted, settings.weightAdjustment(), members)
                : adaptive.peek(wanted);
        yield only(all, able);
      }
      case ROUND_ROBIN, RANDOM, LEAST_RESPONSE_TIME -> ones(able.length);
      case WEIGHTED_ROUND_ROBIN, LEAST_CONNECTIONS, WEIGHTED_RANDOM, HASH_BASED ->
          only(weights(members), able);
    };
  }

  private int drawn(Members members, int[] able) {
    double sum = 0;
    for (int member : able) {
      sum += members.weight(member);
    }
    double at = chance.getAsDouble() * sum;
    for (int i = 0; i < able.length; i++) {
      at -= members.weight(able[i]);
      if (at < 0) {
        return i;
      }
    }
    return able.length - 1;
  }

  private interface Score {
    double of(int member);
  }

  /** Sorted by score; equals at the head rotate. */
  private int[] ascending(int[] able, Score score, boolean draw) {
    double[] scores = new double[able.length];
    int[] order = able.clone();
    for (int i = 0; i < order.length; i++) {
      scores[i] = score.of(order[i]);
    }
    // Few members, nearly always in order: insertion keeps equals as they were and makes no object.
    for (int i = 1; i < order.length; i++) {
      int member = order[i];
      double own = scores[i];
      int at = i - 1;
      while (at >= 0 && scores[at] > own) {
        order[at + 1] = order[at];
        scores[at + 1] = scores[at];
        at--;
      }
      order[at + 1] = member;
      scores[at + 1] = own;
    }
    int ties = 1;
    while (ties < order.length && scores[ties] == scores[0]) {
      ties++;
    }
    if (ties > 1) {
      PickSource.Numbers numbers = rotations.ties(rotation);
      int first = (int) Math.floorMod(draw ? numbers.next() : numbers.peek(), (long) ties);
      int[] equals = rotated(Arrays.copyOf(order, ties), first);
      System.arraycopy(equals, 0, order, 0, ties);
    }
    return order;
  }

  /** The members from {@code first} on, then those before it. */
  private static int[] rotated(int[] able, int first) {
    if (first == 0) {
      return able;
    }
    int[] order = new int[able.length];
    System.arraycopy(able, first, order, 0, able.length - first);
    System.arraycopy(able, 0, order, able.length - first, first);
    return order;
  }

  /** The expected share of each of {@code able}, 0 to 1. */
  public double[] shares(Members members, int[] able, long nowNanos) {
    double[] shares = new double[able.length];
    if (able.length == 0) {
      return shares;
    }
    if (settings.algorithm() == BalancingAlgorithm.LEAST_RESPONSE_TIME) {
      int best = order(members, able, "", nowNanos, false)[0];
      for (int i = 0; i < able.length; i++) {
        shares[i] = able[i] == best ? 1 : 0;
      }
      return shares;
    }
    double[] weights = inUse(members, able, nowNanos, false);
    double sum = Arrays.stream(weights).sum();
    for (int i = 0; i < able.length; i++) {
      shares[i] = weights[i] / sum;
    }
    return shares;
  }

  /** The weights in use now, of every member; 1 each where the algorithm has none. */
  public double[] effective(Members members) {
    return switch (settings.algorithm()) {
      case ADAPTIVE -> adaptive.peek(weights(members));
      case ROUND_ROBIN, RANDOM, LEAST_RESPONSE_TIME -> ones(members.size());
      case WEIGHTED_ROUND_ROBIN, LEAST_CONNECTIONS, WEIGHTED_RANDOM, HASH_BASED -> weights(members);
    };
  }

  /** The coming picks by name, nothing drawn; empty where they cannot be told. */
  public List<String> coming(Members members, int[] able, long nowNanos, int count) {
    if (able.length == 0 || !rotates()) {
      return List.of();
    }
    double[] weights = inUse(members, able, nowNanos, false);
    List<String> names = names(members, able);
    return rotations.proposed(rotation, able, names, weights).coming(names, count);
  }

  /** Picks until the order repeats; 0 where it does not. */
  public int cycle(Members members, int[] able, long nowNanos) {
    return able.length == 0 || !rotates()
        ? 0
        : SmoothSchedule.of(inUse(members, able, nowNanos, false)).length();
  }

  private boolean rotates() {
    return switch (settings.algorithm()) {
      case ROUND_ROBIN, WEIGHTED_ROUND_ROBIN, ADAPTIVE -> true;
      case RANDOM, WEIGHTED_RANDOM, LEAST_CONNECTIONS, LEAST_RESPONSE_TIME, HASH_BASED -> false;
    };
  }

  private static List<String> names(Members members, int[] able) {
    List<String> names = new ArrayList<>(able.length);
    for (int member : able) {
      names.add(members.name(member));
    }
    return names;
  }

  private static double[] weights(Members members) {
    double[] weights = new double[members.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = members.weight(i);
    }
    return weights;
  }

  private static double[] only(double[] all, int[] able) {
    double[] some = new double[able.length];
    for (int i = 0; i < able.length; i++) {
      some[i] = all[able[i]];
    }
    return some;
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
