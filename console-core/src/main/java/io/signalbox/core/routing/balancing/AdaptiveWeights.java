package io.signalbox.core.routing.balancing;

import java.time.Duration;
import java.util.Arrays;

/**
 * The effective weights of an ADAPTIVE balancer. Every 10 s each moves by the adjustment factor
 * towards configured weight x (score / mean score), with score = 0.4 success + 0.4 / (1 + mean s) +
 * 0.2 / (1 + in flight), and is never under 5 % of the configured weight. Thread-safe.
 */
public final class AdaptiveWeights {

  /** Between two moves. */
  public static final Duration STEP = Duration.ofSeconds(10);

  private static final double LEAST_SHARE = 0.05;

  private final long stepNanos = STEP.toNanos();
  private double[] configured = {};
  private volatile double[] effective = {};
  private long movedAt;

  /** What is known of one member. */
  public interface Measures {
    /** Share of success, 0 to 1; 1 where nothing was measured. */
    double success(int member);

    /** Mean latency in milliseconds; 0 where nothing was measured. */
    double meanMillis(int member);

    int inFlight(int member);
  }

  /** The weights in force now; moves them if that is due. A member of weight 0 stays at 0. */
  double[] at(long nowNanos, double[] wanted, double factor, Measures measures) {
    double[] seen = effective;
    if (seen.length == wanted.length && !isDue(nowNanos) && isOf(wanted)) {
      return seen;
    }
    return move(nowNanos, wanted, factor, measures);
  }

  /** What they are without moving them; the wanted ones before the first move. */
  synchronized double[] peek(double[] wanted) {
    return Arrays.equals(configured, wanted) ? effective.clone() : wanted.clone();
  }

  private synchronized boolean isDue(long nowNanos) {
    return nowNanos - movedAt >= stepNanos;
  }

  private synchronized boolean isOf(double[] wanted) {
    return Arrays.equals(configured, wanted);
  }

  private synchronized double[] move(
      long nowNanos, double[] wanted, double factor, Measures measures) {
    if (!Arrays.equals(configured, wanted)) {
      boolean first = configured.length != wanted.length;
      double[] before = effective;
      double[] fresh = wanted.clone();
      for (int i = 0; !first && i < fresh.length; i++) {
        // A changed weight keeps what was learnt about its member.
        fresh[i] = configured[i] > 0 ? wanted[i] * before[i] / configured[i] : wanted[i];
      }
      configured = wanted.clone();
      effective = fresh;
      if (first) {
        movedAt = nowNanos;
      }
      return fresh;
    }
    if (nowNanos - movedAt < stepNanos) {
      return effective;
    }
    double[] scores = new double[wanted.length];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < wanted.length; i++) {
      scores[i] =
          0.4 * measures.success(i)
              + 0.4 / (1 + measures.meanMillis(i) / 1_000)
              + 0.2 / (1 + measures.inFlight(i));
      if (wanted[i] > 0) {
        sum += scores[i];
        count++;
      }
    }
    double mean = count == 0 ? 1 : sum / count;
    double[] next = effective.clone();
    for (int i = 0; i < wanted.length; i++) {
      double target = wanted[i] * scores[i] / mean;
      double moved = next[i] + factor * (target - next[i]);
      next[i] = wanted[i] == 0 ? 0 : Math.max(LEAST_SHARE * wanted[i], moved);
    }
    movedAt = nowNanos;
    effective = next;
    return next;
  }
}
