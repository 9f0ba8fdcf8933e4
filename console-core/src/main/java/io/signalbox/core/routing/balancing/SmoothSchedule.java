package io.signalbox.core.routing.balancing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One whole cycle of weighted turns, laid out once, so that a pick is one array read whatever the
 * number of candidates. Immutable.
 *
 * <p>At every step a candidate is eligible once its share is far enough ahead of its picks; of
 * those the one that must be picked soonest is, and among equals the one furthest ahead. No
 * candidate is ever a whole pick away from its share. 5:1:1 gives a a b a c a a. Source: R.
 * Tijdeman, "The chairman assignment problem", Discrete Mathematics 32 (1980). The simpler smooth
 * order of nginx strays by more than two picks where many weights differ widely.
 */
final class SmoothSchedule {

  /** The longest cycle. */
  static final int LONGEST = 10_000;

  private final short[] picks;

  private SmoothSchedule(short[] picks) {
    this.picks = picks;
  }

  /**
   * @param weights each finite and over 0
   */
  static SmoothSchedule of(double[] weights) {
    int[] reduced = reduce(weights);
    int sum = Arrays.stream(reduced).sum();
    short[] picks = new short[sum];
    long slack = Math.max(1, 2L * reduced.length - 2);
    // Share so far less picks so far, both times the sum of the weights.
    long[] ahead = new long[reduced.length];
    for (int step = 0; step < sum; step++) {
      int best = -1;
      for (int i = 0; i < ahead.length; i++) {
        ahead[i] += reduced[i];
        if (ahead[i] * slack >= sum
            && (best < 0 || isSooner(i, best, ahead, reduced, sum, slack))) {
          best = i;
        }
      }
      ahead[best] -= sum;
      picks[step] = (short) best;
    }
    return new SmoothSchedule(picks);
  }

  /** Compares by when each must be picked at the latest; among equals by how far it is ahead. */
  private static boolean isSooner(
      int one, int other, long[] ahead, int[] weights, long sum, long slack) {
    long left = ((slack - 1) * sum - slack * ahead[one]) * weights[other];
    long right = ((slack - 1) * sum - slack * ahead[other]) * weights[one];
    return left < right || left == right && ahead[one] > ahead[other];
  }

  int length() {
    return picks.length;
  }

  int at(long pick) {
    return picks[(int) Math.floorMod(pick, (long) picks.length)];
  }

  /**
   * Whole numbers in the same proportion with a sum of at most {@link #LONGEST}; a positive weight
   * never becomes 0. Exact where the weights have at most four decimals and fit, else rounded to
   * the nearest.
   */
  static int[] reduce(double[] weights) {
    for (double scale = 1; scale <= 10_000; scale *= 10) {
      long[] whole = new long[weights.length];
      boolean exact = true;
      for (int i = 0; i < weights.length && exact; i++) {
        double scaled = weights[i] * scale;
        whole[i] = Math.round(scaled);
        exact = scaled < 1e15 && Math.abs(scaled - whole[i]) < 1e-6 && whole[i] > 0;
      }
      if (exact) {
        long divisor = Arrays.stream(whole).reduce(0, SmoothSchedule::gcd);
        long sum = Arrays.stream(whole).sum() / divisor;
        if (sum <= LONGEST) {
          return Arrays.stream(whole).mapToInt(each -> (int) (each / divisor)).toArray();
        }
      }
    }
    return round(weights);
  }

  private static int[] round(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    double room = LONGEST - weights.length;
    return Arrays.stream(weights)
        .mapToInt(weight -> Math.max(1, (int) Math.round(weight / sum * room)))
        .toArray();
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The names of the next picks from {@code from} on. */
  List<String> names(List<String> candidates, long from, int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add(candidates.get(at(from + i)));
    }
    return names;
  }
}
